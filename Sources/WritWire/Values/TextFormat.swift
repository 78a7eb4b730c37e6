// Values that travel as text of a format: what each promises, and how JSON and parameters read and write them.

/// A type whose values are written as text: dates, UUIDs, bytes in Base64.
protocol TextFormat {
    /// The value's text with its article, for messages: "a date such as 2026-03-14".
    static var noun: StaticString { get }
    static var keyword: StaticString { get }

    /// The value that the bytes spell; nil where they spell none.
    init?(text: UnsafeRawBufferPointer)
    /// Appends the text.
    func append(to output: inout OutputBuffer)
}

extension TextFormat {
    init?(string: String) {
        var string = string
        // `withUTF8` lends a buffer that is valid for the closure.
        let value = string.withUTF8 { unsafe Self(text: UnsafeRawBufferPointer($0)) }
        guard let value else { return nil }
        self = value
    }

    var string: String {
        var output = OutputBuffer(minimumCapacity: 64)
        append(to: &output)
        // The buffer lives until its bytes are copied.
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }
}

extension JSONReader {
    public mutating func readDateTime() -> DateTime? { readText() }
    public mutating func readCalendarDate() -> CalendarDate? { readText() }
    public mutating func readUniqueID() -> UniqueID? { readText() }
    public mutating func readBase64() -> Base64? { readText() }

    private mutating func readText<Value: TextFormat>() -> Value? {
        skipWhitespace()
        guard byte == UInt8(ascii: "\"") else {
            refuseType(expected: "a string")
            return nil
        }
        valueStart = position
        guard let text = scanString() else { return nil }
        let value: Value?
        if text.hasEscapes {
            value = Value(string: unescaped(text))
        } else {
            // The scanned range lies inside the text.
            value = unsafe Value(text: UnsafeRawBufferPointer(start: base + text.start, count: text.end - text.start))
        }
        if value == nil { record(keyword: Value.keyword, "must be \(Value.noun)") }
        return value
    }
}

extension ParameterReader {
    public mutating func readDateTime() -> DateTime? { readText() }
    public mutating func readCalendarDate() -> CalendarDate? { readText() }
    public mutating func readUniqueID() -> UniqueID? { readText() }
    public mutating func readBase64() -> Base64? { readText() }

    private mutating func readText<Value: TextFormat>() -> Value? {
        unsafe withValue(Value.keyword, "must be \(Value.noun)") { unsafe Value(text: $0) }
    }
}

extension OutputBuffer {
    public mutating func write(_ value: DateTime) { writeText(value) }
    public mutating func write(_ value: CalendarDate) { writeText(value) }
    public mutating func write(_ value: UniqueID) { writeText(value) }
    public mutating func write(_ value: Base64) { writeText(value) }

    /// None of the formats has characters that JSON would escape.
    private mutating func writeText(_ value: some TextFormat) {
        append(UInt8(ascii: "\""))
        value.append(to: &self)
        append(UInt8(ascii: "\""))
    }

    /// A number with zeros before it, in that many digits at least.
    mutating func append(_ number: Int, digits: Int) {
        var limit = 1
        for _ in 1..<digits { limit *= 10 }
        while limit > max(number, 1) {
            append(UInt8(ascii: "0"))
            limit /= 10
        }
        append(decimal: number)
    }
}
