// Multiples, exact for decimals: 19.99 is one of 0.01, whatever binary fractions make of the two.

extension JSONDecimal {
    /// A number by its shortest digits.
    init(_ value: Double) {
        var text = value.description
        // `withUTF8` lends a buffer that is valid for the closure.
        self = text.withUTF8 { unsafe JSONDecimal($0) }
    }

    /// Whether the number is a multiple of another one, which isn't 0.
    func isMultiple(of unit: JSONDecimal) -> Bool {
        guard let digits = significand, let divisor = unit.significand, divisor > 0 else { return significand == 0 }
        if digits == 0 { return true }
        // The last digit isn't 0, so that a power of ten divides the digits only if it is 1.
        guard exponent >= unit.exponent else { return false }
        var remainder = digits % divisor
        var power = 10 % divisor
        var shift = exponent - unit.exponent
        while shift > 0 && remainder > 0 {
            if shift & 1 == 1 { remainder = Self.product(remainder, power, modulo: divisor) }
            power = Self.product(power, power, modulo: divisor)
            shift >>= 1
        }
        return remainder == 0
    }

    private static func product(_ left: UInt64, _ right: UInt64, modulo divisor: UInt64) -> UInt64 {
        // Both factors are below the divisor, and so is the upper half of their product.
        divisor.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }
}

extension JSONReader {
    @inlinable
    public mutating func check<Number: BinaryInteger>(_ value: Number?, multipleOf unit: Number) {
        if let value, value % unit != 0 { refuseMultiple("\(unit)") }
    }

    /// `unit` is a decimal, written out.
    public mutating func check(_ value: Double?, multipleOf unit: Double) {
        if let value, !JSONDecimal(value).isMultiple(of: JSONDecimal(unit)) { refuseMultiple("\(unit)") }
    }

    public mutating func check(_ value: Float?, multipleOf unit: Float) {
        if let value, !JSONDecimal("\(value)").isMultiple(of: JSONDecimal("\(unit)")) { refuseMultiple("\(unit)") }
    }

    @usableFromInline
    mutating func refuseMultiple(_ unit: String) {
        violate("multipleOf", "must be a multiple of \(unit)")
    }
}

extension ParameterReader {
    @inlinable
    public mutating func check<Number: BinaryInteger>(_ value: Number?, multipleOf unit: Number) {
        if let value, value % unit != 0 { refuseMultiple("\(unit)") }
    }

    public mutating func check(_ value: Double?, multipleOf unit: Double) {
        if let value, !JSONDecimal(value).isMultiple(of: JSONDecimal(unit)) { refuseMultiple("\(unit)") }
    }

    public mutating func check(_ value: Float?, multipleOf unit: Float) {
        if let value, !JSONDecimal("\(value)").isMultiple(of: JSONDecimal("\(unit)")) { refuseMultiple("\(unit)") }
    }

    @usableFromInline
    mutating func refuseMultiple(_ unit: String) {
        violate("multipleOf", "must be a multiple of \(unit)")
    }
}

extension JSONDecimal {
    fileprivate init(_ text: String) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        self = text.withUTF8 { unsafe JSONDecimal($0) }
    }
}
