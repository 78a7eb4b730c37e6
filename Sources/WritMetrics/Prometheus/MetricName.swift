// Names and labels as Prometheus takes them.

enum MetricName {
    /// `http.server.request.duration` becomes `http_server_request_duration`; a digit at the beginning gets an underscore before it.
    static func readable(_ label: String, mayHaveColons: Bool = true) -> String {
        var name = ""
        for byte in label.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if name.isEmpty { name += "_" }
                name.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: ":") where mayHaveColons: name += ":"
            default: name += "_"
            }
        }
        return name.isEmpty ? "_" : name
    }

    /// The name of a metric with its unit at the end, and without the `_total` of a counter, which the page adds.
    static func base(_ label: String, kind: MetricFamily.Kind, unit: String?) -> String {
        var name = readable(label)
        if kind == .counter { name.trimSuffix("_total") }
        guard let unit else { return name }
        let suffix = "_\(readable(unit))"
        return name.hasSuffix(suffix) ? name : name + suffix
    }

    /// Labels in the order of their names, each once: values of names that become the same are joined. `le` is the page's own.
    static func labels(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        var values: [String: [String]] = [:]
        for (name, value) in dimensions {
            var name = readable(name, mayHaveColons: false)
            // Names that begin with two underscores are Prometheus' own.
            while name.hasPrefix("__") { name.removeFirst() }
            if name == "le" || name == "quantile" { name = "exported_\(name)" }
            values[name, default: []].append(value)
        }
        return values.sorted { $0.key < $1.key }
            .map { "\($0.key)=\"\(ExpositionText.escaped($0.value.joined(separator: ";"), quotes: true))\"" }
            .joined(separator: ",")
    }
}

extension String {
    fileprivate mutating func trimSuffix(_ suffix: String) {
        if hasSuffix(suffix) { removeLast(suffix.count) }
    }
}
