// The rules of a contract that no type carries, as tables that a checker walks over the bytes of a value.

/// Schemas of a contract as a list of rules that refer to each other by number.
///
/// The generator writes them as text, a rule a line, each the JSON of a schema in which other schemas are numbers. The
/// text is read once, when the first value is checked.
public final class SchemaRules: Sendable {
    let rules: [SchemaRule]
    /// Some rule asks which properties or items the others have looked at.
    let asksForRest: Bool

    /// - Parameter patterns: what the rules' patterns are numbers of. A text that is no list of rules stops the program:
    ///   it is part of it.
    public convenience init(_ text: StaticString, patterns: [Pattern] = []) {
        precondition(text.hasPointerRepresentation)
        // A static string lives as long as the program.
        unsafe self.init(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), patterns)
    }

    @unsafe
    package init(_ text: UnsafeRawBufferPointer, _ patterns: [Pattern]) {
        var rules: [SchemaRule] = []
        var start = 0
        while start < text.count {
            let end = unsafe text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            // The line lies inside the text.
            var json = unsafe JSONReader(UnsafeRawBufferPointer(rebasing: text[start..<end]))
            let line = json.readValue()
            precondition(json.finish() == nil, "a rule is a line of JSON")
            rules.append(SchemaRule(line ?? .null, patterns))
            start = end + 1
        }
        precondition(rules.allSatisfy { rule in rule.mentioned.allSatisfy { rules.indices.contains($0) } })
        self.rules = rules
        asksForRest = rules.contains { $0.unevaluatedProperties != nil || $0.unevaluatedItems != nil }
    }
}
