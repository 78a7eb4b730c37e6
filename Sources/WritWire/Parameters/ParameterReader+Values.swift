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

    public mutating func readInt() -> Int? { readInteger("an integer") { $0.readInt() } }
    public mutating func readInt8() -> Int8? { readInteger("an integer of 8 bits") { $0.readInt8() } }
    public mutating func readInt16() -> Int16? { readInteger("an integer of 16 bits") { $0.readInt16() } }
    public mutating func readInt32() -> Int32? { readInteger("an integer of 32 bits") { $0.readInt32() } }
    public mutating func readInt64() -> Int64? { readInteger("an integer of 64 bits") { $0.readInt64() } }
    public mutating func readUInt8() -> UInt8? { readInteger("an integer from 0 to 255") { $0.readUInt8() } }
    public mutating func readUInt16() -> UInt16? { readInteger("an integer from 0 to 65535") { $0.readUInt16() } }
    public mutating func readUInt32() -> UInt32? { readInteger("an integer from 0 to 4294967295") { $0.readUInt32() } }
    public mutating func readUInt64() -> UInt64? {
        readInteger("an integer from 0 to 18446744073709551615") { $0.readUInt64() }
    }
    public mutating func readDouble() -> Double? { readNumber("a number") { $0.readDouble() } }
    public mutating func readFloat() -> Float? { readNumber("a number") { $0.readFloat() } }

    /// The index of the value in a list of names: an enumeration's case.
    public mutating func readChoice(_ choices: JSONKeys) -> Int? {
        unsafe withValue("enum", "must be one of \(choices.list)") { unsafe choices.index(of: $0) }
    }

    private mutating func readInteger<Number>(
        _ noun: String, _ read: (inout JSONReader) -> Number?
    ) -> Number? {
        readNumber(noun, read)
    }

    /// Numbers are written as in JSON.
    private mutating func readNumber<Number>(_ noun: String, _ read: (inout JSONReader) -> Number?) -> Number? {
        unsafe withValue("type", "must be \(noun)") { bytes in
            // JSON would let blanks stand around it.
            guard let first = unsafe bytes.first, first > 0x20, let last = unsafe bytes.last, last > 0x20 else { return nil }
            var json = unsafe JSONReader(bytes)
            let number = read(&json)
            return json.finish() == nil ? number : nil
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
