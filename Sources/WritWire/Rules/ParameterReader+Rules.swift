// Checks values that came as text against rules of the contract, as the JSON that they stand for.

extension ParameterReader {
    public mutating func check(_ value: String?, _ rules: SchemaRules, _ rule: Int) {
        guard let value else { return }
        check(rules, rule) { $0.write(value) }
    }

    public mutating func check(_ value: Bool?, _ rules: SchemaRules, _ rule: Int) {
        guard let value else { return }
        check(rules, rule) { $0.write(value) }
    }

    public mutating func check(_ value: Double?, _ rules: SchemaRules, _ rule: Int) {
        guard let value else { return }
        check(rules, rule) { $0.write(value) }
    }

    public mutating func check(_ value: Float?, _ rules: SchemaRules, _ rule: Int) {
        guard let value else { return }
        check(rules, rule) { $0.write(value) }
    }

    public mutating func check(_ value: DecimalNumber?, _ rules: SchemaRules, _ rule: Int) {
        guard let value else { return }
        check(rules, rule) { $0.append(value.description) }
    }

    public mutating func check(_ value: (some FixedWidthInteger)?, _ rules: SchemaRules, _ rule: Int) {
        guard let value else { return }
        check(rules, rule) { $0.append("\(value)") }
    }

    private mutating func check(_ rules: SchemaRules, _ rule: Int, _ write: (inout OutputBuffer) -> Void) {
        var output = OutputBuffer(minimumCapacity: 64)
        write(&output)
        // The buffer lives until its bytes are checked.
        for violation in unsafe rules.violations(of: output.bytes, by: rule) {
            append(
                ParameterViolation(location: location, name: name, keyword: violation.keyword, message: violation.message))
        }
    }
}

extension SchemaRules {
    /// What is wrong with a JSON text by the rule; bytes that are no JSON break none.
    ///
    /// - Parameter text: it must stay in place until the call returns.
    @unsafe
    public func violations(of text: UnsafeRawBufferPointer, by rule: Int, limits: JSONLimits = JSONLimits()) -> [Violation] {
        var json = unsafe JSONReader(text, limits: limits)
        json.skipValue()
        json.check(self, rule)
        guard case .invalid(let violations)? = json.finish() else { return [] }
        return violations
    }
}
