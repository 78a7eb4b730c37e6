// The page as Prometheus reads it: text format 0.0.4, or OpenMetrics 1.0.

struct ExpositionText {
    enum Format: Sendable {
        case text, openMetrics

        var contentType: StaticString {
            switch self {
            case .text: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    let format: Format
    private(set) var bytes: [UInt8] = []

    init(_ format: Format) { self.format = format }

    /// A metric with all of its series.
    mutating func append(_ family: MetricFamily) {
        guard !family.series.isEmpty else { return }
        // OpenMetrics names a counter without what its sample ends in.
        let name = family.kind == .counter && format == .text ? "\(family.name)_total" : family.name
        line("# HELP \(name) \(Self.escaped(family.help, quotes: format == .openMetrics))")
        line("# TYPE \(name) \(family.kind.rawValue)")
        if format == .openMetrics, let unit = family.unit { line("# UNIT \(name) \(MetricName.readable(unit))") }
        for series in family.series.values.sorted(by: { $0.labels < $1.labels }) { series.write(family, to: &self) }
    }

    mutating func sample(_ name: String, _ suffix: StaticString, _ labels: String, _ value: String) {
        line(labels.isEmpty ? "\(name)\(suffix) \(value)" : "\(name)\(suffix){\(labels)} \(value)")
    }

    mutating func end() {
        if format == .openMetrics { line("# EOF") }
    }

    private mutating func line(_ text: String) {
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return "\(value)"
    }

    static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\"") })
        else {
            return text
        }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
