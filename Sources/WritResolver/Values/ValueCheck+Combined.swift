// What schemas say by other schemas for the same value, and of what none of these has looked at.

internal import WritSpec

extension ValueCheck {
    func combinedViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        for part in schema.schema.allOf {
            if let found = violation(value, part, depth: depth + 1) { return found }
        }
        for keyword in SchemaKeyword.alternatives.reversed() {
            if let found = alternativeViolation(value, schema, keyword, depth) { return found }
        }
        if let excluded = schema[.not], isValid(value, excluded, depth: depth) == true {
            return Violation("it is valid by what `not` excludes", value)
        }
        for (name, dependent) in schema[.dependentSchemas]?.entries ?? [] where value[named: name] != nil {
            if let found = violation(value, dependent, depth: depth + 1) { return found }
        }
        guard let condition = schema[.if], let holds = isValid(value, condition, depth: depth) else { return nil }
        return schema[holds ? .then : .else].flatMap { violation(value, $0, depth: depth + 1) }
    }

    private func alternativeViolation(_ value: Place, _ schema: Place, _ keyword: Keyword, _ depth: Int) -> Violation? {
        guard let alternatives = schema[keyword]?.items, !alternatives.isEmpty else { return nil }
        let verdicts = alternatives.map { isValid(value, $0, depth: depth) }
        if verdicts.allSatisfy({ $0 == false }) { return Violation("it is valid by none of `\(keyword)`", value) }
        // A discriminator tells which of several is meant; one that is listed twice counts once.
        guard keyword == .oneOf, schema[.discriminator] == nil, !value.node.isNull else { return nil }
        let valid = zip(alternatives, verdicts).filter { $0.1 == true }.map { resolution.follow($0.0, as: .schema) ?? $0.0 }
        return Set(valid.map(\.pointer)).count > 1 ? Violation("it is valid by several of `oneOf`", value) : nil
    }

    // MARK: What is left over

    func unevaluatedViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        if let rest = schema[.unevaluatedProperties], value.node.mapping != nil {
            var seen = Evaluated()
            note(value, schema, &seen, depth, isOutermost: true)
            for (name, member) in value.entries where !seen.hasAll && !seen.names.contains(name) {
                if rest.node.boolean == false { return Violation("`\(name)` is not allowed", member) }
                if let found = violation(member, rest, depth: depth + 1) { return found.within("`\(name)`") }
            }
        }
        if let rest = schema[.unevaluatedItems], value.node.sequence != nil {
            var seen = Evaluated()
            note(value, schema, &seen, depth, isOutermost: true)
            for (index, item) in value.items.enumerated()
            where !seen.hasAll && index >= seen.count && !seen.indices.contains(index) {
                if let found = violation(item, rest, depth: depth + 1) { return found.within("item \(index)") }
            }
        }
        return nil
    }

    /// The parts of a value that schemas for it have looked at.
    private struct Evaluated {
        var names: Set<String> = []
        var indices: Set<Int> = []
        /// How many items from the first on.
        var count = 0
        var hasAll = false
    }

    /// Adds what the schema looks at, and those that hold for the same value. Where it is in doubt whether one holds, all is.
    private func note(_ value: Place, _ schema: Place, _ seen: inout Evaluated, _ depth: Int, isOutermost: Bool = false) {
        guard depth < 32, schema.node.mapping != nil, resolution.spendOnValues(Self.stepsOfLook, at: schema) else { return }
        let reading = schema.schema
        if value.node.mapping != nil {
            seen.names.formUnion(reading.properties.map(\.key))
            for (pattern, _) in reading.patternProperties {
                for (name, _) in value.entries where resolution.matches(name, pattern: pattern) != false {
                    seen.names.insert(name)
                }
            }
            if schema[.additionalProperties] != nil || !isOutermost && schema[.unevaluatedProperties] != nil {
                seen.hasAll = true
            }
        } else {
            seen.count = max(seen.count, reading.firstItems.count)
            if let contained = schema[.contains] {
                for (index, item) in value.items.enumerated() where isValid(item, contained, depth: depth) != false {
                    seen.indices.insert(index)
                }
            }
            if reading.otherItems != nil || !isOutermost && schema[.unevaluatedItems] != nil { seen.hasAll = true }
        }
        for part in partsInPlace(of: value, schema, depth) { note(value, part, &seen, depth + 1) }
    }

    private func partsInPlace(of value: Place, _ schema: Place, _ depth: Int) -> [Place] {
        var parts = schema.schema.allOf
        if schema[.ref] != nil, let target = resolution.follow(schema, as: .schema), target.pointer != schema.pointer {
            parts.append(target)
        }
        parts += SchemaKeyword.alternatives.flatMap { schema[$0]?.items ?? [] }
            .filter { isValid(value, $0, depth: depth) != false }
        parts += (schema[.dependentSchemas]?.entries ?? []).filter { value[named: $0.key] != nil }.map(\.place)
        guard let condition = schema[.if] else { return parts }
        let holds = isValid(value, condition, depth: depth)
        if holds != false { parts += [condition] + [schema[.then]].compactMap { $0 } }
        if holds != true { parts += [schema[.else]].compactMap { $0 } }
        return parts
    }
}
