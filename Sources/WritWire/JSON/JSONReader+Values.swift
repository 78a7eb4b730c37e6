// Reads and writes the values that JSON carries as strings: dates, UUIDs, bytes.

extension JSONReader {
    public mutating func readDateTime() -> DateTime? { readText() }
    public mutating func readCalendarDate() -> CalendarDate? { readText() }
    public mutating func readUniqueID() -> UniqueID? { readText() }

    /// Takes a string of base64.
    public mutating func readBase64() -> [UInt8]? {
        guard let text = scanTypedString() else { return nil }
        // The bytes are valid inside the closure.
        if let bytes = unsafe withBytes(of: text, { unsafe Base64.decode($0) }) { return bytes }
        record(keyword: "format", "must be base64")
        return nil
    }

    private mutating func readText<Value: WireText>() -> Value? {
        guard let text = scanTypedString() else { return nil }
        // The bytes are valid inside the closure.
        if let value = unsafe withBytes(of: text, { unsafe Value(text: $0) }) { return value }
        record(keyword: "format", "must be \(Value.noun)")
        return nil
    }

    private mutating func scanTypedString() -> JSONStringRange? {
        skipWhitespace()
        guard byte == UInt8(ascii: "\"") else {
            refuseType(expected: "a string")
            return nil
        }
        valueStart = position
        return scanString()
    }

    private func withBytes<Result>(of text: JSONStringRange, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard text.hasEscapes else {
            // The scanned range lies inside the text.
            return unsafe body(UnsafeRawBufferPointer(start: base + text.start, count: text.end - text.start))
        }
        var decoded = unescaped(text)
        return decoded.withUTF8 { unsafe body(UnsafeRawBufferPointer($0)) }
    }
}

extension OutputBuffer {
    public mutating func write(_ value: DateTime) { writeQuoted(value) }
    public mutating func write(_ value: CalendarDate) { writeQuoted(value) }
    public mutating func write(_ value: UniqueID) { writeQuoted(value) }

    public mutating func writeBase64(_ bytes: [UInt8]) {
        append(UInt8(ascii: "\""))
        Base64.append(bytes, to: &self)
        append(UInt8(ascii: "\""))
    }

    /// None of these texts has a character that needs an escape.
    private mutating func writeQuoted(_ value: some WireText) {
        append(UInt8(ascii: "\""))
        value.append(to: &self)
        append(UInt8(ascii: "\""))
    }
}
