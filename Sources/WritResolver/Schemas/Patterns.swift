// Patterns of texts, compiled once each.

internal import WritContract
internal import WritPattern
internal import WritSpec

/// The patterns of a document, each by its bytes, as texts are told apart.
struct PatternRegistry {
    /// Those that texts are checked against, in the order they were met.
    private(set) var patterns: [PatternList.Pattern] = []
    private var names: [[UInt8]: String] = [:]
    private var digests = DigestNames()
    /// What came of each that was looked at.
    private var automata: [[UInt8]: Result<PatternAutomaton, PatternRefusal>] = [:]
    private var budget = PatternBudget()

    mutating func isRefused(_ source: String) -> Bool {
        if case .failure = automaton(Array(source.utf8), source) { true } else { false }
    }

    fileprivate mutating func automaton(_ bytes: [UInt8], _ source: String) -> Result<PatternAutomaton, PatternRefusal> {
        if let known = automata[bytes] { return known }
        let result = Result { () throws(PatternRefusal) in try compilePattern(ExactText.written(source), &budget) }
        automata[bytes] = result
        return result
    }

    fileprivate mutating func compile(_ source: String) -> Result<String, PatternRefusal> {
        let bytes = Array(source.utf8)
        if let known = names[bytes] { return .success(known) }
        switch automaton(bytes, source) {
        case .failure(let refusal):
            return .failure(refusal)
        case .success(let automaton):
            let name = digests.claim("pattern", for: source)
            patterns.append(PatternList.Pattern(swiftName: name, source: source, automaton: automaton.text))
            names[bytes] = name
            return .success(name)
        }
    }

    fileprivate mutating func matches(_ text: String, _ source: String) -> Bool? {
        guard case .success(let automaton) = automaton(Array(source.utf8), source) else { return nil }
        return automaton.matches(ExactText.written(text))
    }
}

extension Resolution {
    /// Whether the text matches the pattern; nil where the pattern is none that can be matched.
    func matches(_ text: String, pattern source: String) -> Bool? { patterns.matches(text, source) }

    /// Whether texts can be checked against it; false after a diagnostic.
    func isChecked(pattern place: Place) -> Bool {
        guard let source = place.node.string, !source.isEmpty else { return false }
        return !patterns.isRefused(source) || name(ofPattern: place) != nil
    }

    /// The name of a pattern that texts are checked against; nil, after a diagnostic, where they can't be.
    func name(ofPattern place: Place) -> String? {
        guard let source = place.node.string, !source.isEmpty else { return nil }
        switch patterns.compile(source) {
        case .success(let name): return name
        case .failure(let refusal):
            explain(refusal, of: place)
            return nil
        }
    }

    private func explain(_ refusal: PatternRefusal, of place: Place) {
        let isAllowed = options.allowed.contains(Refusal.pattern.code)
        guard case .malformed = refusal else {
            return report(
                isAllowed ? .warning : .error, Refusal.pattern.code,
                "the pattern \(isAllowed ? "is not" : "can't be") checked: \(refusal.reason)", at: place,
                hint: isAllowed ? Refusal.pattern.consequence : Refusal.pattern.hint)
        }
        // Whoever asks about the specification gets that as a mistake, whatever is allowed.
        report(
            isAllowed && !options.isStrict ? .warning : .error, Refusal.pattern.code,
            "the pattern isn't a regular expression of ECMA-262, and is not checked: \(refusal.reason)", at: place,
            hint: "correct it" + (options.isStrict ? "" : ", or pass --allow pattern to leave it unchecked"))
    }
}
