// The types that a parameter's text is read as. Each returns nil, with a violation, where the text is none of that type.

extension ParameterReader {
    public mutating func readString() -> String? {
        unsafe withValue("type", "must be text in UTF-8") { unsafe String(validating: $0, as: UTF8.self) }
    }

    public mutating func readBool() -> Bool? {
        unsafe withValue("type", "must be true or false") { bytes in
            if unsafe bytes.spells("true") { return true }
            return unsafe bytes.spells("false") ? false : nil
        }
    }

    public mutating func readInt() -> Int? { readNumber("a whole number") { $0.readInt() } }
    public mutating func readInt8() -> Int8? { readNumber("a whole number") { $0.readInt8() } }
    public mutating func readInt16() -> Int16? { readNumber("a whole number") { $0.readInt16() } }
    public mutating func readInt32() -> Int32? { readNumber("a whole number") { $0.readInt32() } }
    public mutating func readInt64() -> Int64? { readNumber("a whole number") { $0.readInt64() } }
    public mutating func readUInt8() -> UInt8? { readNumber("a whole number") { $0.readUInt8() } }
    public mutating func readUInt16() -> UInt16? { readNumber("a whole number") { $0.readUInt16() } }
    public mutating func readUInt32() -> UInt32? { readNumber("a whole number") { $0.readUInt32() } }
    public mutating func readUInt64() -> UInt64? { readNumber("a whole number") { $0.readUInt64() } }
    public mutating func readDouble() -> Double? { readNumber("a number") { $0.readDouble() } }
    public mutating func readFloat() -> Float? { readNumber("a number") { $0.readFloat() } }

    /// The index of the value in a list of names: an enumeration's case.
    public mutating func readChoice(_ choices: JSONKeys) -> Int? {
        unsafe withValue("enum", "must be one of: \(choices.list)") { unsafe choices.index(of: $0) }
    }

    /// Numbers are written as in JSON. One that is too large is told the range it must be in.
    private mutating func readNumber<Number>(
        _ noun: StaticString, _ read: (inout JSONReader) -> Number?
    ) -> Number? {
        var (keyword, message) = ("type" as StaticString, "must be \(noun)")
        return unsafe withValue(keyword, message) { bytes in
            // JSON would let blanks stand around it.
            guard let first = unsafe bytes.first, first > 0x20, let last = unsafe bytes.last, last > 0x20 else { return nil }
            var json = unsafe JSONReader(bytes)
            let number = read(&json)
            switch json.finish() {
            case nil: return number
            case .invalid(let violations):
                guard let range = violations.first(where: { $0.keyword == "format" }) else { return nil }
                (keyword, message) = ("format", range.message)
                return nil
            case .malformed: return nil
            }
        }
    }
}

extension JSONKeys {
    /// The names for a message, the first twenty of them.
    var list: String {
        let shown = (0..<min(count, 20)).map { name($0) }.joined(separator: ", ")
        return count > 20 ? shown + ", …" : shown
    }
}
