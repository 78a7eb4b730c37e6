// The checks of values that short readers read: lines of rules, as the runtime reads them.

internal import WritContract
internal import WritFormats

/// The lines of one type.
struct ShortRules {
    private(set) var lines: [String] = []
    /// What the lines' patterns are numbers of: names in `Contract.patterns`.
    private(set) var patterns: [String] = []

    /// The line of a value's checks; nil where it has none.
    mutating func line(of schema: ValueSchema) -> Int? {
        var words = words(of: schema.constraints)
        switch schema.type {
        case .array(let item):
            if let line = line(of: item) { words.append((.items, "\(line)")) }
        case .map(let value):
            if let line = line(of: value) { words.append((.additionalProperties, "\(line)")) }
        default: break
        }
        guard !words.isEmpty else { return nil }
        if schema.isNullable { words.append((.nullable, "true")) }
        let line = "{" + words.map { "\"\($0.word.rawValue)\":\($0.value)" }.joined(separator: ",") + "}"
        if let known = lines.firstIndex(of: line) { return known }
        lines.append(line)
        return lines.count - 1
    }

    private mutating func words(of constraints: Constraints) -> [(word: RuleWord, value: String)] {
        var words: [(word: RuleWord, value: String)] = []
        if let bound = constraints.minimum {
            words.append((bound.isExclusive ? .exclusiveMinimum : .minimum, shown(bound.literal)))
        }
        if let bound = constraints.maximum {
            words.append((bound.isExclusive ? .exclusiveMaximum : .maximum, shown(bound.literal)))
        }
        if let unit = constraints.multipleOf { words.append((.multipleOf, shown(unit))) }
        let counts: [(RuleWord, Int?)] = [
            (.minLength, constraints.minLength), (.maxLength, constraints.maxLength), (.minItems, constraints.minItems),
            (.maxItems, constraints.maxItems), (.minProperties, constraints.minProperties),
            (.maxProperties, constraints.maxProperties),
        ]
        for case (let word, let count?) in counts { words.append((word, "\(count)")) }
        if !constraints.patterns.isEmpty {
            words.append((.pattern, "[" + constraints.patterns.map { "\(number(of: $0))" }.joined(separator: ",") + "]"))
        }
        if let format = constraints.format { words.append((.format, "\"\(format)\"")) }
        if constraints.hasUniqueItems { words.append((.uniqueItems, "true")) }
        return words
    }

    /// `0` rather than `0.0`, as readers say it.
    private func shown(_ literal: String) -> String { literal.hasSuffix(".0") ? String(literal.dropLast(2)) : literal }

    private mutating func number(of pattern: String) -> Int {
        if let known = patterns.firstIndex(of: pattern) { return known }
        patterns.append(pattern)
        return patterns.count - 1
    }
}
