// Reads whole numbers exactly; `1.0` and `1e2` are whole numbers too, as JSON Schema has it.

extension JSONReader {
    /// Takes an integer of 64 bits; `1.0` and `1e2` are integers, too.
    public mutating func readInt64() -> Int64? { readInteger() }
    /// Takes an integer of 64 bits from 0 on; `1.0` and `1e2` are integers, too.
    public mutating func readUInt64() -> UInt64? { readInteger() }
    /// Takes an integer; `1.0` and `1e2` are integers, too.
    public mutating func readInt() -> Int? { readInteger() }
    /// Takes an integer of 32 bits; `1.0` and `1e2` are integers, too.
    public mutating func readInt32() -> Int32? { readInteger() }
    /// Takes an integer of 32 bits from 0 on; `1.0` and `1e2` are integers, too.
    public mutating func readUInt32() -> UInt32? { readInteger() }
    /// Takes an integer of 16 bits; `1.0` and `1e2` are integers, too.
    public mutating func readInt16() -> Int16? { readInteger() }
    /// Takes an integer of 16 bits from 0 on; `1.0` and `1e2` are integers, too.
    public mutating func readUInt16() -> UInt16? { readInteger() }
    /// Takes an integer of 8 bits; `1.0` and `1e2` are integers, too.
    public mutating func readInt8() -> Int8? { readInteger() }
    /// Takes an integer of 8 bits from 0 on; `1.0` and `1e2` are integers, too.
    public mutating func readUInt8() -> UInt8? { readInteger() }

    @inline(__always)
    private mutating func readInteger<Number: FixedWidthInteger>() -> Number? {
        guard let whole = readMagnitude() else { return nil }
        if whole.isNegative {
            // A negative number's magnitude may be one above the largest positive one.
            if let number = Number(exactly: -Int128(whole.magnitude)) { return number }
        } else if let number = Number(exactly: whole.magnitude) {
            return number
        }
        refuseRange("must be a whole number from \(Number.min) to \(Number.max)")
        return nil
    }

    @inline(never)
    private mutating func refuseRange(_ message: @autoclosure () -> String) {
        record(keyword: "format", message())
    }

    private struct Whole {
        var magnitude: UInt64
        var isNegative: Bool
    }

    private mutating func readMagnitude() -> Whole? {
        let isNegative = nextValueByte() == UInt8(ascii: "-")
        valueStart = position
        let digitsStart = isNegative ? position + 1 : position
        var index = digitsStart
        var magnitude: UInt64 = 0
        // Eight bytes are readable at `index`.
        if count &- index >= 8 {
            let (digits, value) = unsafe Self.leadingDigits(word(at: index))
            index &+= digits
            magnitude = value
        }
        // Nineteen digits can't overflow; each byte is read below `count`.
        let limit = min(count, digitsStart + 19)
        while index < limit {
            let digit = unsafe base[index] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            magnitude = magnitude &* 10 &+ UInt64(digit)
            index += 1
        }
        // The common case: digits without a leading 0, then neither one more nor a point or an exponent.
        if index > digitsStart, unsafe base[digitsStart] != UInt8(ascii: "0") || index == digitsStart + 1 {
            let next: UInt8 = index < count ? unsafe base[index] : 0
            if next != UInt8(ascii: "."), next | 0x20 != UInt8(ascii: "e"), !isDigit(next) {
                position = index
                return Whole(magnitude: magnitude, isNegative: isNegative)
            }
        }
        return readUncommonMagnitude()
    }

    /// How many of eight bytes, the first of them lowest, are digits before another byte comes, and the number that they write.
    @inline(__always)
    private static func leadingDigits(_ word: UInt64) -> (count: Int, value: UInt64) {
        let digits = word ^ 0x3030_3030_3030_3030
        // The high bit is set of the first byte that is above 9.
        let others = (digits | digits &+ 0x7676_7676_7676_7676) & 0x8080_8080_8080_8080
        let count = others.trailingZeroBitCount &>> 3
        guard count > 0 else { return (0, 0) }
        // As if zeros stood in front, so that there are eight; neighbours are put together, to two, four and eight digits.
        let eight = digits &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
        let pairs = eight &* 10 &+ eight &>> 8
        let high = (pairs & 0xFF_0000_00FF) &* 0x000F_4240_0000_0064
        let low = (pairs &>> 16 & 0xFF_0000_00FF) &* 0x0000_2710_0000_0001
        return (count, (high &+ low) &>> 32)
    }

    @inline(never)
    private mutating func readUncommonMagnitude() -> Whole? {
        guard kindHere() == .number else {
            refuseType(expected: "a whole number")
            return nil
        }
        guard let number = scanNumber() else { return nil }
        // The scanned range lies inside the text.
        let decimal = unsafe JSONDecimal(UnsafeBufferPointer(start: base + number.start, count: number.end - number.start))
        guard decimal.isWhole else {
            record(keyword: "type", "must be a whole number")
            return nil
        }
        guard let magnitude = decimal.wholeMagnitude else {
            record(keyword: "format", "must be a whole number of at most 64 bits")
            return nil
        }
        return Whole(magnitude: magnitude, isNegative: decimal.isNegative)
    }
}
