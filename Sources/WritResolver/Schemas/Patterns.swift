// Patterns of texts, compiled once each.

internal import WritContract
internal import WritPattern
internal import WritSpec

/// The patterns of a document that automata could be made of, in the order they were met.
struct PatternRegistry {
    private(set) var patterns: [PatternList.Pattern] = []
    /// The number of each pattern by its text; nil where there is no automaton.
    fileprivate var numbers: [String: Result<Int, PatternRefusal>] = [:]

    fileprivate mutating func compile(_ source: String) -> Result<Int, PatternRefusal> {
        if let known = numbers[source] { return known }
        let result = Result { () throws(PatternRefusal) in try compilePattern(source) }.map { automaton in
            let name = "pattern\(patterns.count + 1)"
            patterns.append(PatternList.Pattern(swiftName: name, source: source, automaton: automaton.text))
            return patterns.count - 1
        }
        numbers[source] = result
        return result
    }
}

extension Resolution {
    /// Whether the text matches the pattern; nil where the pattern is none that can be matched.
    func matches(_ text: String, pattern source: String) -> Bool? {
        let automaton = automata[source] ?? (try? compilePattern(source))
        automata[source] = .some(automaton)
        return automaton?.matches(text)
    }

    /// The number of a pattern that texts are checked against; nil, after a warning, where they can't be.
    func number(ofPattern place: Place) -> Int? {
        guard let source = place.node.string, !source.isEmpty else { return nil }
        switch patterns.compile(source) {
        case .success(let number): return number
        case .failure(let refusal):
            warn(
                "pattern", "the pattern is not checked: \(refusal.reason)", at: place,
                hint: "write it without that, or check the value in the handler")
            return nil
        }
    }
}
