// Numbers, sizes and times as texts: `64`, `2MiB`, `250ms`.

/// A kind of value with units.
protocol SettingUnit: SendableMetatype {
    associatedtype Value: Comparable & Sendable

    /// What such a value is called in messages.
    static var name: String { get }
    /// What is said of a text that is none; nil where its name and range say it all.
    static var example: String { get }
    static func value(_ text: String) -> Value?
    static func text(_ value: Value) -> String
}

enum SettingNumber: SettingUnit {
    static let name = "number"
    static let example = ""

    static func value(_ text: String) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    static func text(_ value: Int) -> String { "\(value)" }
}

enum SettingSize: SettingUnit {
    static let name = "size"
    static let example = "; 4096, 64KiB, 64KB and 2MiB are sizes"
    static let units: [(name: String, bytes: Int)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("KB", 1_000), ("MB", 1_000_000),
        ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ]

    static func value(_ text: String) -> Int? {
        let unit = units.first { text.hasSuffix($0.name) }
        guard let number = SettingNumber.value(String(text.dropLast(unit?.name.count ?? 0))) else { return nil }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
        return isTooLarge ? .max : bytes
    }

    static func text(_ value: Int) -> String {
        let unit = units.prefix(4).last { value >= $0.bytes && value % $0.bytes == 0 }
        return unit.map { "\(value / $0.bytes)\($0.name)" } ?? "\(value)"
    }
}

enum SettingTime: SettingUnit {
    static let name = "time"
    static let example = "; 250ms, 30s, 1.5s, 2m and 1h are times"
    /// Nanoseconds of each, the longest first.
    static let units: [(name: String, nanoseconds: Int64)] = [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
        ("us", 1_000), ("ns", 1),
    ]

    static func value(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard let unit = units.first(where: { $0.name == text.dropFirst(digits.count) }) else { return nil }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
        let (nanoseconds, isTooLong) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
        if isTooLong { return .seconds(Int64.max / 1_000_000_000) }
        guard parts.count == 2 else { return .nanoseconds(nanoseconds) }
        // Nine digits of a day are less than what an integer holds.
        guard (1...4).contains(parts[1].count), let part = Int64(parts[1]) else { return nil }
        let scale = parts[1].reduce(Int64(1)) { scale, _ in scale * 10 }
        let (sum, isLonger) = nanoseconds.addingReportingOverflow(part * unit.nanoseconds / scale)
        return isLonger ? .seconds(Int64.max / 1_000_000_000) : .nanoseconds(sum)
    }

    static func text(_ value: Duration) -> String {
        let (seconds, attoseconds) = value.components
        let (nanoseconds, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let count = isTooLong ? Int64.max : nanoseconds + attoseconds / 1_000_000_000
        // Days are for reading alone: 24h says more than 1d.
        let unit = units.dropFirst().first { count != 0 && count % $0.nanoseconds == 0 }
        return unit.map { "\(count / $0.nanoseconds)\($0.name)" } ?? "0s"
    }
}
