// Looks ahead without taking anything: which case of a union the next value is.

extension JSONReader {
    /// Looks for `property` in the next value, an object, and returns which of `choices` its string value is.
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
            let choice = readChoice(choices)
            if choice != nil {
                countWalk(from: start)
                position = start
                depthLeft = depthBefore
                valueStart = start
                return choice
            }
            while nextName(&members) != nil { skipValue() }
            return nil
        }
        record(at: start, keyword: "required", "is required", property: "\(property)")
        return nil
    }

    func isName(_ text: JSONStringRange, _ name: StaticString) -> Bool {
        guard !text.hasEscapes else { return ExactName(text: unescaped(text)) == ExactName(text: "\(name)") }
        guard text.end - text.start == name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount {
            // Both have that many bytes.
            guard unsafe base[text.start + index] == name.utf8Start[index] else { return false }
        }
        return true
    }
}
