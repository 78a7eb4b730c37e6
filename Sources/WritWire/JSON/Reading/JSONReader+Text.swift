// Bounds of text that has a type of its own: they are of the text as it was written.

extension JSONReader {
    /// Checks `minLength`, counted in Unicode scalars.
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, minLength: Int) {
        if value != nil { check(lastText(), minLength: minLength) }
    }

    /// Checks `maxLength`, counted in Unicode scalars.
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, maxLength: Int) {
        if value != nil { check(lastText(), maxLength: maxLength) }
    }

    /// Checks `pattern`, which is to be found anywhere in the text.
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, _ pattern: Pattern) {
        if value != nil { check(lastText(), pattern) }
    }

    /// The string that was taken last, once more.
    private mutating func lastText() -> String? {
        let end = position
        defer { position = end }
        return scanString(from: valueStart).map { unescaped($0) }
    }

    /// Checks `multipleOf`, by the digits that the number is written with.
    public mutating func check(_ value: DecimalNumber?, multipleOf unit: DecimalNumber) {
        if let value, !value.isMultiple(of: unit) { refuseMultiple("\(unit)") }
    }
}

extension ParameterReader {
    /// Checks `minLength`, counted in Unicode scalars.
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, minLength: Int) {
        if value != nil { check(selectedText(), minLength: minLength) }
    }

    /// Checks `maxLength`, counted in Unicode scalars.
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, maxLength: Int) {
        if value != nil { check(selectedText(), maxLength: maxLength) }
    }

    /// Checks `pattern`, which is to be found anywhere in the text.
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, _ pattern: Pattern) {
        if value != nil { check(selectedText(), pattern) }
    }

    private mutating func selectedText() -> String? {
        unsafe withValue("type", "must be text in UTF-8") { unsafe String(validating: $0, as: UTF8.self) }
    }

    /// Checks `multipleOf`, by the digits that the number is written with.
    public mutating func check(_ value: DecimalNumber?, multipleOf unit: DecimalNumber) {
        if let value, !value.isMultiple(of: unit) { refuseMultiple("\(unit)") }
    }
}
