// Values that travel as text of a format: what each promises, and how JSON and parameters read and write them.

/// A type whose values are written as text: dates, UUIDs, addresses, bytes in Base64.
protocol TextFormat {
    /// The value's text with its article, for messages: "a date such as 2026-03-14".
    static var noun: StaticString { get }

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
    /// Takes a `date-time`.
    public mutating func readDateTime() -> DateTime? { readText() }
    /// Takes a `date`.
    public mutating func readCalendarDate() -> CalendarDate? { readText() }
    /// Takes a `time`.
    public mutating func readTimeOfDay() -> TimeOfDay? { readText() }
    /// Takes a `duration`.
    public mutating func readCalendarDuration() -> CalendarDuration? { readText() }
    /// Takes a `uuid`.
    public mutating func readUniqueID() -> UniqueID? { readText() }
    /// Takes a string of `byte`, Base64.
    public mutating func readBase64() -> Base64? { readText() }
    /// Takes a string of `base64url`.
    public mutating func readBase64URL() -> Base64URL? { readText() }
    /// Takes a `uri`.
    public mutating func readURI() -> URI? { readText() }
    /// Takes an `ipv4` address.
    public mutating func readIPv4Address() -> IPv4Address? { readText() }
    /// Takes an `ipv6` address.
    public mutating func readIPv6Address() -> IPv6Address? { readText() }
    /// A number as text.
    public mutating func readDecimalText() -> DecimalNumber? { readText() }

    private mutating func readText<Value: TextFormat>() -> Value? {
        guard let text = scanText() else { return nil }
        let value: Value?
        if text.hasEscapes {
            value = Value(string: unescaped(text))
        } else {
            // The scanned range lies inside the text.
            value = unsafe Value(text: UnsafeRawBufferPointer(start: base + text.start, count: text.end - text.start))
        }
        if value == nil { record(keyword: "format", "must be \(Value.noun)") }
        return value
    }

    private mutating func scanText() -> JSONStringRange? {
        skipWhitespace()
        guard byte == UInt8(ascii: "\"") else {
            refuseType(expected: "a string")
            return nil
        }
        valueStart = position
        return scanString()
    }

    /// Takes a number and keeps all of its digits.
    public mutating func readDecimal() -> DecimalNumber? {
        skipWhitespace()
        guard kindHere() == .number else {
            refuseType(expected: "a number")
            return nil
        }
        valueStart = position
        guard let number = scanNumber() else { return nil }
        // The scanned range lies inside the text.
        let bytes = unsafe UnsafeRawBufferPointer(start: base + number.start, count: number.end - number.start)
        if let value = unsafe DecimalNumber(text: bytes) { return value }
        record(keyword: "format", "must be \(DecimalNumber.noun)")
        return nil
    }

    /// Takes text that a type of the application's own stands for.
    ///
    /// - Parameter noun: What the text must be, for the violation.
    public mutating func readText<Value: LosslessStringConvertible>(as type: Value.Type, _ noun: StaticString) -> Value? {
        guard let text = scanText() else { return nil }
        if let value = Value(unescaped(text)) { return value }
        record(keyword: "format", "must be \(noun)")
        return nil
    }
}

extension ParameterReader {
    /// Takes a `date-time`.
    public mutating func readDateTime() -> DateTime? { readText() }
    /// Takes a `date`.
    public mutating func readCalendarDate() -> CalendarDate? { readText() }
    /// Takes a `time`.
    public mutating func readTimeOfDay() -> TimeOfDay? { readText() }
    /// Takes a `duration`.
    public mutating func readCalendarDuration() -> CalendarDuration? { readText() }
    /// Takes a `uuid`.
    public mutating func readUniqueID() -> UniqueID? { readText() }
    /// Takes a string of `byte`, Base64.
    public mutating func readBase64() -> Base64? { readText() }
    /// Takes a string of `base64url`.
    public mutating func readBase64URL() -> Base64URL? { readText() }
    /// Takes a `uri`.
    public mutating func readURI() -> URI? { readText() }
    /// Takes an `ipv4` address.
    public mutating func readIPv4Address() -> IPv4Address? { readText() }
    /// Takes an `ipv6` address.
    public mutating func readIPv6Address() -> IPv6Address? { readText() }
    public mutating func readDecimalText() -> DecimalNumber? { readText() }
    public mutating func readDecimal() -> DecimalNumber? { readText() }

    private mutating func readText<Value: TextFormat>() -> Value? {
        unsafe withValue("format", "must be \(Value.noun)") { unsafe Value(text: $0) }
    }

    /// Reads text that a type of the application's own stands for.
    ///
    /// - Parameter noun: What the text must be, for the violation.
    public mutating func readText<Value: LosslessStringConvertible>(as type: Value.Type, _ noun: StaticString) -> Value? {
        unsafe withValue("format", "must be \(noun)") { bytes in
            unsafe String(validating: bytes, as: UTF8.self).flatMap { Value($0) }
        }
    }
}

extension OutputBuffer {
    /// Writes a `date-time`.
    public mutating func write(_ value: DateTime) { writeText(value) }
    /// Writes a `date`.
    public mutating func write(_ value: CalendarDate) { writeText(value) }
    /// Writes a `time`.
    public mutating func write(_ value: TimeOfDay) { writeText(value) }
    /// Writes a `duration`.
    public mutating func write(_ value: CalendarDuration) { writeText(value) }
    /// Writes a `uuid`.
    public mutating func write(_ value: UniqueID) { writeText(value) }
    /// Writes a string of `byte`, Base64.
    public mutating func write(_ value: Base64) { writeText(value) }
    /// Writes a string of `base64url`.
    public mutating func write(_ value: Base64URL) { writeText(value) }
    /// Writes a `uri`.
    public mutating func write(_ value: URI) { writeText(value) }
    /// Writes an `ipv4` address.
    public mutating func write(_ value: IPv4Address) { writeText(value) }
    /// Writes an `ipv6` address.
    public mutating func write(_ value: IPv6Address) { writeText(value) }
    /// The number as text.
    public mutating func write(text value: DecimalNumber) { writeText(value) }
    /// The number with all of its digits.
    public mutating func write(_ value: DecimalNumber) { value.append(to: &self) }

    /// Writes the text that a type of the application's own stands for.
    public mutating func write(text value: some LosslessStringConvertible) { write(value.description) }

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
