// Puts together what the rules that hold for one value say of it.

extension JSONReader {
    /// Settles whether the value keeps the rule, whose parts have been checked: what it applies in place is settled first.
    mutating func conclude(_ slot: Int, _ frame: inout RuleFrame, _ walk: RuleWalk) {
        // A rule that leads back to itself adds nothing.
        guard frame.states[slot].progress == .waiting, failure == nil else { return }
        let (rules, number) = (walk.rules, frame.rule(slot))
        guard rules.rules[number].needsConclusion else { return frame.states[slot].progress = .done }
        frame.states[slot].progress = .running
        let first = frame.plan.entries[slot].firstLink
        for offset in 0..<rules.rules[number].inPlace.count { conclude(frame.plan.links[first + offset], &frame, walk) }
        let any = first + rules.rules[number].allOf.count
        let one = any + rules.rules[number].anyOf.count
        let dependent = one + rules.rules[number].oneOf.count
        var next = dependent + rules.rules[number].dependentSchemas.count
        for link in first..<any where !frame.states[frame.plan.links[link]].isValid { frame.states[slot].isValid = false }
        concludeAlternatives(slot, any..<one, one..<dependent, &frame, walk)
        gather(slot, first..<dependent, &frame)
        for (owner, inner) in frame.applied where owner == slot { require(inner, slot, &frame, walk, .dependentSchemas) }
        if rules.rules[number].not != nil {
            if frame.states[frame.plan.links[next]].isValid { breakRule(slot, &frame, "not", rules.exclusion(of: number)) }
            next += 1
        }
        if rules.rules[number].condition != nil { concludeCondition(slot, next, &frame, walk) }
        concludeRest(slot, &frame, walk)
        frame.states[slot].progress = .done
    }

    /// - Parameter first: where the link to `if` stands; those to `then` and `else` follow, where they are there.
    private mutating func concludeCondition(_ slot: Int, _ first: Int, _ frame: inout RuleFrame, _ walk: RuleWalk) {
        let number = frame.rule(slot)
        let condition = frame.plan.links[first]
        let hasThen = walk.rules.rules[number].consequence != nil
        if frame.states[condition].isValid {
            gather(slot, first..<(first + 1), &frame)
            if hasThen { require(frame.plan.links[first + 1], slot, &frame, walk, .then) }
        } else if walk.rules.rules[number].alternative != nil {
            require(frame.plan.links[first + (hasThen ? 2 : 1)], slot, &frame, walk, .otherwise)
        }
    }

    /// What applies to this value after all must hold, and says itself what is wrong.
    private mutating func require(
        _ inner: Int, _ slot: Int, _ frame: inout RuleFrame, _ walk: RuleWalk, _ keyword: RuleKeyword
    ) {
        guard !frame.states[inner].isValid else { return gather(slot, entry: inner, &frame) }
        frame.states[slot].isValid = false
        guard frame.isAsserted(slot) else { return }
        explain(frame.rule(inner), frame, walk, keyword) { "is not allowed here (`\(keyword.name)`)" }
    }

    /// Walks over the value once more, to note what is wrong by a rule that it is known to break. Of each rule that is done once,
    /// and inside other explanations to a depth.
    private mutating func explain(
        _ rule: Int, _ frame: RuleFrame, _ walk: RuleWalk, _ keyword: RuleKeyword, _ otherwise: () -> String
    ) {
        let (end, depth, found) = (position, depthLeft, findingCount)
        if walk.beginExplaining(rule, at: frame.start) {
            beginWalk()
            position = frame.start
            let request = RuleRequest(rule: rule, isAsserted: true, keyword: keyword)
            walk.giveBack(evaluate(walk.plan(for: [request]), walk))
            walk.endExplaining()
            guard failure == nil else { return }
            countWalk(from: frame.start)
            position = end
            depthLeft = depth
        }
        if findingCount == found, !hasFindings(in: frame.start..<end) { note(keyword.name, otherwise(), at: frame.start) }
    }

    private func hasFindings(in range: Range<Int>) -> Bool { findings.contains { range.contains($0.offset) } }

    // MARK: Alternatives

    /// - Parameters: where the links to alternatives stand.
    private mutating func concludeAlternatives(
        _ slot: Int, _ any: Range<Int>, _ one: Range<Int>, _ frame: inout RuleFrame, _ walk: RuleWalk
    ) {
        if !any.isEmpty, count(of: any, frame) == 0 { refuseAll(any, slot, &frame, walk, .anyOf) }
        guard !one.isEmpty else { return }
        let count = count(of: one, frame)
        if count == 0 { refuseAll(one, slot, &frame, walk, .oneOf) }
        guard count > 1 else { return }
        frame.states[slot].isValid = false
        if frame.isAsserted(slot) { note("oneOf", tooMany(one, count, frame, walk.rules), at: frame.start) }
    }

    /// How many of the alternatives the value keeps.
    private func count(of links: Range<Int>, _ frame: RuleFrame) -> Int {
        var count = 0
        for link in links where frame.states[frame.plan.links[link]].isValid { count += 1 }
        return count
    }

    private func tooMany(_ one: Range<Int>, _ count: Int, _ frame: RuleFrame, _ rules: SchemaRules) -> String {
        let valid = one.map { frame.plan.links[$0] }.filter { frame.states[$0].isValid }.map { rules.rules[frame.rule($0)] }
        let names = valid.allSatisfy(\.onlyRequires) ? valid.map { listed($0.required, "and") } : []
        return names.isEmpty
            ? "must fit exactly one of \(one.count) alternatives, and fits \(count)"
            : "must have only one of these: \(names.joined(separator: "; "))"
    }

    /// The only alternative for values of this kind says itself what is wrong.
    private mutating func refuseAll(
        _ links: Range<Int>, _ slot: Int, _ frame: inout RuleFrame, _ walk: RuleWalk, _ keyword: RuleKeyword
    ) {
        frame.states[slot].isValid = false
        guard frame.isAsserted(slot) else { return }
        let rules = walk.rules
        let alternatives = links.map { frame.rule(frame.plan.links[$0]) }
        let required = alternatives.map { rules.rules[$0] }
        if required.allSatisfy(\.onlyRequires) {
            let names = required.map { listed($0.required, "and") }
            return note(keyword.name, "must have one of these: \(names.joined(separator: "; "))", at: frame.start)
        }
        let end = position
        // The reader of the alternative that was chosen has said already what is wrong in it.
        if hasFindings(in: frame.start..<end) { return }
        position = frame.start
        let kind = kindHere()
        position = end
        let fitting = alternatives.filter { rules.takes(kind, $0) }
        let words = "must fit \(keyword == .oneOf ? "one" : "at least one") of \(links.count) alternatives"
        if fitting.count == 1 {
            explain(fitting[0], frame, walk, keyword) { words }
        } else {
            let nouns = rules.nouns(of: alternatives)
            let isOfNone = fitting.isEmpty && !nouns.isEmpty
            note(keyword.name, isOfNone ? "must be \(nouns)" : words, at: frame.start)
        }
    }

    // MARK: What is left

    /// Parts that rules in place have looked at count for the rule, if the value keeps them.
    private func gather(_ slot: Int, _ links: Range<Int>, _ frame: inout RuleFrame) {
        guard frame.plan.entries[slot].isTracked else { return }
        for link in links { gather(slot, entry: frame.plan.links[link], &frame) }
    }

    private func gather(_ slot: Int, entry inner: Int, _ frame: inout RuleFrame) {
        guard frame.plan.entries[slot].isTracked, frame.states[inner].isValid, inner != slot else { return }
        let parts = frame.sets[inner].evaluated
        frame.sets[slot].evaluated.formUnion(parts)
    }

    private mutating func concludeRest(_ slot: Int, _ frame: inout RuleFrame, _ walk: RuleWalk) {
        let number = frame.rule(slot)
        // Of an array, `unevaluatedProperties` asks nothing, and has looked at nothing.
        let isObject = unsafe frame.start < count && base[frame.start] == UInt8(ascii: "{")
        let rest = isObject ? walk.rules.rules[number].unevaluatedProperties : walk.rules.rules[number].unevaluatedItems
        guard rest != nil else { return }
        if !frame.sets[slot].refused.isSubset(of: frame.sets[slot].evaluated) {
            frame.states[slot].isValid = false
            if frame.isAsserted(slot) { noteRest(slot, frame, walk) }
        }
        frame.sets[slot].evaluated.insert(all: frame.partCount)
    }

    /// Walks over the parts once more, to note those that are refused.
    private mutating func noteRest(_ slot: Int, _ frame: RuleFrame, _ walk: RuleWalk) {
        beginWalk()
        let (end, depth) = (position, depthLeft)
        let (sets, number) = (frame.sets[slot], frame.rule(slot))
        position = frame.start
        var part = 0
        func isRefused(_ part: Int) -> Bool { sets.refused.contains(part) && !sets.evaluated.contains(part) }
        if byte == UInt8(ascii: "{"), let rule = walk.rules.rules[number].unevaluatedProperties {
            var members = openObject()
            while nextName(&members) != nil {
                notePart(isRefused(part), rule, walk, .unevaluatedProperties)
                part += 1
            }
        } else if byte == UInt8(ascii: "["), let rule = walk.rules.rules[number].unevaluatedItems {
            var array = openArray()
            while nextItem(&array) {
                notePart(isRefused(part), rule, walk, .unevaluatedItems)
                part += 1
            }
        }
        guard failure == nil else { return }
        countWalk(from: frame.start)
        position = end
        depthLeft = depth
    }

    private mutating func notePart(_ isRefused: Bool, _ rule: Int, _ walk: RuleWalk, _ keyword: RuleKeyword) {
        guard isRefused else { return skipValue() }
        walk.giveBack(evaluate(walk.plan(for: [RuleRequest(rule: rule, isAsserted: true, keyword: keyword)]), walk))
    }
}

extension SchemaRules {
    /// What a value must not be, where `not` says it in a way that has few words.
    fileprivate func exclusion(of number: Int) -> String {
        guard let inner = rules[number].not else { return "is not allowed" }
        let rule = rules[inner]
        if let choices = rule.choices.first {
            return choices.values.count == 1 ? "must not be \(choices.shown)" : "must not be one of: \(choices.shown)"
        }
        if rule.onlyRequires {
            return "must not have \(listed(rule.required, "and"))\(rule.required.count > 1 ? " together" : "")"
        }
        if let pattern = rule.patterns.first { return "must not match the pattern \(pattern.source)" }
        if let types = rule.types, !rule.looksAtText, !rule.looksAtMembers, !rule.looksAtItems, rule.bounds.isEmpty {
            return "must not be \(types.noun)"
        }
        return "must not be what the contract excludes here"
    }

    /// Whether values of the kind may keep the rule, as far as its types tell.
    fileprivate func takes(_ kind: JSONKind?, _ number: Int) -> Bool {
        guard let kind, !rules[number].isNever else { return false }
        if let types = types(of: number, depth: 8) {
            switch kind {
            case .null: return types.contains(.null)
            case .boolean: return types.contains(.boolean)
            case .number: return types.contains(.number) || types.contains(.integer)
            case .string: return types.contains(.string)
            case .array: return types.contains(.array)
            case .object: return types.contains(.object)
            }
        }
        return true
    }

    private func types(of number: Int, depth: Int) -> JSONTypes? {
        if let types = rules[number].types { return types }
        guard depth > 0 else { return nil }
        for inner in rules[number].allOf {
            if let types = types(of: inner, depth: depth - 1) { return types }
        }
        return nil
    }

    /// The types of the alternatives, with their articles; empty where one of them names none.
    fileprivate func nouns(of alternatives: [Int]) -> String {
        var all = JSONTypes()
        for number in alternatives {
            guard let types = types(of: number, depth: 8) else { return "" }
            all.formUnion(types)
        }
        return all.noun
    }
}
