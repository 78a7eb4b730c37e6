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
        if significand == 0 { return true }
        // The last digit isn't 0, so that a power of ten divides the digits only if it is 1.
        guard exponent >= unit.exponent else { return false }
        guard let divisor = unit.significand, divisor > 0 else { return isMultiple(ofLong: unit) }
        var left = significand.map { $0 % divisor } ?? 0
        for byte in longDigits {
            // Both factors are below the divisor, and so is the upper half of their product.
            left = divisor.dividingFullWidth(left.multipliedFullWidth(by: 10 % divisor)).remainder
            let digit = UInt64(byte & 0xF) % divisor
            // Both are below the divisor; their sum may not fit.
            left = left >= divisor - digit ? left - (divisor - digit) : left + digit
        }
        return remainder(of: left, timesTenTo: exponent - unit.exponent, modulo: divisor) == 0
    }

    /// A unit of more than 19 digits: by itself alone, where the number is no other power of ten.
    private func isMultiple(ofLong unit: JSONDecimal) -> Bool {
        var magnitude = self
        magnitude.isNegative = unit.isNegative
        return magnitude == unit
    }
}

extension JSONReader {
    /// Checks `multipleOf`, by the digits that the number is written with.
    @inlinable
    public mutating func check<Number: BinaryInteger>(_ value: Number?, multipleOf unit: Number) {
        if let value, value % unit != 0 { refuseMultiple("\(unit)") }
    }

    /// `unit` is a decimal, written out. The number counts as it was written: 2^64 is no multiple of 100, though the shortest
    /// digits that tell it from other doubles end in zeros.
    public mutating func check(_ value: Double?, multipleOf unit: Double) {
        if value != nil, !written().isMultiple(of: JSONDecimal(unit)) { refuseMultiple("\(unit)") }
    }

    /// Checks `multipleOf`, by the digits that the number is written with.
    public mutating func check(_ value: Float?, multipleOf unit: Float) {
        if value != nil, !written().isMultiple(of: JSONDecimal("\(unit)")) { refuseMultiple("\(unit)") }
    }

    /// The number that was read last.
    func written() -> JSONDecimal {
        // A value lies between its start and the position, which are inside the text.
        unsafe JSONDecimal(UnsafeBufferPointer(start: base + valueStart, count: position - valueStart))
    }

    @usableFromInline
    mutating func refuseMultiple(_ unit: String) {
        violate("multipleOf", "must be a multiple of \(unit)")
    }
}

extension ParameterReader {
    /// Checks `multipleOf`, by the digits that the number is written with.
    @inlinable
    public mutating func check<Number: BinaryInteger>(_ value: Number?, multipleOf unit: Number) {
        if let value, value % unit != 0 { refuseMultiple("\(unit)") }
    }

    /// Checks `multipleOf`, by the digits that the number is written with.
    public mutating func check(_ value: Double?, multipleOf unit: Double) {
        if value != nil, !written().isMultiple(of: JSONDecimal(unit)) { refuseMultiple("\(unit)") }
    }

    /// Checks `multipleOf`, by the digits that the number is written with.
    public mutating func check(_ value: Float?, multipleOf unit: Float) {
        if value != nil, !written().isMultiple(of: JSONDecimal("\(unit)")) { refuseMultiple("\(unit)") }
    }

    /// The selected value, which has been read as a number: by the text that it stands for, as `1e%2B3` for `1e+3`.
    func written() -> JSONDecimal {
        // The array lends its bytes for the closure.
        if isEncoded, let decoded = decodedValue() { return unsafe decoded.withUnsafeBufferPointer { unsafe JSONDecimal($0) } }
        // The parameter's text stays in place while it is read.
        return unsafe JSONDecimal(value.bindMemory(to: UInt8.self))
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
