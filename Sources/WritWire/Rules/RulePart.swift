// What is asked of the items and properties of a value.

/// The plan of a part, and what its verdicts mean for the rules around it.
final class RulePart {
    enum Role {
        /// The part must keep the rule.
        case must
        /// It is counted where it does.
        case contains
        /// It must keep it, unless another rule has looked at it.
        case rest
    }

    struct Demand {
        /// The entry around it.
        let slot: Int
        /// The request of the part's plan.
        let request: Int
        let role: Role
    }

    /// The part's plan among those of the walk; nil where nothing is asked.
    let number: Int?
    /// The plan, where there are too many to be kept.
    let passing: RulePlan?
    let demands: [Demand]
    /// The entries that have looked at the part, among those that are tracked.
    let lookingSlots: [Int]
    /// The names that entries have to know of: the entry, and the name's place in `SchemaRule.watchedNames`.
    let watched: [(slot: Int, name: Int)]

    fileprivate init(_ asked: PartRequests, _ walk: RuleWalk) {
        (number, passing) = asked.requests.isEmpty ? (nil, nil) : walk.place(of: asked.requests)
        (demands, lookingSlots, watched) = (asked.demands, asked.lookingSlots, asked.watched)
    }
}

/// Collects what is asked of a part.
private struct PartRequests {
    private(set) var requests: [RuleRequest] = []
    private(set) var demands: [RulePart.Demand] = []
    var lookingSlots: [Int] = []
    var watched: [(slot: Int, name: Int)] = []
    private var slots = RuleSlots()

    mutating func ask(
        _ rule: Int, _ slot: Int, _ entry: RulePlan.Entry, _ keyword: RuleKeyword, _ role: RulePart.Role = .must
    ) {
        let isAsserted = role == .must && entry.isAsserted
        if let known = slots[rule] {
            if isAsserted { requests[known].isAsserted = true }
            demands.append(RulePart.Demand(slot: slot, request: known, role: role))
        } else {
            slots.append(rule)
            demands.append(RulePart.Demand(slot: slot, request: requests.count, role: role))
            requests.append(RuleRequest(rule: rule, isAsserted: isAsserted, keyword: keyword))
        }
    }
}

extension RuleWalk {
    /// What is asked of an item.
    func part(ofItem index: Int, _ plan: RulePlan) -> RulePart {
        let place = min(index, plan.itemParts.count - 1)
        if let known = plan.itemParts[place] { return known }
        var asked = PartRequests()
        for slot in plan.itemSlots {
            let entry = plan.entries[slot]
            let prefixCount = rules.rules[entry.rule].prefixItems.count
            let inner = place < prefixCount ? rules.rules[entry.rule].prefixItems[place] : rules.rules[entry.rule].items
            if let inner {
                asked.ask(inner, slot, entry, .items)
                if entry.isTracked { asked.lookingSlots.append(slot) }
            }
            if let inner = rules.rules[entry.rule].contains { asked.ask(inner, slot, entry, .contains, .contains) }
            if let inner = rules.rules[entry.rule].unevaluatedItems { asked.ask(inner, slot, entry, .unevaluatedItems, .rest) }
        }
        let part = RulePart(asked, self)
        plan.itemParts[place] = part
        return part
    }

    /// What is asked of a property.
    ///
    /// - Parameter text: its name, which is made for patterns alone.
    func part(of key: MemberName, _ plan: RulePlan, _ text: () -> String) -> RulePart {
        if plan.hasPatterns { return part(of: key, text(), plan) }
        if let known = plan.memberParts[key] { return known }
        let isListed = plan.memberSlots.contains { slot in
            let rule = plan.entries[slot].rule
            return rules.rules[rule].properties[key] != nil || rules.rules[rule].watchedNames[key] != nil
        }
        // Names of the contract only are kept, and these are not many.
        guard isListed else {
            if let known = plan.otherPart { return known }
            let part = makePart(of: key, [], plan)
            plan.otherPart = part
            return part
        }
        let part = makePart(of: key, [], plan)
        plan.memberParts[key] = part
        return part
    }

    /// The same where patterns have a say: by which of them match.
    private func part(of key: MemberName, _ name: String, _ plan: RulePlan) -> RulePart {
        var matched: [Int] = []
        var number = 0
        var isListed = false
        for slot in plan.memberSlots {
            let rule = plan.entries[slot].rule
            for place in rules.rules[rule].patternProperties.indices {
                if rules.rules[rule].patternProperties[place].pattern.matches(name) { matched.append(number) }
                number += 1
            }
            if rules.rules[rule].properties[key] != nil || rules.rules[rule].watchedNames[key] != nil { isListed = true }
        }
        if !isListed, let known = plan.patternParts[matched] { return known }
        let part = makePart(of: key, matched, plan)
        if !isListed, plan.patternParts.count < Self.plansMax { plan.patternParts[matched] = part }
        return part
    }

    /// - Parameter matched: the patterns that match, of all patterns of the plan, in order.
    private func makePart(of key: MemberName, _ matched: [Int], _ plan: RulePlan) -> RulePart {
        var asked = PartRequests()
        var left = matched[...]
        var number = 0
        for slot in plan.memberSlots {
            let entry = plan.entries[slot]
            var isKnown = false
            if let inner = rules.rules[entry.rule].properties[key] {
                asked.ask(inner, slot, entry, .properties)
                isKnown = true
            }
            for (_, inner) in rules.rules[entry.rule].patternProperties {
                if left.first == number {
                    left.removeFirst()
                    asked.ask(inner, slot, entry, .patternProperties)
                    isKnown = true
                }
                number += 1
            }
            if !isKnown, let inner = rules.rules[entry.rule].additionalProperties {
                asked.ask(inner, slot, entry, .additionalProperties)
                isKnown = true
            }
            if isKnown, entry.isTracked { asked.lookingSlots.append(slot) }
            if let inner = rules.rules[entry.rule].unevaluatedProperties {
                asked.ask(inner, slot, entry, .unevaluatedProperties, .rest)
            }
            if let name = rules.rules[entry.rule].watchedNames[key] { asked.watched.append((slot, name)) }
        }
        return RulePart(asked, self)
    }

    /// What is asked of all names.
    func partOfNames(_ plan: RulePlan) -> RulePart {
        if let known = plan.namePart { return known }
        var asked = PartRequests()
        for slot in plan.memberSlots {
            let entry = plan.entries[slot]
            if let inner = rules.rules[entry.rule].propertyNames { asked.ask(inner, slot, entry, .propertyNames) }
        }
        let part = RulePart(asked, self)
        plan.namePart = part
        return part
    }
}
