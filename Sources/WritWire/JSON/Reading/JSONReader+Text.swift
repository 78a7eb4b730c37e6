// Bounds of text that has a type of its own: they are of the text as it was written.

extension JSONReader {
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, minLength: Int) {
        if value != nil { check(lastText(), minLength: minLength) }
    }

    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, maxLength: Int) {
        if value != nil { check(lastText(), maxLength: maxLength) }
    }

    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, _ pattern: Pattern) {
        if value != nil { check(lastText(), pattern) }
    }

    /// The string that was taken last, once more.
    private mutating func lastText() -> String? {
        let end = position
        defer { position = end }
        return scanString(from: valueStart).map { unescaped($0) }
    }

    public mutating func check(_ value: DecimalNumber?, multipleOf unit: DecimalNumber) {
        if let value, !value.isMultiple(of: unit) { refuseMultiple("\(unit)") }
    }
}

extension ParameterReader {
    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, minLength: Int) {
        if value != nil { check(selectedText(), minLength: minLength) }
    }

    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, maxLength: Int) {
        if value != nil { check(selectedText(), maxLength: maxLength) }
    }

    public mutating func check<Value: LosslessStringConvertible>(_ value: Value?, _ pattern: Pattern) {
        if value != nil { check(selectedText(), pattern) }
    }

    private mutating func selectedText() -> String? {
        unsafe withValue("type", "must be text in UTF-8") { unsafe String(validating: $0, as: UTF8.self) }
    }

    public mutating func check(_ value: DecimalNumber?, multipleOf unit: DecimalNumber) {
        if let value, !value.isMultiple(of: unit) { refuseMultiple("\(unit)") }
    }
}
