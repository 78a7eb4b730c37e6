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

    public mutating func readInt() -> Int? { readInteger { $0.readInt() } }
    public mutating func readInt8() -> Int8? { readInteger { $0.readInt8() } }
    public mutating func readInt16() -> Int16? { readInteger { $0.readInt16() } }
    public mutating func readInt32() -> Int32? { readInteger { $0.readInt32() } }
    public mutating func readInt64() -> Int64? { readInteger { $0.readInt64() } }
    public mutating func readUInt8() -> UInt8? { readInteger { $0.readUInt8() } }
    public mutating func readUInt16() -> UInt16? { readInteger { $0.readUInt16() } }
    public mutating func readUInt32() -> UInt32? { readInteger { $0.readUInt32() } }
    public mutating func readUInt64() -> UInt64? { readInteger { $0.readUInt64() } }
    public mutating func readDouble() -> Double? { readNumber("a number") { $0.readDouble() } }
    public mutating func readFloat() -> Float? { readNumber("a number") { $0.readFloat() } }

    /// The index of the value in a list of names: an enumeration's case.
    public mutating func readChoice(_ choices: JSONKeys) -> Int? {
        unsafe withValue("enum", "must be one of: \(choices.list)") { unsafe choices.index(of: $0) }
    }

    /// Most integers are a few digits: these need no reader of JSON.
    private mutating func readInteger<Number: FixedWidthInteger>(_ read: (inout JSONReader) -> Number?) -> Number? {
        if let plain = plainInteger(), let number = Number(exactly: plain) { return number }
        return readNumber("a whole number", read)
    }

    /// The selected value where it is one to eighteen digits without a zero in front; nil says nothing.
    private func plainInteger() -> Int64? {
        let text = unsafe value
        guard (1...18).contains(text.count), unsafe text[0] != UInt8(ascii: "0") else { return nil }
        var number: Int64 = 0
        // Every index lies inside the text.
        for index in 0..<text.count {
            let digit = unsafe text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int64(digit)
        }
        return number
    }

    /// Numbers are written as in JSON. One that is too large is told the range it must be in.
    private mutating func readNumber<Number>(
        _ noun: StaticString, _ read: (inout JSONReader) -> Number?
    ) -> Number? {
        var range: String?
        return unsafe withValue(range == nil ? "type" : "format", range ?? "must be \(noun)") { bytes in
            // JSON would let blanks stand around it.
            guard let first = unsafe bytes.first, first > 0x20, let last = unsafe bytes.last, last > 0x20 else { return nil }
            var json = unsafe JSONReader(bytes)
            let number = read(&json)
            switch json.finish() {
            case nil: return number
            case .invalid(let violations):
                range = violations.first { $0.keyword == "format" }?.message
                return nil
            case .malformed: return nil
            }
        }
    }
}

extension JSONKeys {
    /// The names for a message, the first twenty of them; an empty one in quotes, or nobody would see it.
    var list: String {
        let shown = (0..<min(count, 20)).map { name($0).isEmpty ? "\"\"" : name($0) }.joined(separator: ", ")
        return count > 20 ? shown + ", …" : shown
    }
}
