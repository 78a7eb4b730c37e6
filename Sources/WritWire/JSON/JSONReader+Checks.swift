// Checks of constraints on the value that was read last; each records a finding where the value breaks it.

extension JSONReader {
    public mutating func check(_ value: Int?, minimum: Int) {
        if let value, value < minimum { refuse("minimum", "must be at least \(minimum)") }
    }

    public mutating func check(_ value: Int?, maximum: Int) {
        if let value, value > maximum { refuse("maximum", "must be at most \(maximum)") }
    }

    public mutating func check(_ value: Int64?, minimum: Int64) {
        if let value, value < minimum { refuse("minimum", "must be at least \(minimum)") }
    }

    public mutating func check(_ value: Int64?, maximum: Int64) {
        if let value, value > maximum { refuse("maximum", "must be at most \(maximum)") }
    }

    public mutating func check(_ value: Int32?, minimum: Int32) {
        if let value, value < minimum { refuse("minimum", "must be at least \(minimum)") }
    }

    public mutating func check(_ value: Int32?, maximum: Int32) {
        if let value, value > maximum { refuse("maximum", "must be at most \(maximum)") }
    }

    public mutating func check(_ value: Double?, minimum: Double) {
        if let value, value < minimum { refuse("minimum", "must be at least \(shown(minimum))") }
    }

    public mutating func check(_ value: Double?, maximum: Double) {
        if let value, value > maximum { refuse("maximum", "must be at most \(shown(maximum))") }
    }

    public mutating func check(_ value: Double?, exclusiveMinimum: Double) {
        if let value, value <= exclusiveMinimum { refuse("exclusiveMinimum", "must be greater than \(shown(exclusiveMinimum))") }
    }

    public mutating func check(_ value: Double?, exclusiveMaximum: Double) {
        if let value, value >= exclusiveMaximum { refuse("exclusiveMaximum", "must be less than \(shown(exclusiveMaximum))") }
    }

    public mutating func check(_ value: Float?, minimum: Double) {
        check(value.map(Double.init), minimum: minimum)
    }

    public mutating func check(_ value: Float?, maximum: Double) {
        check(value.map(Double.init), maximum: maximum)
    }

    public mutating func check(_ value: Float?, exclusiveMinimum: Double) {
        check(value.map(Double.init), exclusiveMinimum: exclusiveMinimum)
    }

    public mutating func check(_ value: Float?, exclusiveMaximum: Double) {
        check(value.map(Double.init), exclusiveMaximum: exclusiveMaximum)
    }

    /// Lengths count Unicode scalars, as JSON Schema says.
    public mutating func check(_ value: String?, minLength: Int) {
        guard let value, value.utf8.count < minLength * 4, value.unicodeScalars.count < minLength else { return }
        refuse("minLength", minLength == 1 ? "must not be empty" : "must be at least \(minLength) characters long")
    }

    public mutating func check(_ value: String?, maxLength: Int) {
        guard let value, value.utf8.count > maxLength, value.unicodeScalars.count > maxLength else { return }
        refuse("maxLength", "must be at most \(maxLength) \(maxLength == 1 ? "character" : "characters") long")
    }

    /// The number of items of an array, right behind its reading.
    public mutating func check(count: Int?, minItems: Int) {
        guard let count, count < minItems else { return }
        refuse("minItems", minItems == 1 ? "must not be empty" : "must have at least \(minItems) items")
    }

    public mutating func check(count: Int?, maxItems: Int) {
        guard let count, count > maxItems else { return }
        refuse("maxItems", "must have at most \(maxItems) \(maxItems == 1 ? "item" : "items")")
    }

    /// The number of properties of an object, right behind its reading.
    public mutating func check(count: Int?, minProperties: Int) {
        guard let count, count < minProperties else { return }
        refuse("minProperties", "must have at least \(minProperties) \(minProperties == 1 ? "property" : "properties")")
    }

    public mutating func check(count: Int?, maxProperties: Int) {
        guard let count, count > maxProperties else { return }
        refuse("maxProperties", "must have at most \(maxProperties) \(maxProperties == 1 ? "property" : "properties")")
    }

    /// Records that the value read last breaks a rule that generated code has checked itself.
    public mutating func refuse(_ keyword: StaticString, _ message: String) {
        record(keyword: keyword, message)
    }

    /// A bound as the contract's author wrote it: `3`, not `3.0`.
    private func shown(_ bound: Double) -> String {
        guard let whole = Int64(exactly: bound) else { return bound.description }
        return whole.description
    }
}
