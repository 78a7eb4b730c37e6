// Reads numbers as binary floating point, correctly rounded.

extension JSONReader {
    /// Takes a number, rounded to the nearest; beyond the range is a violation.
    public mutating func readDouble() -> Double? {
        guard let parsed = scanFraction() else { return nil }
        // Both operands are exact, so IEEE 754 rounds the one operation correctly (Clinger's fast path).
        if parsed.isExact, parsed.significand <= 1 << 53, abs(parsed.exponent) <= 22 {
            let value = Double(parsed.significand)
            let scaled = parsed.exponent < 0 ? value / powerOfTen(-parsed.exponent) : value * powerOfTen(parsed.exponent)
            return parsed.isNegative ? -scaled : scaled
        }
        guard let value = Double(text(of: parsed.range)), value.isFinite else {
            record(keyword: "format", "must be a number that fits 64-bit floating point")
            return nil
        }
        return value
    }

    /// Takes a number of single precision, rounded to the nearest; beyond the range is a violation.
    public mutating func readFloat() -> Float? {
        guard let parsed = scanFraction() else { return nil }
        // The same for single precision: 24 bits of significand, ten powers of ten are exact.
        if parsed.isExact, parsed.significand <= 1 << 24, abs(parsed.exponent) <= 10 {
            let value = Float(parsed.significand)
            let power = Float(powerOfTen(abs(parsed.exponent)))
            let scaled = parsed.exponent < 0 ? value / power : value * power
            return parsed.isNegative ? -scaled : scaled
        }
        guard let value = Float(text(of: parsed.range)), value.isFinite else {
            record(keyword: "format", "must be a number that fits 32-bit floating point")
            return nil
        }
        return value
    }

    private struct Fraction {
        var range: JSONNumberRange
        var significand: UInt64
        var exponent: Int
        var isNegative: Bool
        /// No digit was left out of the significand.
        var isExact: Bool
    }

    private mutating func scanFraction() -> Fraction? {
        let first = nextValueByte()
        valueStart = position
        let isNegative = first == UInt8(ascii: "-")
        let digitsStart = isNegative ? position + 1 : position
        var index = digitsStart
        var significand: UInt64 = 0
        // Nineteen digits can't overflow; each byte is read below `count`.
        var limit = min(count, digitsStart + 19)
        var point = 0
        while index < limit {
            let digit = unsafe base[index] &- UInt8(ascii: "0")
            if digit < 10 {
                significand = significand &* 10 &+ UInt64(digit)
            } else {
                guard point == 0, digit == UInt8(ascii: ".") &- UInt8(ascii: "0"), index > digitsStart else { break }
                point = index
                limit = min(count, limit + 1)
            }
            index += 1
        }
        // The common case: digits without a leading 0, perhaps a point and digits, and no exponent.
        if index > digitsStart, point + 1 < index,
            unsafe base[digitsStart] != UInt8(ascii: "0") || index == digitsStart + 1 || point == digitsStart + 1
        {
            let next: UInt8 = index < count ? unsafe base[index] : 0
            if next | 0x20 != UInt8(ascii: "e"), next != UInt8(ascii: "."), !isDigit(next) {
                let range = JSONNumberRange(start: position, end: index, isPlainInteger: point == 0)
                position = index
                return Fraction(
                    range: range, significand: significand, exponent: point == 0 ? 0 : point + 1 - index,
                    isNegative: isNegative, isExact: true)
            }
        }
        return scanUncommonFraction()
    }

    @inline(never)
    private mutating func scanUncommonFraction() -> Fraction? {
        guard kindHere() == .number else {
            refuseType(expected: "a number")
            return nil
        }
        valueStart = position
        guard let range = scanNumber() else { return nil }
        var significand: UInt64 = 0
        var digitCount = 0
        var exponent = 0
        var index = range.start
        var isFraction = false
        // `index` stays inside the scanned range.
        let isNegative = unsafe base[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        while index < range.end {
            let next = unsafe base[index]
            index += 1
            if next == UInt8(ascii: ".") {
                isFraction = true
                continue
            }
            let digit = next &- UInt8(ascii: "0")
            guard digit < 10 else {
                exponent += shortExponent(from: index, to: range.end)
                break
            }
            significand = significand &* 10 &+ UInt64(digit)
            if digitCount > 0 || digit > 0 { digitCount += 1 }
            if isFraction { exponent -= 1 }
        }
        return Fraction(
            range: range, significand: significand, exponent: exponent, isNegative: isNegative, isExact: digitCount < 20)
    }

    /// The digits behind the `e`, held where the fast path no longer applies.
    private func shortExponent(from start: Int, to end: Int) -> Int {
        var value = 0
        var isNegative = false
        for index in start..<end {
            // `index` stays inside the scanned range.
            switch unsafe base[index] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): break
            case let byte: value = min(value * 10 + Int(byte &- UInt8(ascii: "0")), 1 << 40)
            }
        }
        return isNegative ? -value : value
    }
}

/// Ten to the power of 0 through 22: all of them are exact in a Double.
private func powerOfTen(_ exponent: Int) -> Double {
    switch exponent {
    case 0: 1
    case 1: 1e1
    case 2: 1e2
    case 3: 1e3
    case 4: 1e4
    case 5: 1e5
    case 6: 1e6
    case 7: 1e7
    case 8: 1e8
    case 9: 1e9
    case 10: 1e10
    case 11: 1e11
    case 12: 1e12
    case 13: 1e13
    case 14: 1e14
    case 15: 1e15
    case 16: 1e16
    case 17: 1e17
    case 18: 1e18
    case 19: 1e19
    case 20: 1e20
    case 21: 1e21
    default: 1e22
    }
}
