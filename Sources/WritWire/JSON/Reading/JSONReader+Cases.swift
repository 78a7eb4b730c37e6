// Decides which case of a union the next value is: in one look at it, and never by trying to read it.

extension JSONReader {
    /// The index of the case that the next value is of; nothing is taken.
    ///
    /// Of several cases that fit, it is the one that fits best: with all required properties, with the most properties
    /// that it knows, and among equals the first. Where none fits, a finding says so, the value is skipped and the result
    /// is `nil`.
    public mutating func selectCase(_ cases: [JSONCase]) -> Int? { selectCase(cases, nil, nil) }

    /// The same, where `property` might have had one of `choices` instead of what the cases have.
    mutating func selectCase(_ cases: [JSONCase], _ property: StaticString?, _ choices: JSONKeys?) -> Int? {
        skipWhitespace()
        beginWalk()
        let (start, depthBefore, findingsBefore) = (position, depthLeft, findingCount)
        var refusal: CaseRefusal?
        let selected = select(cases, &refusal)
        if failure != nil { return nil }
        countWalk(from: start)
        forgetFindings(from: findingsBefore)
        position = start
        depthLeft = depthBefore
        valueStart = start
        if var refusal {
            if let property, let choices, "\(property)" == refusal.property { refusal.add(choices) }
            skipValue()
            record(at: refusal.offset, keyword: "enum", "must be one of: \(refusal.list)")
            valueStart = start
            return nil
        }
        if let selected { return selected }
        refuseCases(cases)
        return nil
    }

    // MARK: By kind

    /// Moves on; the caller goes back.
    private mutating func select(_ cases: [JSONCase], _ refusal: inout CaseRefusal?) -> Int? {
        let other = cases.first { if case .any = $0.shape { true } else { false } }?.index
        switch kindHere() {
        case .boolean: return cases.first { if case .boolean = $0.shape { true } else { false } }?.index ?? other
        case .number: return selectNumber(cases) ?? other
        case .string: return selectString(cases) ?? other
        case .array: return selectArray(cases, &refusal) ?? other
        case .object: return selectObject(cases, &refusal) ?? other
        case .null: return other
        case nil:
            fail("expected a value")
            return nil
        }
    }

    /// A whole number is an integer where there is a case for integers, also when it was written as `1.0`.
    private mutating func selectNumber(_ cases: [JSONCase]) -> Int? {
        let integer = cases.first { if case .integer = $0.shape { true } else { false } }?.index
        let number = cases.first { if case .number = $0.shape { true } else { false } }?.index
        guard let integer, let number else { return integer ?? number }
        guard let range = scanNumber() else { return nil }
        return range.isPlainInteger || JSONNumber(checkedText: text(of: range)).int != nil ? integer : number
    }

    /// A listed text before one of a format, and any text at last. Where no case is for any text, the first one is meant.
    private mutating func selectString(_ cases: [JSONCase]) -> Int? {
        var first: Int?
        var plain: Int?
        var formatted: Int?
        guard let range = scanString() else { return nil }
        for item in cases {
            switch item.shape {
            case .string: plain = plain ?? item.index
            case .choice(let choices):
                if index(of: range, in: choices) != nil { return item.index }
                first = first ?? item.index
            case .format(let format):
                if formatted == nil, format.matches(unescaped(range)) { formatted = item.index }
                first = first ?? item.index
            default: break
            }
        }
        return formatted ?? plain ?? first
    }

    /// Arrays are told by their first item.
    private mutating func selectArray(_ cases: [JSONCase], _ refusal: inout CaseRefusal?) -> Int? {
        var items: [JSONCase] = []
        var first: Int?
        var plain: Int?
        for item in cases {
            guard case .array(let shapes) = item.shape else { continue }
            first = first ?? item.index
            if shapes.isEmpty { plain = plain ?? item.index } else { items += shapes }
        }
        guard let first else { return nil }
        var array = openArray()
        guard !items.isEmpty, nextItem(&array) else { return first }
        skipWhitespace()
        let selected = select(items, &refusal)
        if plain != nil { refusal = nil }
        return selected ?? plain ?? first
    }

    // MARK: Objects

    private struct Candidate {
        let index: Int
        let shape: JSONObjectShape
        var requiredCount = 0
        var knownCount = 0
        var unknownCount = 0
        var tagCount = 0
        var isExcluded = false

        /// How well the object fits, the weightiest first.
        func fits(better other: Candidate) -> Bool {
            let (mine, others) = (score, other.score)
            for (one, two) in zip(mine, others) where one != two { return one > two }
            return false
        }

        private var score: [Int] {
            let missing = shape.requiredCount - requiredCount
            let isBroken = missing > 0 || shape.isClosed && unknownCount > 0
            return [isBroken ? 0 : 1, tagCount, -missing, knownCount, -unknownCount]
        }
    }

    private mutating func selectObject(_ cases: [JSONCase], _ refusal: inout CaseRefusal?) -> Int? {
        var candidates: [Candidate] = []
        for item in cases {
            if case .object(let shape) = item.shape { candidates.append(Candidate(index: item.index, shape: shape)) }
        }
        guard let first = candidates.first else { return nil }
        if candidates.count == 1, first.shape.names == nil { return first.index }
        var foreign: CaseRefusal?
        var members = openObject()
        while let name = nextName(&members) {
            let text = ExactName(unescaped(name))
            let hasTag = candidates.contains { candidate in candidate.shape.tags.contains { $0.name == text } }
            skipWhitespace()
            let offset = position
            let value = hasTag ? readDigest() : nil
            if !hasTag { skipValue() }
            var fits = false
            for position in candidates.indices {
                let shape = candidates[position].shape
                if let known = shape.names.flatMap({ index(of: name, in: $0) }) {
                    candidates[position].knownCount += 1
                    if shape.names?.isRequired(known) == true { candidates[position].requiredCount += 1 }
                } else {
                    candidates[position].unknownCount += 1
                }
                guard let value, let tag = shape.tags.first(where: { $0.name == text }) else { continue }
                if tag.values.contains(value) {
                    candidates[position].tagCount += 1
                    fits = true
                } else {
                    candidates[position].isExcluded = true
                }
            }
            if value != nil, !fits, foreign == nil { foreign = CaseRefusal(text, at: offset, candidates.map(\.shape)) }
        }
        // Where one property excludes every case, all of its values are named; where several do, the reader of the case that
        // fits best says why.
        if !cases.contains(where: \.isAny) { refusal = foreign }
        let left = candidates.contains { !$0.isExcluded } ? candidates.filter { !$0.isExcluded } : candidates
        return left.dropFirst().reduce(left[0]) { best, next in next.fits(better: best) ? next : best }.index
    }

    // MARK: No case

    private mutating func refuseCases(_ cases: [JSONCase]) {
        let start = position
        let kind = kindHere()
        skipValue()
        var nouns: [String] = []
        for item in cases where !nouns.contains("\(item.noun)") { nouns.append("\(item.noun)") }
        let list =
            nouns.count < 2 ? nouns.first ?? "" : nouns.dropLast().joined(separator: ", ") + " or \(nouns[nouns.count - 1])"
        record(at: start, keyword: "type", "must be \(list)\(kind.map { ", not \($0.noun)" } ?? "")")
        valueStart = start
    }
}

/// A property whose value is none of those that the cases have for it.
struct CaseRefusal {
    let offset: Int
    let property: String
    private var texts: [String]

    /// Nil where one of the shapes takes any value for it.
    init?(_ property: ExactName, at offset: Int, _ shapes: [JSONObjectShape]) {
        let tags = shapes.compactMap { shape in shape.tags.first { $0.name == property } }
        guard tags.count == shapes.count, tags.count > 1 else { return nil }
        self.offset = offset
        self.property = property.text
        texts = tags.flatMap(\.texts)
    }

    mutating func add(_ choices: JSONKeys) { texts = (0..<choices.count).map { choices.name($0) } + texts }

    /// Each value once, the first twenty of them.
    var list: String {
        var seen: Set<String> = []
        let all = texts.filter { seen.insert($0).inserted }
        return all.prefix(20).joined(separator: ", ") + (all.count > 20 ? ", …" : "")
    }
}

extension JSONObjectShape {
    var requiredCount: Int {
        guard let names else { return 0 }
        return (0..<names.count).count { names.isRequired($0) }
    }
}

extension JSONCase {
    var isAny: Bool { if case .any = shape { true } else { false } }
    var takesObjects: Bool { if case .object = shape { true } else { isAny } }

    /// The kind of value that the case takes, with its article.
    fileprivate var noun: StaticString {
        switch shape {
        case .any: "any value"
        case .boolean: JSONKind.boolean.noun
        case .integer: "a whole number"
        case .number: JSONKind.number.noun
        case .string, .choice, .format: JSONKind.string.noun
        case .array: JSONKind.array.noun
        case .object: JSONKind.object.noun
        }
    }
}
