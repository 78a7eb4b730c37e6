// A number of a dynamic JSON value, exact whatever its size.

/// A JSON number. Equality is by value: `1`, `1.0` and `10e-1` are equal, and nothing is rounded to compare.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number as it is written.
    public let description: String

    /// `nil` where `text` is no number by the grammar of JSON.
    public init?(_ text: String) {
        var text = text
        let isNumber = text.withUTF8 { bytes in
            // `bytes` is valid inside the closure.
            var reader = unsafe JSONReader(UnsafeRawBufferPointer(bytes))
            guard reader.kindHere() == .number, let range = reader.scanNumber() else { return false }
            return range.end == bytes.count
        }
        guard isNumber else { return nil }
        description = text
    }

    init(checked text: String) {
        description = text
    }

    public init(_ value: some BinaryInteger) {
        description = "\(value)"
    }

    /// `nil` for NaN and infinities.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        description = value.description
    }

    /// The nearest double; `nil` where it would be infinite.
    public var double: Double? {
        guard let value = Double(description), value.isFinite else { return nil }
        return value
    }

    /// The value as an integer of 64 bits, where it is one exactly.
    public var int64: Int64? {
        let decimal = decimal
        guard let magnitude = decimal.wholeMagnitude else { return nil }
        return Int64(exactly: decimal.isNegative ? -Int128(magnitude) : Int128(magnitude))
    }

    public var isWhole: Bool { decimal.isWhole }

    var decimal: JSONDecimal {
        var text = description
        // The text follows the grammar of numbers, and the buffer is valid inside the closure.
        return text.withUTF8 { unsafe JSONDecimal($0) }
    }

    public static func == (a: JSONNumber, b: JSONNumber) -> Bool {
        a.description == b.description || a.decimal == b.decimal
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(decimal)
    }
}
