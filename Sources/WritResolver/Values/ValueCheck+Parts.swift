// What schemas say of the items of an array and of the properties of an object.

internal import WritSpec

extension ValueCheck {
    private static let comparedItemsMax = 200
    private static let items = Counts(
        least: .minItems, most: .maxItems, tooFew: "it has fewer items than `minItems`",
        tooMany: "it has more items than `maxItems`")
    private static let properties = Counts(
        least: .minProperties, most: .maxProperties, tooFew: "it has too few properties",
        tooMany: "it has too many properties")

    func itemViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        let items = value.node.sequence ?? []
        if let reason = countViolation(items.count, schema, Self.items) { return Violation(reason, value) }
        if schema.schema.hasUniqueItems {
            if items.count <= Self.comparedItemsMax, resolution.spendOnValues(items.count * items.count, at: schema) {
                let second = items.indices.first { index in items[..<index].contains { isEqual($0, items[index]) } }
                if let second { return Violation("it has equal items", value.items[second]) }
            } else {
                doubt()
            }
        }
        let first = schema.schema.firstItems
        let others = schema.schema.otherItems
        for (index, item) in value.items.enumerated() {
            guard let itemSchema = index < first.count ? first[index] : others else { continue }
            if let found = violation(item, itemSchema, depth: depth + 1) { return found.within("item \(index)") }
        }
        return containedViolation(value, schema, depth)
    }

    private func containedViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        guard let contained = schema[.contains] else { return nil }
        let verdicts = value.items.map { isValid($0, contained, depth: depth) }
        let (sure, possible) = (verdicts.count { $0 == true }, verdicts.count { $0 != false })
        if possible < schema.schema.count(.minContains) ?? 1 {
            return Violation("it has too few items that `contains` asks for", value)
        }
        if let most = schema.schema.count(.maxContains), sure > most {
            return Violation("it has more items than `maxContains` of those that `contains` asks for", value)
        }
        return nil
    }

    func propertyViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        let members = value.entries
        if let reason = countViolation(members.count, schema, Self.properties) { return Violation(reason, value) }
        for name in schema.schema.required where value[named: name] == nil {
            // One direction has it and the other not: a value may be of either.
            if let property = schema.schema.property(name), resolution.propertyDirection([property]) != nil {
                doubt()
                continue
            }
            return Violation("it has no `\(name)`, which is required", value)
        }
        for (name, needed) in schema[.dependentRequired]?.entries ?? [] where value[named: name] != nil {
            let missing = needed.items.compactMap(\.node.string).first { value[named: $0] == nil }
            if let missing { return Violation("it has no `\(missing)`, which `\(name)` asks for", value) }
        }
        for (name, member) in members {
            if let found = violation(ofMember: name, member, schema, depth) { return found }
        }
        return nil
    }

    private func violation(ofMember name: String, _ member: Place, _ schema: Place, _ depth: Int) -> Violation? {
        if let names = schema[.propertyNames],
            let found = violation(member.holding(.string(name)), names, depth: depth + 1)
        {
            return Violation("the name `\(name)` is not valid by `propertyNames`: \(found.reason)", member)
        }
        let patterns = schema.schema.patternProperties
        guard resolution.spendOnValues(patterns.count * Self.stepsOfLook, at: schema) else {
            doubt()
            return nil
        }
        var isOther = true
        for (pattern, rule) in patterns {
            let isMatch = resolution.matches(name, pattern: pattern)
            if isMatch != false { isOther = false }
            if isMatch == nil { doubt() }
            guard isMatch == true, let found = violation(member, rule, depth: depth + 1) else { continue }
            return found.within("`\(name)`")
        }
        if let property = schema.schema.property(name) {
            return violation(member, property, depth: depth + 1)?.within("`\(name)`")
        }
        guard isOther, let others = schema[.additionalProperties] else { return nil }
        if others.node.boolean == false { return Violation("`\(name)` is not allowed", member) }
        return violation(member, others, depth: depth + 1)?.within("`\(name)`")
    }
}
