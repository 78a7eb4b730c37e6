// Checks items and properties against the rules that hold for their array or object: all of them in one walk.

extension JSONReader {
    /// Evaluates the part that stands next, and settles what that means for the value around it.
    private mutating func check(_ part: RulePart, _ index: Int, _ frame: inout RuleFrame, _ walk: RuleWalk) {
        for slot in part.lookingSlots { frame.sets[slot].evaluated.insert(index) }
        guard let plan = walk.plan(part) else { return skipValue() }
        let inner = evaluate(plan, walk)
        guard failure == nil else { return }
        for demand in part.demands {
            switch (demand.role, inner.states[demand.request].isValid) {
            case (.must, false): frame.states[demand.slot].isValid = false
            case (.contains, true):
                frame.states[demand.slot].containedCount += 1
                if frame.plan.entries[demand.slot].isTracked { frame.sets[demand.slot].evaluated.insert(index) }
            case (.rest, false): frame.sets[demand.slot].refused.insert(index)
            default: break
            }
        }
        walk.giveBack(inner)
    }

    // MARK: Items

    mutating func checkItems(_ frame: inout RuleFrame, _ walk: RuleWalk) {
        let looking = frame.plan.itemSlots
        guard !looking.isEmpty else { return skipValue() }
        var array = openArray()
        while nextItem(&array) {
            check(walk.part(ofItem: array.index, frame.plan), array.index, &frame, walk)
            if failure != nil { return }
        }
        guard failure == nil else { return }
        frame.partCount = array.itemCount
        for slot in looking { checkCounts(ofItems: array, slot, &frame, walk.rules) }
    }

    private mutating func checkCounts(
        ofItems array: JSONArrayCursor, _ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules
    ) {
        let number = frame.rule(slot)
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
        let (count, least) = (frame.states[slot].containedCount, rules.rules[number].minContains)
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

    mutating func checkMembers(_ frame: inout RuleFrame, _ walk: RuleWalk) {
        let looking = frame.plan.memberSlots
        guard !looking.isEmpty else { return skipValue() }
        let nameRules = walk.partOfNames(frame.plan)
        var members = openObject()
        while let range = nextName(&members) {
            let part = walk.part(of: memberName(range), frame.plan) { unescaped(range) }
            for (slot, name) in part.watched { frame.see(name, slot) }
            if let plan = walk.plan(nameRules) { checkName(range, plan, nameRules, &frame, walk) }
            check(part, members.memberCount - 1, &frame, walk)
            if failure != nil { return }
        }
        guard failure == nil else { return }
        frame.partCount = members.memberCount
        for slot in looking { checkNames(slot, &frame, walk.rules) }
    }

    private func memberName(_ range: JSONStringRange) -> MemberName {
        if range.hasEscapes { return MemberName(unescaped(range)) }
        // The scanned range lies inside the text.
        return unsafe MemberName(UnsafeBufferPointer(start: base + range.start, count: range.end - range.start))
    }

    /// Checks a property's name, whose value is next, as the string that it is.
    private mutating func checkName(
        _ range: JSONStringRange, _ plan: RulePlan, _ part: RulePart, _ frame: inout RuleFrame, _ walk: RuleWalk
    ) {
        skipWhitespace()
        let (valueAt, found) = (position, findingCount)
        position = range.start - 1
        let inner = evaluate(plan, walk)
        guard failure == nil else { return }
        position = valueAt
        for demand in part.demands where !inner.states[demand.request].isValid { frame.states[demand.slot].isValid = false }
        walk.giveBack(inner)
        guard findingCount > found else { return }
        // What was noted of the name is said of the property.
        let reasons = findings[found...].map(\.message)
        forgetFindings(from: found)
        note("propertyNames", "has a name that \(reasons.joined(separator: " and "))", at: valueAt)
    }

    private mutating func checkNames(_ slot: Int, _ frame: inout RuleFrame, _ rules: SchemaRules) {
        let number = frame.rule(slot)
        for (place, name) in rules.rules[number].watchedRequired.enumerated() where !frame.hasSeen(name, slot) {
            breakRule(slot, &frame, "required", "is required", property: rules.rules[number].required[place])
        }
        for (place, watched) in rules.rules[number].watchedDependents.enumerated() where frame.hasSeen(watched.name, slot) {
            let dependent = rules.rules[number].dependentRequired[place]
            for (other, name) in watched.others.enumerated() where !frame.hasSeen(name, slot) {
                breakRule(
                    slot, &frame, "dependentRequired", "is required together with \(dependent.name)",
                    property: dependent.others[other])
            }
        }
        if let least = rules.rules[number].minProperties, frame.partCount < least {
            breakRule(slot, &frame, "minProperties", Bounds.minProperties(least))
        }
        if let most = rules.rules[number].maxProperties, frame.partCount > most {
            breakRule(slot, &frame, "maxProperties", Bounds.maxProperties(most))
        }
        // Which of the dependent schemas apply is known now: the others are as good as kept.
        let first = frame.plan.entries[slot].firstLink + rules.rules[number].leadingCount
        for (offset, name) in rules.rules[number].watchedSchemas.enumerated() where frame.hasSeen(name, slot) {
            frame.applied.append((slot, frame.plan.links[first + offset]))
        }
    }
}

extension SchemaRule {
    /// Of the rules in place, those before the ones of `dependentSchemas`.
    var leadingCount: Int { allOf.count + anyOf.count + oneOf.count }
}
