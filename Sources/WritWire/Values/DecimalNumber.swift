// An exact decimal number: `format: decimal`, as a JSON number or as text.

/// A decimal number of up to 38 digits, exact: 0.1 is a tenth, and 1.50 keeps its zero.
///
/// Numbers are equal and ordered by value: 1.5 is 1.50.
public struct DecimalNumber: Sendable {
    /// The digits as a whole number.
    public let significand: Int128
    /// The power of ten that the significand is multiplied with.
    public let exponent: Int

    /// The exponent is held between -9,999 and 9,999.
    public init(significand: Int128, exponent: Int = 0) {
        self.significand = significand
        self.exponent = min(max(exponent, Self.exponents.lowerBound), Self.exponents.upperBound)
    }

    /// A whole number.
    public init(_ value: Int) {
        self.init(significand: Int128(value))
    }

    /// The shortest decimal that reads back as the number; nil for infinities and not-a-number.
    public init?(_ value: Double) {
        self.init(value.description)
    }

    /// A number as JSON writes it; nil where the text is none, or where it has more than 38 digits.
    public init?(_ text: String) {
        self.init(string: text)
    }

    static let exponents = -9_999...9_999
    private static let digitsMax = 38

    /// The nearest double.
    public var double: Double { Double(description) ?? 0 }

    /// The same value with the fewest digits.
    public var normalized: DecimalNumber {
        guard significand != 0 else { return DecimalNumber(0) }
        var (digits, power) = (significand, exponent)
        while digits % 10 == 0, power < Self.exponents.upperBound {
            digits /= 10
            power += 1
        }
        return DecimalNumber(significand: digits, exponent: power)
    }
}

extension DecimalNumber: Hashable, Comparable {
    /// Whether both are the same number: 1.0 is 1.
    public static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
        let (one, two) = (left.normalized, right.normalized)
        return one.significand == two.significand && one.exponent == two.exponent
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        let number = normalized
        hasher.combine(number.significand)
        hasher.combine(number.exponent)
    }

    /// Whether the left number is less, exactly.
    public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        if left.significand.signum() != right.significand.signum() { return left.significand < right.significand }
        let (one, two) = (left.normalized, right.normalized)
        let (oneSize, twoSize) = (one.digitCount + one.exponent, two.digitCount + two.exponent)
        if oneSize != twoSize { return (oneSize < twoSize) == (left.significand > 0) }
        // Of one size: neither has more than 38 digits when both end at the same place.
        let end = min(one.exponent, two.exponent)
        return one.digits(downTo: end) < two.digits(downTo: end)
    }

    private var digitCount: Int {
        var (rest, count) = (significand.magnitude, 1)
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }

    private func digits(downTo end: Int) -> Int128 {
        var digits = significand
        for _ in 0..<max(exponent - end, 0) { digits = digits.multipliedReportingOverflow(by: 10).partialValue }
        return digits
    }

    /// Whether the number is a multiple of another one, which isn't 0.
    func isMultiple(of unit: DecimalNumber) -> Bool {
        let (number, unit) = (normalized, unit.normalized)
        if number.significand == 0 { return true }
        let divisor = unit.significand.magnitude
        // The last digit isn't 0, so that a power of ten divides the digits only if it is 1.
        guard divisor > 0, number.exponent >= unit.exponent else { return false }
        return remainder(
            of: number.significand.magnitude, timesTenTo: number.exponent - unit.exponent, modulo: divisor) == 0
    }
}

extension DecimalNumber: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// A whole number.
    public init(integerLiteral value: Int) { self.init(value) }

    /// Exact for up to 15 digits.
    public init(floatLiteral value: Double) { self = DecimalNumber(value) ?? 0 }
}

extension DecimalNumber: LosslessStringConvertible {
    /// Without an exponent, unless there would be many zeros.
    public var description: String { string }
}

extension DecimalNumber: TextFormat {
    static var noun: StaticString { "a decimal number of at most 38 digits such as 19.99" }

    init?(text: UnsafeRawBufferPointer) {
        var scanner = DigitScanner()
        // The scanner checks each place against the text's length.
        let isNegative = unsafe scanner.take("-", text)
        var (digits, exponent, count): (Int128, Int, Int) = (0, 0, 0)
        func add(_ digit: Int) -> Bool {
            if digits != 0 || digit > 0 { count += 1 }
            guard count <= Self.digitsMax else { return false }
            digits = digits * 10 + Int128(digit)
            return true
        }
        guard let first = unsafe scanner.digit(text), add(first) else { return nil }
        while let digit = unsafe scanner.digit(text) {
            // No number but 0 begins with one.
            guard digits != 0, add(digit) else { return nil }
        }
        if unsafe scanner.take(".", text) {
            guard let tenths = unsafe scanner.digit(text), add(tenths) else { return nil }
            exponent = -1
            while let digit = unsafe scanner.digit(text) {
                guard add(digit), exponent > -10_000 else { return nil }
                exponent -= 1
            }
        }
        if unsafe scanner.take("E", text) {
            let isBelow = unsafe scanner.take("-", text)
            if !isBelow { _ = unsafe scanner.take("+", text) }
            guard var power = unsafe scanner.digit(text) else { return nil }
            while let digit = unsafe scanner.digit(text) { power = min(power * 10 + digit, 1_000_000) }
            exponent += isBelow ? -power : power
        }
        guard scanner.position == text.count else { return nil }
        if digits == 0 { exponent = min(max(exponent, -100), 0) }
        guard Self.exponents.contains(exponent) else { return nil }
        self.init(significand: isNegative ? -digits : digits, exponent: exponent)
    }

    func append(to output: inout OutputBuffer) {
        if significand < 0 { output.append(UInt8(ascii: "-")) }
        let digits = Array(String(significand.magnitude).utf8)
        let zeros = UInt8(ascii: "0")
        switch exponent {
        case 0: append(digits[...], to: &output)
        case 1...60:
            append(digits[...], to: &output)
            if significand != 0 { for _ in 0..<exponent { output.append(zeros) } }
        case -60..<0:
            let wholeCount = digits.count + exponent
            if wholeCount > 0 { append(digits[..<wholeCount], to: &output) } else { output.append(zeros) }
            output.append(UInt8(ascii: "."))
            for _ in 0..<max(-wholeCount, 0) { output.append(zeros) }
            append(digits[max(wholeCount, 0)...], to: &output)
        default:
            append(digits[...], to: &output)
            output.append(UInt8(ascii: "e"))
            output.append(decimal: exponent)
        }
    }

    private func append(_ digits: ArraySlice<UInt8>, to output: inout OutputBuffer) {
        for digit in digits { output.append(digit) }
    }
}
