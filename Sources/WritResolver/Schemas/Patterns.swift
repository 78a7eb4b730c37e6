// Patterns of texts, compiled once each.

internal import WritContract
internal import WritPattern
internal import WritSpec

/// The patterns of a document that automata could be made of, in the order they were met.
struct PatternRegistry {
    private(set) var patterns: [PatternList.Pattern] = []
    /// The number of each pattern by its bytes, as texts are told apart; a refusal where there is no automaton.
    private var numbers: [[UInt8]: Result<Int, PatternRefusal>] = [:]

    var hasRefused: Bool { numbers.values.contains { if case .failure = $0 { true } else { false } } }

    func isRefused(_ source: String) -> Bool { if case .failure? = numbers[Array(source.utf8)] { true } else { false } }

    fileprivate mutating func compile(_ source: String) -> Result<Int, PatternRefusal> {
        let bytes = Array(source.utf8)
        if let known = numbers[bytes] { return known }
        let result = Result { () throws(PatternRefusal) in try compilePattern(ExactText.written(source)) }.map { automaton in
            let name = "pattern\(patterns.count + 1)"
            patterns.append(PatternList.Pattern(swiftName: name, source: source, automaton: automaton.text))
            return patterns.count - 1
        }
        numbers[bytes] = result
        return result
    }
}

extension Resolution {
    /// Whether the text matches the pattern; nil where the pattern is none that can be matched.
    func matches(_ text: String, pattern source: String) -> Bool? {
        let automaton = automata[source] ?? (try? compilePattern(ExactText.written(source)))
        automata[source] = .some(automaton)
        return automaton?.matches(ExactText.written(text))
    }

    /// The number of a pattern that texts are checked against; nil, after a warning, where they can't be.
    func number(ofPattern place: Place) -> Int? {
        guard let source = place.node.string, !source.isEmpty else { return nil }
        switch patterns.compile(source) {
        case .success(let number): return number
        case .failure(let refusal):
            if case .malformed = refusal {
                tolerate(
                    "pattern", "the pattern is no regular expression of ECMA-262, and is not checked: \(refusal.reason)",
                    at: place,
                    hint: "correct it")
            } else {
                warn(
                    "pattern", "the pattern is not checked: \(refusal.reason)", at: place,
                    hint: "write it without that, or check the value in the handler")
            }
            return nil
        }
    }
}
