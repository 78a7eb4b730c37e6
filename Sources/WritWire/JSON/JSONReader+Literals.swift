// Reads `null`, `true` and `false`.

extension JSONReader {
    /// Takes `null` if it is next; any other value stays unread.
    public mutating func readNull() -> Bool {
        skipWhitespace()
        guard byte == UInt8(ascii: "n") else { return false }
        valueStart = position
        return readLiteral("null")
    }

    public mutating func readBool() -> Bool? {
        skipWhitespace()
        valueStart = position
        switch byte {
        case UInt8(ascii: "t"): return readLiteral("true") ? true : nil
        case UInt8(ascii: "f"): return readLiteral("false") ? false : nil
        default:
            refuseType(expected: "true or false")
            return nil
        }
    }

    /// Takes exactly `literal`, whose first byte was already seen at the position.
    mutating func readLiteral(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard count - position >= length else {
            fail("expected null, true or false")
            return false
        }
        for index in 0..<length {
            // At least `length` bytes stand behind `position`, and the literal has `length` bytes.
            guard unsafe base[position + index] == literal.utf8Start[index] else {
                fail("expected null, true or false")
                return false
            }
        }
        position += length
        return true
    }
}
