// Checks values against rules of the contract that no type carries.

extension JSONReader {
    /// Checks the value that was read last: one more walk over its bytes, which notes every rule that it breaks.
    ///
    /// The work is bounded by the value's bytes times the number of rules that apply to it; what explains a broken rule walks
    /// again over the part that breaks it.
    public mutating func check(_ rules: SchemaRules, _ rule: Int) {
        let (start, end, depth) = (valueStart, position, depthLeft)
        guard failure == nil, start < end, notes?.ruleMemo.verdict(rule, at: start) != true else { return }
        position = start
        noted.ruleMemo.begin(rule, at: start)
        _ = evaluate([RuleRequest(rule: rule, isAsserted: true)], rules)
        noted.ruleMemo.finish(at: end)
        depthLeft = depth
        valueStart = start
        if failure == nil { position = end }
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
        let (start, depth, found) = (position, depthLeft, findingCount)
        var requests: [RuleRequest] = []
        var slots = RuleSlots()
        for rule in alternatives where slots[rule] == nil {
            slots.append(rule)
            requests.append(RuleRequest(rule: rule, isAsserted: false))
        }
        let known = requests.compactMap { [notes] request in notes?.ruleMemo.verdict(request.rule, at: start) }
        var verdicts = known
        if known.count < requests.count {
            for request in requests { noted.ruleMemo.begin(request.rule, at: start) }
            verdicts = evaluate(requests, rules)
            noted.ruleMemo.finish(at: position)
        }
        guard failure == nil else { return [] }
        forgetFindings(from: found)
        position = start
        depthLeft = depth
        let kept = cases.filter { item in slots[alternatives[item.index]].map { verdicts[$0] } ?? false }
        return kept.isEmpty ? cases : kept
    }

    /// Notes a broken rule, unless the reading has noted it already.
    mutating func note(_ keyword: StaticString, _ message: String, at offset: Int, property: String? = nil) {
        let isKnown = findings.contains {
            $0.offset == offset && $0.property == property && "\($0.keyword)" == "\(keyword)"
        }
        if !isKnown { record(at: offset, keyword: keyword, message, property: property) }
    }
}

extension JSONReader {
    /// Takes the next value and tells which of the rules it keeps.
    mutating func evaluate(_ requests: [RuleRequest], _ rules: SchemaRules) -> [Bool] {
        guard !requests.isEmpty else {
            skipValue()
            return []
        }
        skipWhitespace()
        guard let kind = kindHere() else {
            fail("expected a value")
            return requests.map { _ in false }
        }
        var frame = RuleFrame(requests, rules, start: position)
        checkGeneral(&frame, rules, kind)
        switch kind {
        case .null, .boolean: skipValue()
        case .number: checkNumber(&frame, rules)
        case .string: checkString(&frame, rules)
        case .array: checkItems(&frame, rules)
        case .object: checkMembers(&frame, rules)
        }
        guard failure == nil else { return requests.map { _ in false } }
        for slot in requests.indices { conclude(slot, &frame, rules) }
        if kind == .array || kind == .object { noted.ruleMemo.keep(frame) }
        return requests.indices.map { frame.entries[$0].isValid }
    }

    /// A rule is broken: it is noted where that makes the whole invalid.
    mutating func breakRule(
        _ slot: Int, _ frame: inout RuleFrame, _ keyword: StaticString, _ message: @autoclosure () -> String,
        at offset: Int? = nil, property: String? = nil
    ) {
        frame.entries[slot].isValid = false
        if frame.entries[slot].isAsserted { note(keyword, message(), at: offset ?? frame.start, property: property) }
    }

    // MARK: What holds for values of any kind

    private mutating func checkGeneral(_ frame: inout RuleFrame, _ rules: SchemaRules, _ kind: JSONKind) {
        var identity: JSONIdentity?
        for slot in frame.entries.indices {
            let number = frame.entries[slot].rule
            if rules.rules[number].takesNull, kind == .null {
                frame.entries[slot].progress = .done
                continue
            }
            if rules.rules[number].isNever {
                let keyword = frame.entries[slot].keyword
                breakRule(slot, &frame, keyword, Self.isUnknownPart(keyword) ? "is not a known property" : "is not allowed")
                continue
            }
            if let types = rules.rules[number].types, !fits(types, kind) {
                breakRule(slot, &frame, "type", "must be \(types.noun), not \(kind.noun)")
            }
            for choices in rules.rules[number].choices {
                if choices.kinds.contains(kind), identity == nil { identity = identityHere() }
                if let identity, choices.values.contains(identity) { continue }
                let words = choices.values.count == 1 ? "must be" : "must be one of:"
                breakRule(slot, &frame, choices.keyword, "\(words) \(choices.shown)")
            }
        }
    }

    private static func isUnknownPart(_ keyword: StaticString) -> Bool {
        "\(keyword)" == "additionalProperties" || "\(keyword)" == "unevaluatedProperties"
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
        guard let range = scanNumber() else { return nil }
        var text = text(of: range)
        // `withUTF8` lends a buffer that is valid for the closure.
        return text.withUTF8 { unsafe JSONDecimal($0) }
    }

    private mutating func identityHere() -> JSONIdentity? {
        let (start, depth) = (position, depthLeft)
        defer {
            position = start
            depthLeft = depth
        }
        return readIdentity()
    }

    // MARK: Numbers and strings

    private mutating func checkNumber(_ frame: inout RuleFrame, _ rules: SchemaRules) {
        let asks = frame.entries.contains { entry in
            !rules.rules[entry.rule].bounds.isEmpty || !rules.rules[entry.rule].multiples.isEmpty
        }
        let number = asks ? decimalHere() : nil
        skipValue()
        guard let number else { return }
        for slot in frame.entries.indices {
            let rule = frame.entries[slot].rule
            for bound in rules.rules[rule].bounds + rules.rules[rule].multiples where bound.isBroken(by: number) {
                breakRule(slot, &frame, bound.keyword, "\(bound.words) \(bound.text)")
            }
        }
    }

    private mutating func checkString(_ frame: inout RuleFrame, _ rules: SchemaRules) {
        guard let range = scanString() else { return }
        var text: String?
        for slot in frame.entries.indices {
            let number = frame.entries[slot].rule
            guard rules.rules[number].looksAtText else { continue }
            let value = text ?? unescaped(range)
            text = value
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

extension SchemaRule {
    var looksAtText: Bool { minLength != nil || maxLength != nil || !patterns.isEmpty || format != nil }
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
