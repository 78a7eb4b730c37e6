// Checks items and properties against the rules that hold for their array or object: all of them in one walk.

/// What is asked of the parts of a value that stand at the position.
private struct PartRequests {
    enum Role {
        /// The part must keep the rule.
        case must
        /// It is counted where it does.
        case contains
        /// It must keep it, unless another rule has looked at it.
        case rest
    }

    private(set) var requests: [RuleRequest] = []
    private(set) var demands: [(slot: Int, request: Int, role: Role)] = []
    private var slots = RuleSlots()

    mutating func ask(_ rule: Int, _ slot: Int, _ entry: RuleFrame.Entry, _ keyword: StaticString, _ role: Role = .must) {
        let isAsserted = role == .must && entry.isAsserted
        if let known = slots[rule] {
            if isAsserted { requests[known].isAsserted = true }
            demands.append((slot, known, role))
        } else {
            slots.append(rule)
            demands.append((slot, requests.count, role))
            requests.append(RuleRequest(rule: rule, isAsserted: isAsserted, keyword: keyword))
        }
    }
}

extension JSONReader {
    private func apply(_ asked: PartRequests, _ verdicts: [Bool], part: Int, _ frame: inout RuleFrame) {
        for (slot, request, role) in asked.demands {
            switch (role, verdicts[request]) {
            case (.must, false): frame.entries[slot].isValid = false
            case (.contains, true):
                frame.entries[slot].containedCount += 1
                if frame.entries[slot].isTracked { frame.entries[slot].evaluated.insert(part) }
            case (.rest, false): frame.entries[slot].refused.insert(part)
            default: break
            }
        }
    }

    // MARK: Items

    mutating func checkItems(_ frame: inout RuleFrame, _ rules: SchemaRules) {
        let looking = frame.entries.indices.filter { rules.rules[frame.entries[$0].rule].looksAtItems }
        guard !looking.isEmpty else { return skipValue() }
        var array = openArray()
        while nextItem(&array) {
            var asked = PartRequests()
            for slot in looking { askOfItem(array.index, slot, &frame, rules, &asked) }
            let verdicts = evaluate(asked.requests, rules)
            if failure != nil { return }
            apply(asked, verdicts, part: array.index, &frame)
        }
        guard failure == nil else { return }
        frame.partCount = array.itemCount
        for slot in looking { checkCounts(ofItems: array, slot, &frame, rules) }
    }

    private func askOfItem(
        _ index: Int, _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules, _ asked: inout PartRequests
    ) {
        let number = frame.entries[slot].rule
        let prefixCount = rules.rules[number].prefixItems.count
        var inner: Int?
        if index < prefixCount {
            inner = rules.rules[number].prefixItems[index]
        } else {
            inner = rules.rules[number].items
        }
        if let inner {
            asked.ask(inner, slot, frame.entries[slot], "items")
            if frame.entries[slot].isTracked { frame.entries[slot].evaluated.insert(index) }
        }
        if let inner = rules.rules[number].contains { asked.ask(inner, slot, frame.entries[slot], "contains", .contains) }
        if let inner = rules.rules[number].unevaluatedItems {
            asked.ask(inner, slot, frame.entries[slot], "unevaluatedItems", .rest)
        }
    }

    private mutating func checkCounts(
        ofItems array: JSONArrayCursor, _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules
    ) {
        let number = frame.entries[slot].rule
        if let least = rules.rules[number].minItems, array.itemCount < least {
            breakRule(slot, &frame, "minItems", Bounds.minItems(least))
        }
        if let most = rules.rules[number].maxItems, array.itemCount > most {
            breakRule(slot, &frame, "maxItems", Bounds.maxItems(most))
        }
        if rules.rules[number].hasUniqueItems, let (first, second) = equalItems(of: array) {
            breakRule(slot, &frame, "uniqueItems", Bounds.uniqueItems(first, second))
        }
        guard rules.rules[number].contains != nil else { return }
        let (count, least) = (frame.entries[slot].containedCount, rules.rules[number].minContains)
        if count < least {
            let keyword: StaticString = least == 1 ? "contains" : "minContains"
            breakRule(
                slot, &frame, keyword,
                "must have at least \(least == 1 ? "one item" : "\(least) items") of the kind that the contract asks for")
        }
        if let most = rules.rules[number].maxContains, count > most {
            breakRule(
                slot, &frame, "maxContains",
                "must have at most \(most == 1 ? "one item" : "\(most) items") of the kind that the contract limits")
        }
    }

    // MARK: Properties

    mutating func checkMembers(_ frame: inout RuleFrame, _ rules: SchemaRules) {
        let looking = frame.entries.indices.filter { rules.rules[frame.entries[$0].rule].looksAtMembers }
        guard !looking.isEmpty else { return skipValue() }
        let asksForNames = looking.contains { slot in
            let number = frame.entries[slot].rule
            return !rules.rules[number].required.isEmpty || !rules.rules[number].dependentRequired.isEmpty
                || !rules.rules[number].dependentSchemas.isEmpty
        }
        var names: Set<MemberName> = []
        var members = openObject()
        while let range = nextName(&members) {
            let name = unescaped(range)
            let key = MemberName(name)
            if asksForNames { names.insert(key) }
            let part = members.memberCount - 1
            var asked = PartRequests()
            for slot in looking { askOfMember(name, key, part, slot, &frame, rules, &asked) }
            checkName(range, looking, &frame, rules)
            let verdicts = evaluate(asked.requests, rules)
            if failure != nil { return }
            apply(asked, verdicts, part: part, &frame)
        }
        guard failure == nil else { return }
        frame.partCount = members.memberCount
        for slot in looking { checkNames(names, slot, &frame, rules) }
    }

    private func askOfMember(
        _ name: String, _ key: MemberName, _ part: Int, _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules,
        _ asked: inout PartRequests
    ) {
        let number = frame.entries[slot].rule
        let entry = frame.entries[slot]
        var isKnown = false
        if let inner = rules.rules[number].properties[key] {
            asked.ask(inner, slot, entry, "properties")
            isKnown = true
        }
        for (pattern, inner) in rules.rules[number].patternProperties where pattern.matches(name) {
            asked.ask(inner, slot, entry, "patternProperties")
            isKnown = true
        }
        if !isKnown, let inner = rules.rules[number].additionalProperties {
            asked.ask(inner, slot, entry, "additionalProperties")
            isKnown = true
        }
        if isKnown, entry.isTracked { frame.entries[slot].evaluated.insert(part) }
        if let inner = rules.rules[number].unevaluatedProperties {
            asked.ask(inner, slot, entry, "unevaluatedProperties", .rest)
        }
    }

    /// Checks a property's name, whose value is next, as the string that it is.
    private mutating func checkName(
        _ range: JSONStringRange, _ looking: [Int], _ frame: inout RuleFrame, _ rules: SchemaRules
    ) {
        var asked = PartRequests()
        for slot in looking {
            guard let inner = rules.rules[frame.entries[slot].rule].propertyNames else { continue }
            asked.ask(inner, slot, frame.entries[slot], "propertyNames")
        }
        guard !asked.requests.isEmpty else { return }
        skipWhitespace()
        let (valueAt, found) = (position, findingCount)
        position = range.start - 1
        let verdicts = evaluate(asked.requests, rules)
        guard failure == nil else { return }
        position = valueAt
        apply(asked, verdicts, part: 0, &frame)
        guard findingCount > found else { return }
        // What was noted of the name is said of the property.
        let reasons = findings[found...].map(\.message)
        forgetFindings(from: found)
        note("propertyNames", "has a name that \(reasons.joined(separator: " and "))", at: valueAt)
    }

    private mutating func checkNames(_ names: Set<MemberName>, _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules) {
        let number = frame.entries[slot].rule
        for name in rules.rules[number].required where !names.contains(MemberName(name)) {
            breakRule(slot, &frame, "required", "is required", property: name)
        }
        for (name, others) in rules.rules[number].dependentRequired where names.contains(MemberName(name)) {
            for other in others where !names.contains(MemberName(other)) {
                breakRule(slot, &frame, "dependentRequired", "is required together with \(name)", property: other)
            }
        }
        if let least = rules.rules[number].minProperties, frame.partCount < least {
            breakRule(slot, &frame, "minProperties", Bounds.minProperties(least))
        }
        if let most = rules.rules[number].maxProperties, frame.partCount > most {
            breakRule(slot, &frame, "maxProperties", Bounds.maxProperties(most))
        }
        // Which of the dependent schemas apply is known now: the others are as good as kept.
        let first = frame.entries[slot].firstLink + rules.rules[number].leadingCount
        for (offset, dependent) in rules.rules[number].dependentSchemas.enumerated()
        where names.contains(MemberName(dependent.name)) {
            frame.applied.append((slot, frame.links[first + offset]))
        }
    }
}

extension SchemaRule {
    /// Of the rules in place, those before the ones of `dependentSchemas`.
    var leadingCount: Int { allOf.count + anyOf.count + oneOf.count }
}
