// Bounds of 32-bit numbers: where rounding has made number and bound the same, the number counts as it was written. -1e-50 is
// less than 0, though it is read as -0.

extension JSONReader {
    public mutating func check(_ value: Float?, minimum bound: Double) {
        if let value, written(value, near: bound) < bound { refuse("minimum", bound) }
    }

    public mutating func check(_ value: Float?, maximum bound: Double) {
        if let value, written(value, near: bound) > bound { refuse("maximum", bound) }
    }

    public mutating func check(_ value: Float?, exclusiveMinimum bound: Double) {
        if let value, written(value, near: bound) <= bound { refuse("exclusiveMinimum", bound) }
    }

    public mutating func check(_ value: Float?, exclusiveMaximum bound: Double) {
        if let value, written(value, near: bound) >= bound { refuse("exclusiveMaximum", bound) }
    }

    /// The number that was read last; rounding keeps the order of all that are not rounded to the bound.
    private func written(_ value: Float, near bound: Double) -> Double {
        if value != Float(bound) { return Double(value) }
        return Double(text(of: JSONNumberRange(start: valueStart, end: position, isPlainInteger: false))) ?? Double(value)
    }
}

extension ParameterReader {
    public mutating func check(_ value: Float?, minimum bound: Double) {
        if let value, written(value, near: bound) < bound { refuse("minimum", bound) }
    }

    public mutating func check(_ value: Float?, maximum bound: Double) {
        if let value, written(value, near: bound) > bound { refuse("maximum", bound) }
    }

    public mutating func check(_ value: Float?, exclusiveMinimum bound: Double) {
        if let value, written(value, near: bound) <= bound { refuse("exclusiveMinimum", bound) }
    }

    public mutating func check(_ value: Float?, exclusiveMaximum bound: Double) {
        if let value, written(value, near: bound) >= bound { refuse("exclusiveMaximum", bound) }
    }

    private mutating func written(_ value: Float, near bound: Double) -> Double {
        if value != Float(bound) { return Double(value) }
        // The selected value has been read as a number before, and is read again.
        return readDouble() ?? Double(value)
    }
}
