// Puts together what the rules that hold for one value say of it.

extension JSONReader {
    /// Settles whether the value keeps the rule, whose parts have been checked: what it applies in place is settled first.
    mutating func conclude(_ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules) {
        // A rule that leads back to itself adds nothing.
        guard frame.entries[slot].progress == .waiting, failure == nil else { return }
        frame.entries[slot].progress = .running
        let number = frame.entries[slot].rule
        let first = frame.entries[slot].firstLink
        for offset in 0..<rules.rules[number].inPlace.count { conclude(frame.links[first + offset], &frame, rules) }
        var links = frame.links[first...]
        let all = links.prefix(rules.rules[number].allOf.count)
        links = links.dropFirst(all.count)
        let any = links.prefix(rules.rules[number].anyOf.count)
        links = links.dropFirst(any.count)
        let one = links.prefix(rules.rules[number].oneOf.count)
        links = links.dropFirst(one.count + rules.rules[number].dependentSchemas.count)
        var applied = Array(all + any + one)
        if !all.allSatisfy({ frame.entries[$0].isValid }) { frame.entries[slot].isValid = false }
        concludeAlternatives(slot, Array(any), Array(one), &frame, rules)
        for (owner, inner) in frame.applied where owner == slot {
            require(inner, slot, &frame, rules, "dependentSchemas")
            applied.append(inner)
        }
        if rules.rules[number].not != nil, let inner = links.popFirst(), frame.entries[inner].isValid {
            breakRule(slot, &frame, "not", rules.exclusion(of: number))
        }
        if rules.rules[number].condition != nil, let condition = links.popFirst() {
            let isMet = frame.entries[condition].isValid
            let then = rules.rules[number].consequence != nil ? links.popFirst() : nil
            let otherwise = rules.rules[number].alternative != nil ? links.popFirst() : nil
            if isMet { applied.append(condition) }
            if let inner = isMet ? then : otherwise {
                require(inner, slot, &frame, rules, isMet ? "then" : "else")
                applied.append(inner)
            }
        }
        if frame.entries[slot].isTracked { gather(slot, applied, &frame) }
        concludeRest(slot, &frame, rules)
        frame.entries[slot].progress = .done
    }

    /// What applies to this value after all must hold, and says itself what is wrong.
    private mutating func require(
        _ inner: Int, _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules, _ keyword: StaticString
    ) {
        guard !frame.entries[inner].isValid else { return }
        frame.entries[slot].isValid = false
        guard frame.entries[slot].isAsserted else { return }
        explain(frame.entries[inner].rule, frame, rules, keyword) { "is not allowed here (`\(keyword)`)" }
    }

    /// Walks over the value once more, to note what is wrong by a rule that it is known to break.
    private mutating func explain(
        _ rule: Int, _ frame: RuleFrame, _ rules: SchemaRules, _ keyword: StaticString, _ otherwise: () -> String
    ) {
        let (end, depth, found) = (position, depthLeft, findingCount)
        position = frame.start
        _ = evaluate([RuleRequest(rule: rule, isAsserted: true, keyword: keyword)], rules)
        guard failure == nil else { return }
        position = end
        depthLeft = depth
        if findingCount == found, !findings.contains(where: { $0.offset >= frame.start && $0.offset < end }) {
            note(keyword, otherwise(), at: frame.start)
        }
    }

    // MARK: Alternatives

    private mutating func concludeAlternatives(
        _ slot: Int, _ any: [Int], _ one: [Int], _ frame: inout RuleFrame, _ rules: SchemaRules
    ) {
        if !any.isEmpty, !any.contains(where: { frame.entries[$0].isValid }) {
            refuseAll(any, slot, &frame, rules, "anyOf")
        }
        guard !one.isEmpty else { return }
        let count = one.count { frame.entries[$0].isValid }
        if count == 0 { refuseAll(one, slot, &frame, rules, "oneOf") }
        if count > 1 {
            let valid = one.filter { frame.entries[$0].isValid }.map { rules.rules[frame.entries[$0].rule] }
            let names = valid.allSatisfy(\.onlyRequires) ? valid.map { listed($0.required, "and") } : []
            breakRule(
                slot, &frame, "oneOf",
                names.isEmpty
                    ? "must fit exactly one of \(one.count) alternatives, and fits \(count)"
                    : "must have only one of these: \(names.joined(separator: "; "))")
        }
    }

    /// The only alternative for values of this kind says itself what is wrong.
    private mutating func refuseAll(
        _ links: [Int], _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules, _ keyword: StaticString
    ) {
        frame.entries[slot].isValid = false
        guard frame.entries[slot].isAsserted else { return }
        let alternatives = links.map { frame.entries[$0].rule }
        let required = alternatives.map { rules.rules[$0] }
        if required.allSatisfy(\.onlyRequires) {
            let names = required.map { listed($0.required, "and") }
            return note(keyword, "must have one of these: \(names.joined(separator: "; "))", at: frame.start)
        }
        let end = position
        // The reader of the alternative that was chosen has said already what is wrong in it.
        if findings.contains(where: { $0.offset >= frame.start && $0.offset < end }) { return }
        position = frame.start
        let kind = kindHere()
        position = end
        let fitting = alternatives.filter { rules.takes(kind, $0) }
        let words = "must fit \(keyword == "oneOf" ? "one" : "at least one") of \(links.count) alternatives"
        if fitting.count == 1 {
            explain(fitting[0], frame, rules, keyword) { words }
        } else {
            let nouns = rules.nouns(of: alternatives)
            let isOfNone = fitting.isEmpty && !nouns.isEmpty
            note(keyword, isOfNone ? "must be \(nouns)" : words, at: frame.start)
        }
    }

    // MARK: What is left

    private func gather(_ slot: Int, _ applied: [Int], _ frame: inout RuleFrame) {
        for inner in applied where frame.entries[inner].isValid && inner != slot {
            frame.entries[slot].evaluated.formUnion(frame.entries[inner].evaluated)
        }
    }

    private mutating func concludeRest(_ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules) {
        let number = frame.entries[slot].rule
        let properties = rules.rules[number].unevaluatedProperties
        let items = rules.rules[number].unevaluatedItems
        guard properties != nil || items != nil else { return }
        if frame.entries[slot].refused.first(notIn: frame.entries[slot].evaluated) != nil {
            frame.entries[slot].isValid = false
            if frame.entries[slot].isAsserted { noteRest(slot, frame, rules) }
        }
        frame.entries[slot].evaluated.insert(all: frame.partCount)
    }

    /// Walks over the parts once more, to note those that are refused.
    private mutating func noteRest(_ slot: Int, _ frame: RuleFrame, _ rules: SchemaRules) {
        let (end, depth) = (position, depthLeft)
        let entry = frame.entries[slot]
        position = frame.start
        var part = 0
        func isRefused(_ part: Int) -> Bool { entry.refused.contains(part) && !entry.evaluated.contains(part) }
        if byte == UInt8(ascii: "{"), let rule = rules.rules[entry.rule].unevaluatedProperties {
            var members = openObject()
            while nextName(&members) != nil {
                notePart(isRefused(part), rule, rules, "unevaluatedProperties")
                part += 1
            }
        } else if byte == UInt8(ascii: "["), let rule = rules.rules[entry.rule].unevaluatedItems {
            var array = openArray()
            while nextItem(&array) {
                notePart(isRefused(part), rule, rules, "unevaluatedItems")
                part += 1
            }
        }
        guard failure == nil else { return }
        position = end
        depthLeft = depth
    }

    private mutating func notePart(_ isRefused: Bool, _ rule: Int, _ rules: SchemaRules, _ keyword: StaticString) {
        guard isRefused else { return skipValue() }
        _ = evaluate([RuleRequest(rule: rule, isAsserted: true, keyword: keyword)], rules)
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

extension StaticString {
    fileprivate static func == (left: StaticString, right: StaticString) -> Bool { "\(left)" == "\(right)" }
}
