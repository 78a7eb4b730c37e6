// Reads `null`, `true` and `false`.

extension JSONReader {
    /// Takes `null` if it is next; any other value stays unread.
    public mutating func readNull() -> Bool {
        guard nextValueByte() == UInt8(ascii: "n") else { return false }
        valueStart = position
        return readLiteral("null")
    }

    /// Takes `true` or `false`.
    public mutating func readBool() -> Bool? {
        let next = nextValueByte()
        valueStart = position
        switch next {
        case UInt8(ascii: "t"): return readLiteral("true") ? true : nil
        case UInt8(ascii: "f"): return readLiteral("false") ? false : nil
        default:
            refuseType(expected: "true or false")
            return nil
        }
    }

    /// Takes exactly `literal`, whose first byte was already seen at the position.
    @inline(__always)
    mutating func readLiteral(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        // At least `length` bytes stand behind `position`, and the literal has `length` bytes, which are four at least.
        guard count - position >= length,
            unsafe (base + position).load4() == literal.utf8Start.load4(),
            unsafe base[position + length - 1] == literal.utf8Start[length - 1]
        else {
            fail("expected null, true or false")
            return false
        }
        position += length
        return true
    }
}

extension UnsafePointer<UInt8> {
    /// Four bytes, which the caller promises.
    @unsafe
    @inline(__always)
    fileprivate func load4() -> UInt32 { unsafe UnsafeRawPointer(self).loadUnaligned(as: UInt32.self) }
}
