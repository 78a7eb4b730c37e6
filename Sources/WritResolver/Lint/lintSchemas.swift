// Rules of schemas: values that stand in them against what they say, and discriminators.

internal import WritSpec

extension Resolution {
    func lintSchema(_ place: Place) {
        let checker = ValueCheck(self)
        for value in place["enum"]?.items ?? [] {
            guard !hasSaid("enumeration-type", at: value),
                let reason = checker.violation(of: value, by: place, leaving: ["enum"])
            else { continue }
            error(
                "wrong-enum", "the listed value is not valid by its schema: \(reason)", at: value,
                hint: "correct it, or the schema")
        }
        if let value = place["default"], !hasSaid("wrong-default", at: value),
            let reason = checker.violation(of: value, by: place)
        {
            error(
                "wrong-default", "the default is not valid by its schema: \(reason)", at: value, hint: "correct it, or the schema"
            )
        }
        for value in [place["example"]].compactMap({ $0 }) + (place["examples"]?.items ?? []) {
            warnExample(value, checker.violation(of: value, by: place))
        }
        lintDiscriminator(place)
        lintKeywords(place)
    }

    /// `example` and `examples` beside a schema.
    func lintExamples(of place: Place, schema: Place?) {
        guard let schema else { return }
        let checker = ValueCheck(self)
        if let value = place["example"] { warnExample(value, checker.violation(of: value, by: schema)) }
        for (_, written) in place["examples"]?.entries ?? [] {
            guard let example = follow(written, as: .example), let value = example["dataValue"] ?? example["value"] else {
                continue
            }
            warnExample(value, checker.violation(of: value, by: schema))
        }
    }

    private func warnExample(_ value: Place, _ reason: String?) {
        guard let reason else { return }
        warn("wrong-example", "the example is not valid by its schema: \(reason)", at: value, hint: "correct it, or the schema")
    }

    /// The property that tells alternatives apart is one of each of them: else no answer of ours has it.
    private func lintProperty(_ name: String, of members: [Place], _ discriminator: Place) {
        for member in members {
            var seen: Set<String> = []
            guard let target = follow(member, as: .schema), !target.entries.isEmpty, !describes(target, name, &seen) else {
                continue
            }
            warn(
                "missing-property", "the alternative `\(target.name)` does not describe the discriminator `\(name)`", at: member,
                hint: "add it to the alternative's `properties`, and to `required`")
        }
    }

    private func describes(_ schema: Place, _ name: String, _ seen: inout Set<String>, depth: Int = 0) -> Bool {
        // What lies deeper than that, nobody tells.
        guard depth < 20, spendOnValues(WorkBudget.Cost.place, at: schema) else { return true }
        guard seen.insert(schema.pointer).inserted else { return false }
        if schema["properties"]?[name] != nil { return true }
        let parts = ["allOf", "oneOf", "anyOf"].flatMap { schema[$0]?.items ?? [] }
        let references = schema["$ref"] == nil ? [] : [schema]
        return (parts + references).contains { part in
            guard let target = follow(part, as: .schema) else { return true }
            return target.pointer != schema.pointer && describes(target, name, &seen, depth: depth + 1)
        }
    }

    private func lintDiscriminator(_ place: Place) {
        guard let discriminator = place["discriminator"] else { return }
        let members = (place["oneOf"]?.items ?? []) + (place["anyOf"]?.items ?? [])
        if let name = discriminator["propertyName"]?.node.string { lintProperty(name, of: members, discriminator) }
        let targets = Set(members.compactMap { member in member["$ref"].flatMap { target(of: $0)?.pointer } })
        for (value, mapped) in discriminator["mapping"]?.entries ?? [] {
            guard let text = mapped.node.string else { continue }
            let named = root["components"]?["schemas"]?[text]
            let isReference = text.contains("#") || text.contains("/") || text.contains(".")
            guard let target = named ?? (isReference ? self.target(of: text, at: mapped) : nil) else {
                if !isReference, !hasSaid("missing-reference", at: mapped) {
                    error("missing-reference", "there is no schema \(VisibleText.quoted(text))", at: mapped)
                }
                continue
            }
            guard !targets.isEmpty, !targets.contains(target.pointer) else { continue }
            warn(
                "unreachable-mapping", "\(VisibleText.quoted(value)) is mapped to a schema that is not among the alternatives",
                at: mapped, hint: "add it to `oneOf` or `anyOf`, or remove the mapping")
        }
    }
}
