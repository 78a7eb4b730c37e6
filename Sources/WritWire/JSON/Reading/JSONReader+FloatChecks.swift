// Bounds of numbers with fractions: where rounding has made number and bound the same, the number counts as it was written. -1e-50
// is less than 0, though a float of it is -0, and 0.30000000000000000001 is more than 0.3.

extension JSONReader {
    /// Checks `minimum`: the number may be the bound or more.
    public mutating func check(_ value: Double?, minimum bound: Double) {
        if let value, order(value, bound) < 0 { refuse("minimum", bound) }
    }

    /// Checks `maximum`: the number may be the bound or less.
    public mutating func check(_ value: Double?, maximum bound: Double) {
        if let value, order(value, bound) > 0 { refuse("maximum", bound) }
    }

    /// Checks `exclusiveMinimum`: the number must be more than the bound.
    public mutating func check(_ value: Double?, exclusiveMinimum bound: Double) {
        if let value, order(value, bound) <= 0 { refuse("exclusiveMinimum", bound) }
    }

    /// Checks `exclusiveMaximum`: the number must be less than the bound.
    public mutating func check(_ value: Double?, exclusiveMaximum bound: Double) {
        if let value, order(value, bound) >= 0 { refuse("exclusiveMaximum", bound) }
    }

    /// Checks `minimum`: the number may be the bound or more.
    public mutating func check(_ value: Float?, minimum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) < 0 { refuse("minimum", bound) }
    }

    /// Checks `maximum`: the number may be the bound or less.
    public mutating func check(_ value: Float?, maximum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) > 0 { refuse("maximum", bound) }
    }

    /// Checks `exclusiveMinimum`: the number must be more than the bound.
    public mutating func check(_ value: Float?, exclusiveMinimum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) <= 0 { refuse("exclusiveMinimum", bound) }
    }

    /// Checks `exclusiveMaximum`: the number must be less than the bound.
    public mutating func check(_ value: Float?, exclusiveMaximum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) >= 0 { refuse("exclusiveMaximum", bound) }
    }

    /// The number that was read last against a bound. Rounding keeps the order of all that are not rounded to the bound.
    private func order(_ value: Double, _ isRounded: Bool, _ bound: Double) -> Int {
        isRounded ? written().order(to: bound) : value < bound ? -1 : 1
    }
}

extension JSONReader {
    private mutating func order(_ value: Double, _ bound: Double) -> Int {
        value == bound ? orderWritten(to: bound) : value < bound ? -1 : 1
    }

    /// The same for a double, whose bounds have fifteen digits at most: as many come back from a double as they were written.
    mutating func orderWritten(to bound: Double) -> Int {
        // A value lies between its start and the position, which are inside the text.
        let isShort =
            position - valueStart <= 15
            && (valueStart..<position).allSatisfy { unsafe base[$0] | 0x20 != UInt8(ascii: "e") }
        return isShort ? 0 : written().order(to: bound)
    }
}

extension ParameterReader {
    /// Checks `minimum`: the number may be the bound or more.
    public mutating func check(_ value: Double?, minimum bound: Double) {
        if let value, order(value, value == bound, bound) < 0 { refuse("minimum", bound) }
    }

    /// Checks `maximum`: the number may be the bound or less.
    public mutating func check(_ value: Double?, maximum bound: Double) {
        if let value, order(value, value == bound, bound) > 0 { refuse("maximum", bound) }
    }

    /// Checks `exclusiveMinimum`: the number must be more than the bound.
    public mutating func check(_ value: Double?, exclusiveMinimum bound: Double) {
        if let value, order(value, value == bound, bound) <= 0 { refuse("exclusiveMinimum", bound) }
    }

    /// Checks `exclusiveMaximum`: the number must be less than the bound.
    public mutating func check(_ value: Double?, exclusiveMaximum bound: Double) {
        if let value, order(value, value == bound, bound) >= 0 { refuse("exclusiveMaximum", bound) }
    }

    /// Checks `minimum`: the number may be the bound or more.
    public mutating func check(_ value: Float?, minimum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) < 0 { refuse("minimum", bound) }
    }

    /// Checks `maximum`: the number may be the bound or less.
    public mutating func check(_ value: Float?, maximum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) > 0 { refuse("maximum", bound) }
    }

    /// Checks `exclusiveMinimum`: the number must be more than the bound.
    public mutating func check(_ value: Float?, exclusiveMinimum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) <= 0 { refuse("exclusiveMinimum", bound) }
    }

    /// Checks `exclusiveMaximum`: the number must be less than the bound.
    public mutating func check(_ value: Float?, exclusiveMaximum bound: Double) {
        if let value, order(Double(value), value == Float(bound), bound) >= 0 { refuse("exclusiveMaximum", bound) }
    }

    /// The same for the selected value, which has been read as a number.
    private func order(_ value: Double, _ isRounded: Bool, _ bound: Double) -> Int {
        isRounded ? written().order(to: bound) : value < bound ? -1 : 1
    }
}
