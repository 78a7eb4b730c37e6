// Looks ahead without taking anything: which case of a union the next value is.

extension JSONReader {
    /// Looks for `property` in the next value, an object, and returns which of `choices` its value is: a string, or the text of
    /// a number or a boolean.
    ///
    /// Nothing is taken. Where the value is no object, lacks the property, or holds another value in it, a finding says so,
    /// the value is skipped and the result is `nil`.
    public mutating func peekChoice(_ property: StaticString, _ choices: JSONKeys) -> Int? {
        skipWhitespace()
        guard byte == UInt8(ascii: "{") else {
            refuseType(expected: "an object")
            return nil
        }
        beginWalk()
        let start = position
        let depthBefore = depthLeft
        var members = openObject()
        while let name = nextName(&members) {
            guard isName(name, property) else {
                skipValue()
                continue
            }
            if let choice = takeScalar(choices) {
                countWalk(from: start)
                position = start
                depthLeft = depthBefore
                valueStart = start
                return choice
            }
            if failure == nil { refuseChoice(choices) }
            while nextName(&members) != nil { skipValue() }
            return nil
        }
        record(at: start, keyword: "required", "is required", property: "\(property)")
        return nil
    }

    /// The same, with `fallback` where the value is none of the choices or not there.
    public mutating func peekChoice(_ property: StaticString, _ choices: JSONKeys, fallback: Int) -> Int? {
        skipWhitespace()
        guard byte == UInt8(ascii: "{") else {
            refuseType(expected: "an object")
            return nil
        }
        beginWalk()
        let (start, depthBefore) = (position, depthLeft)
        var found = fallback
        var members = openObject()
        while let name = nextName(&members) {
            if isName(name, property) {
                found = takeScalar(choices) ?? fallback
                break
            }
            skipValue()
        }
        if failure != nil { return nil }
        countWalk(from: start)
        position = start
        depthLeft = depthBefore
        valueStart = start
        return found
    }

    /// The number of the choice that `property` of the next value tells; where it tells none, the index that is selected among
    /// `cases`, behind the number of choices.
    public mutating func selectCase(_ property: StaticString, _ choices: JSONKeys, _ cases: [JSONCase]) -> Int? {
        let told = toldCase(property, choices, cases)
        if told.isDone { return told.choice }
        return selectCase(cases, property, choices).map { $0 + choices.count }
    }

    /// The same among those of `cases` whose rule the value keeps.
    public mutating func selectCase(
        _ property: StaticString, _ choices: JSONKeys, _ cases: [JSONCase], _ rules: SchemaRules, _ alternatives: [Int]
    ) -> Int? {
        let told = toldCase(property, choices, cases)
        if told.isDone { return told.choice }
        let kept = keptCases(cases, rules, alternatives)
        if failure != nil { return nil }
        return selectCase(kept, property, choices).map { $0 + choices.count }
    }

    /// What the property tells. It is done where no shape needs to be looked at.
    private mutating func toldCase(
        _ property: StaticString, _ choices: JSONKeys, _ cases: [JSONCase]
    ) -> (choice: Int?, isDone: Bool) {
        skipWhitespace()
        guard byte == UInt8(ascii: "{") else { return (nil, false) }
        guard cases.contains(where: \.takesObjects) else { return (peekChoice(property, choices), true) }
        guard let choice = peekChoice(property, choices, fallback: choices.count) else { return (nil, true) }
        return (choice, choice < choices.count)
    }

    /// Takes the value of a property and returns which of `choices` its text is.
    private mutating func takeScalar(_ choices: JSONKeys) -> Int? {
        skipWhitespace()
        valueStart = position
        switch kindHere() {
        case .string:
            return scanString().flatMap { index(of: $0, in: choices) }
        case .number:
            guard let range = scanNumber() else { return nil }
            if let found = index(from: range.start, to: range.end, in: choices) { return found }
            // 1.0 is 1.
            guard var text = JSONNumber(checkedText: text(of: range)).int.map({ "\($0)" }) else { return nil }
            // `bytes` is valid inside the closure.
            return text.withUTF8 { bytes in unsafe bytes.baseAddress.flatMap { unsafe choices.find($0, bytes.count) } }
        case .boolean:
            let start = position
            skipValue()
            return failure == nil ? index(from: start, to: position, in: choices) : nil
        default:
            skipValue()
            return nil
        }
    }

    private func index(from start: Int, to end: Int, in choices: JSONKeys) -> Int? {
        // The range was scanned, and lies inside the text; the table is immutable and never freed.
        unsafe choices.find(base + start, end - start)
    }

    func isName(_ text: JSONStringRange, _ name: StaticString) -> Bool {
        guard !text.hasEscapes else { return ExactName(unescaped(text)) == ExactName("\(name)") }
        guard text.end - text.start == name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount {
            // Both have that many bytes.
            guard unsafe base[text.start + index] == name.utf8Start[index] else { return false }
        }
        return true
    }
}
