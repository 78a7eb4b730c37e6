// Patterns: whatever the text is, the work is bounded; and what is matched agrees with a matcher that goes by the letter.

import WritPattern

/// The input is a pattern; and by its bytes another one is put together, whose matches are known.
func fuzzPatterns(_ input: [UInt8]) {
    var budget = PatternBudget()
    let source = String(decoding: input, as: UTF8.self)
    if let automaton = try? compilePattern(source, &budget) {
        expect(automaton.stateCount <= 20_000, "more states than there may be")
        _ = automaton.matches(source)
    }
    let steps = PatternBudget.documentStepsMax - budget.stepsLeft
    expect(steps <= PatternBudget.patternStepsMax + 1, "\(steps) steps")

    var chance = InputChance(input)
    var bytes = input[...]
    let made = SimplePattern(&bytes, depth: 0)
    guard let automaton = try? compilePattern(made.text) else { return }
    for _ in 0..<12 {
        let text = (0..<Int.random(in: 0...7, using: &chance)).map { _ in "ab b-a".randomElement(using: &chance) ?? "a" }
        let isFound =
            text.indices.contains { !made.ends(in: text, from: [$0]).isEmpty } || !made.ends(in: text, from: [text.count]).isEmpty
        expect(automaton.matches(String(text)) == isFound, "`\(made.text)` and `\(String(text))`")
    }
}

/// A pattern and its meaning: from each place in a text, the places where a match may end.
private indirect enum SimplePattern {
    case empty, any, start, end
    case boundary(isNegated: Bool)
    case character(Character)
    case sequence([SimplePattern])
    case either([SimplePattern])
    case ahead(SimplePattern, isNegated: Bool)
    case repeated(SimplePattern, min: Int, max: Int?)

    init(_ bytes: inout ArraySlice<UInt8>, depth: Int) {
        let byte = bytes.popFirst() ?? 0
        guard depth < 4 else {
            self = .character(byte & 1 == 0 ? "a" : "b")
            return
        }
        func inner() -> SimplePattern { SimplePattern(&bytes, depth: depth + 1) }
        switch byte % 16 {
        case 0: self = .empty
        case 1: self = .any
        case 2: self = .start
        case 3: self = .end
        case 4: self = .boundary(isNegated: byte & 16 != 0)
        case 5, 6: self = .character("a")
        case 7: self = .character("b")
        case 8, 9, 10: self = .sequence((0..<Int(byte >> 4 % 3) + 2).map { _ in inner() })
        case 11, 12: self = .either([inner(), inner()])
        case 13: self = .ahead(inner(), isNegated: byte & 16 != 0)
        case 14: self = .repeated(inner(), min: Int(byte >> 4) % 3, max: nil)
        default: self = .repeated(inner(), min: Int(byte >> 4) % 2, max: Int(byte >> 4) % 2 + Int(byte >> 5) % 3)
        }
    }

    var text: String {
        switch self {
        case .empty: "(?:)"
        case .any: "."
        case .start: "^"
        case .end: "$"
        case .boundary(let isNegated): isNegated ? "\\B" : "\\b"
        case .character(let character): String(character)
        case .sequence(let parts): parts.map(\.text).joined()
        case .either(let parts): "(?:" + parts.map(\.text).joined(separator: "|") + ")"
        case .ahead(let inner, let isNegated): "(?\(isNegated ? "!" : "=")\(inner.text))"
        case .repeated(let inner, let min, let max): "(?:\(inner.text)){\(min),\(max.map { "\($0)" } ?? "")}"
        }
    }

    func ends(in text: [Character], from places: Set<Int>) -> Set<Int> {
        func isWord(_ place: Int) -> Bool { text.indices.contains(place) && "ab".contains(text[place]) }
        switch self {
        case .empty: return places
        case .any: return Set(places.filter { $0 < text.count }.map { $0 + 1 })
        case .start: return places.filter { $0 == 0 }
        case .end: return places.filter { $0 == text.count }
        case .boundary(let isNegated): return places.filter { (isWord($0 - 1) != isWord($0)) != isNegated }
        case .character(let character): return Set(places.filter { $0 < text.count && text[$0] == character }.map { $0 + 1 })
        case .sequence(let parts): return parts.reduce(places) { $1.ends(in: text, from: $0) }
        case .either(let parts): return parts.reduce(into: []) { $0.formUnion($1.ends(in: text, from: places)) }
        case .ahead(let inner, let isNegated): return places.filter { inner.ends(in: text, from: [$0]).isEmpty == isNegated }
        case .repeated(let inner, let min, let max):
            var current = places
            for _ in 0..<min { current = inner.ends(in: text, from: current) }
            var all = current
            for _ in 0..<(max.map { $0 - min } ?? text.count + 1) {
                current = inner.ends(in: text, from: current)
                all.formUnion(current)
            }
            return all
        }
    }
}
