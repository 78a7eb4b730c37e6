// Checks values against rules of the contract that no type carries.

extension JSONReader {
    /// Checks the value that was read last: one more walk over its bytes, which notes every rule that it breaks.
    ///
    /// The work is bounded by the value's bytes times the number of rules that apply to it. What explains a broken rule walks
    /// again over the part that breaks it, once for each rule and place. However many checks of values inside each other ask for
    /// such walks, all of them together are no more than a constant times the text for each rule: see `beginWalk`.
    public mutating func check(_ rules: SchemaRules, _ rule: Int) {
        let (start, end, depth) = (valueStart, position, depthLeft)
        guard failure == nil, start < end else { return }
        let walk = ruleWalk(rules)
        beginWalk()
        position = start
        walk.giveBack(evaluate(walk.plan(asserting: rule), walk))
        depthLeft = depth
        valueStart = start
        guard failure == nil else { return }
        countWalk(from: start)
        position = end
    }

    /// The index of the case that the next value is of, among those whose rule it keeps; nothing is taken.
    ///
    /// - Parameter alternatives: the rule of each case.
    public mutating func selectCase(_ cases: [JSONCase], _ rules: SchemaRules, _ alternatives: [Int]) -> Int? {
        let kept = keptCases(cases, rules, alternatives)
        return failure == nil ? selectCase(kept) : nil
    }

    /// The cases whose rule the next value keeps. Where it keeps none, all of them: the reader of the one that fits best says
    /// what is wrong.
    mutating func keptCases(_ cases: [JSONCase], _ rules: SchemaRules, _ alternatives: [Int]) -> [JSONCase] {
        skipWhitespace()
        beginWalk()
        let (start, depth, found) = (position, depthLeft, findingCount)
        let walk = ruleWalk(rules)
        let (plan, slots) = walk.plan(choosing: alternatives)
        let frame = evaluate(plan, walk)
        guard failure == nil else { return [] }
        countWalk(from: start)
        forgetFindings(from: found)
        position = start
        depthLeft = depth
        let kept = cases.filter { frame.states[slots[$0.index]].isValid }
        walk.giveBack(frame)
        return kept.isEmpty ? cases : kept
    }

    /// Notes a broken rule, unless the reading has noted it already.
    mutating func note(_ keyword: StaticString, _ message: String, at offset: Int, property: String? = nil) {
        let isKnown = findings.contains {
            $0.offset == offset && $0.property == property && $0.keyword.spells(keyword)
        }
        if !isKnown { record(at: offset, keyword: keyword, message, property: property) }
    }
}

extension JSONReader {
    /// Takes the next value and tells which of the rules it keeps: those that are asked for are the frame's first ones. The
    /// caller gives the frame back.
    mutating func evaluate(_ plan: RulePlan, _ walk: RuleWalk) -> RuleFrame {
        skipWhitespace()
        var frame = walk.frame(plan, start: position)
        guard let kind = kindHere() else {
            fail("expected a value")
            return frame
        }
        walk.steps &+= plan.entries.count
        switch kind {
        case .array, .object: evaluateParts(kind, &frame, walk)
        case .null, .boolean:
            checkGeneral(&frame, walk, kind)
            skipValue()
        case .number:
            checkGeneral(&frame, walk, kind)
            checkNumber(&frame, walk)
        case .string:
            checkGeneral(&frame, walk, kind)
            checkString(&frame, walk)
        }
        guard kind != .array && kind != .object, failure == nil else { return frame }
        for slot in 0..<plan.requestCount { conclude(slot, &frame, walk) }
        return frame
    }

    /// An array or object, of which something may be known already.
    private mutating func evaluateParts(_ kind: JSONKind, _ frame: inout RuleFrame, _ walk: RuleWalk) {
        if walk.recall(&frame) {
            skipValue()
            return walk.skip(position - frame.start)
        }
        let mark = walk.keptBytes.total
        checkGeneral(&frame, walk, kind)
        if kind == .array { checkItems(&frame, walk) } else { checkMembers(&frame, walk) }
        guard failure == nil else { return }
        for slot in 0..<frame.plan.requestCount { conclude(slot, &frame, walk) }
        guard failure == nil else { return }
        walk.keep(frame, bytes: position - frame.start, isKeeping: noted.isKeeping, since: mark)
    }

    /// A rule is broken: it is noted where that makes the whole invalid.
    mutating func breakRule(
        _ slot: Int, _ frame: inout RuleFrame, _ keyword: StaticString, _ message: @autoclosure () -> String,
        at offset: Int? = nil, property: String? = nil
    ) {
        frame.states[slot].isValid = false
        if frame.isAsserted(slot) { note(keyword, message(), at: offset ?? frame.start, property: property) }
    }

    // MARK: What holds for values of any kind

    private mutating func checkGeneral(_ frame: inout RuleFrame, _ walk: RuleWalk, _ kind: JSONKind) {
        let rules = walk.rules
        var digest: JSONDigest?
        for slot in frame.states.indices {
            let number = frame.rule(slot)
            if rules.rules[number].takesNull, kind == .null {
                frame.states[slot].progress = .done
                continue
            }
            if rules.rules[number].isNever {
                let keyword = frame.plan.entries[slot].keyword
                let isUnknownPart = keyword == .additionalProperties || keyword == .unevaluatedProperties
                breakRule(slot, &frame, keyword.name, isUnknownPart ? "is not a known property" : "is not allowed")
                continue
            }
            if let types = rules.rules[number].types, !fits(types, kind) {
                breakRule(slot, &frame, "type", "must be \(types.noun), not \(kind.noun)")
            }
            for place in rules.rules[number].choices.indices {
                if rules.rules[number].choices[place].kinds.contains(kind) {
                    digest = digest ?? digestHere()
                    if let digest, rules.rules[number].choices[place].values.contains(digest) { continue }
                }
                let choices = rules.rules[number].choices[place]
                let words = choices.values.count == 1 ? "must be" : "must be one of:"
                breakRule(slot, &frame, choices.keyword, "\(words) \(choices.shown)")
            }
        }
    }

    private mutating func fits(_ types: JSONTypes, _ kind: JSONKind) -> Bool {
        switch kind {
        case .null: return types.contains(.null)
        case .boolean: return types.contains(.boolean)
        case .string: return types.contains(.string)
        case .array: return types.contains(.array)
        case .object: return types.contains(.object)
        case .number:
            if types.contains(.number) { return true }
            guard types.contains(.integer) else { return false }
            return decimalHere()?.isWhole ?? false
        }
    }

    /// The number at the position, which stays.
    private mutating func decimalHere() -> JSONDecimal? {
        let start = position
        defer { position = start }
        return scanNumber().map { decimal($0) }
    }

    private mutating func digestHere() -> JSONDigest? {
        beginWalk()
        let (start, depth) = (position, depthLeft)
        let digest = readDigest()
        guard failure == nil else { return nil }
        countWalk(from: start)
        position = start
        depthLeft = depth
        return digest
    }

    // MARK: Numbers and strings

    private mutating func checkNumber(_ frame: inout RuleFrame, _ walk: RuleWalk) {
        let number = frame.plan.numberSlots.isEmpty ? nil : decimalHere()
        skipValue()
        guard let number else { return }
        for slot in frame.plan.numberSlots {
            let rule = frame.rule(slot)
            for place in walk.rules.rules[rule].numberBounds.indices
            where walk.rules.rules[rule].numberBounds[place].isBroken(by: number) {
                let bound = walk.rules.rules[rule].numberBounds[place]
                breakRule(slot, &frame, bound.keyword, "\(bound.words) \(bound.text)")
            }
        }
    }

    private mutating func checkString(_ frame: inout RuleFrame, _ walk: RuleWalk) {
        guard let range = scanString(), !frame.plan.textSlots.isEmpty else { return }
        let value = unescaped(range)
        let rules = walk.rules
        for slot in frame.plan.textSlots {
            let number = frame.rule(slot)
            if let least = rules.rules[number].minLength, Bounds.isShorter(value, than: least) {
                breakRule(slot, &frame, "minLength", Bounds.minLength(least))
            }
            if let most = rules.rules[number].maxLength, Bounds.isLonger(value, than: most) {
                breakRule(slot, &frame, "maxLength", Bounds.maxLength(most))
            }
            for pattern in rules.rules[number].patterns where !pattern.matches(value) {
                breakRule(slot, &frame, "pattern", Bounds.pattern(pattern.source))
            }
            if let format = rules.rules[number].format, !format.matches(value) {
                breakRule(slot, &frame, "format", "must be \(format.noun)")
            }
        }
    }
}

extension JSONTypes {
    /// The types with their articles.
    var noun: String {
        var nouns: [StaticString] = []
        if contains(.null) { nouns.append("null") }
        if contains(.boolean) { nouns.append("true or false") }
        if contains(.integer), !contains(.number) { nouns.append("a whole number") }
        if contains(.number) { nouns.append("a number") }
        if contains(.string) { nouns.append("a string") }
        if contains(.array) { nouns.append("an array") }
        if contains(.object) { nouns.append("an object") }
        return listed(nouns.map { "\($0)" }, "or")
    }
}

/// `a, b or c`
func listed(_ words: [String], _ conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

extension StaticString {
    /// Whether both have the same text.
    func spells(_ other: StaticString) -> Bool {
        let count = utf8CodeUnitCount
        guard count == other.utf8CodeUnitCount else { return false }
        // Static strings live as long as the program, and both have that many bytes.
        return (0..<count).allSatisfy { unsafe utf8Start[$0] == other.utf8Start[$0] }
    }
}
