// Reads whole numbers exactly; `1.0` and `1e2` are whole numbers too, as JSON Schema has it.

extension JSONReader {
    public mutating func readInt64() -> Int64? { readInteger() }
    public mutating func readUInt64() -> UInt64? { readInteger() }
    public mutating func readInt() -> Int? { readInteger() }
    public mutating func readInt32() -> Int32? { readInteger() }
    public mutating func readUInt32() -> UInt32? { readInteger() }
    public mutating func readInt16() -> Int16? { readInteger() }
    public mutating func readUInt16() -> UInt16? { readInteger() }
    public mutating func readInt8() -> Int8? { readInteger() }
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
