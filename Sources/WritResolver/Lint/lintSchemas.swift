// Rules of schemas: values that stand in them against what they say, and discriminators.

internal import WritSpec

extension Resolution {
    func lintSchema(_ place: Place) {
        let checker = ValueCheck(self)
        for value in place.schema.values {
            guard !hasSaid("enumeration-type", at: value), !hasSaid("impossible-value", at: value),
                !hasSaid("enumeration-null", at: value),
                let found = checker.violation(of: value, by: place, leaving: [.enum])
            else { continue }
            warn(
                "wrong-enum", "the listed value is not valid by its schema: \(found.reason)", at: value,
                hint: "correct it, or the schema")
        }
        if let value = place[.default], !hasSaid("wrong-default", at: value),
            let found = checker.violation(of: value, by: place)
        {
            error(
                "wrong-default", "the default is not valid by its schema: \(found.reason)", at: found.place,
                hint: "correct it, or the schema")
        }
        for value in [place[.example]].compactMap({ $0 }) + (place[.examples]?.items ?? []) {
            warnExample(value, checker.violation(of: value, by: place))
        }
        lintFormat(place)
        lintDiscriminator(place)
        lintKeywords(place)
    }

    private func lintFormat(_ place: Place) {
        guard let format = place[.format], let name = format.node.string, place.schema.type == "string",
            options.types.formats[name] == nil
        else { return }
        if SchemaFormat.named(name)?.isOfNumbers == true {
            return warn(
                "no-effect", "`format: \(name)` has no effect on a string: it is one of numbers", at: format,
                hint: name.contains("int") ? "write `type: integer`, or remove it" : "write `type: number`, or remove it")
        }
        guard SchemaFormat.named(name) == nil, let close = meantFormat(name) else { return }
        warn(
            "unknown-format", "no registry defines the format \(VisibleText.quoted(name))", at: format,
            hint: "did you mean `\(close)`?")
    }

    /// One that is written in another way, or with a slip: `datetime`, `Date_Time`, `uuuid`.
    private func meantFormat(_ name: String) -> String? {
        func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        if let same = SchemaFormat.namesOfTexts.first(where: { letters($0) == letters(name) }) { return same }
        return name.utf8.count > 3 ? suggestion(for: name, among: SchemaFormat.namesOfTexts) : nil
    }

    /// `example` and `examples` beside a schema.
    func lintExamples(of place: Place, schema: Place?) {
        guard let schema else { return }
        let checker = ValueCheck(self)
        if let value = place[.example] { warnExample(value, checker.violation(of: value, by: schema)) }
        for (_, written) in place[.examples]?.entries ?? [] {
            guard let example = follow(written, as: .example), let value = example[.dataValue] ?? example[.value] else {
                continue
            }
            warnExample(value, checker.violation(of: value, by: schema))
        }
    }

    private func warnExample(_ value: Place, _ found: ValueCheck.Violation?) {
        guard let found else { return }
        warn(
            "wrong-example", "the example is not valid by its schema: \(found.reason)", at: found.place,
            hint: "correct it, or the schema")
    }

    /// The property that tells alternatives apart is one of each of them: else no answer of ours has it.
    private func lintProperty(_ name: String, of members: [Place], _ discriminator: Place) {
        for member in members {
            var seen: Set<Pointer> = []
            guard let target = follow(member, as: .schema), !target.entries.isEmpty, !describes(target, name, &seen) else {
                continue
            }
            warn(
                "missing-property", "the alternative `\(target.name)` does not describe the discriminator `\(name)`", at: member,
                hint: "add it to the alternative's `properties`, and to `required`")
        }
    }

    private func describes(_ schema: Place, _ name: String, _ seen: inout Set<Pointer>, depth: Int = 0) -> Bool {
        // What lies deeper than that, nobody tells.
        guard depth < 20, spendOnValues(WorkBudget.Cost.place, at: schema) else { return true }
        guard seen.insert(schema.pointer).inserted else { return false }
        if schema.schema.property(name) != nil { return true }
        let parts = schema.schema.combined
        let references = schema[.ref] == nil ? [] : [schema]
        return (parts + references).contains { part in
            guard let target = follow(part, as: .schema) else { return true }
            return target.pointer != schema.pointer && describes(target, name, &seen, depth: depth + 1)
        }
    }

    private func lintDiscriminator(_ place: Place) {
        guard let discriminator = place[.discriminator] else { return }
        let members = place.schema.oneOf + place.schema.anyOf
        if let name = discriminator[.propertyName]?.node.string { lintProperty(name, of: members, discriminator) }
        let targets = Set(members.compactMap { member in member[.ref].flatMap { target(of: $0)?.pointer } })
        for (value, mapped) in discriminator[.mapping]?.entries ?? [] {
            guard let text = mapped.node.string else { continue }
            let named = namedSchema(text, at: mapped)
            let isReference = text.contains("#") || text.contains("/") || text.contains(".")
            guard let target = named ?? (isReference ? self.target(of: text, at: mapped) : nil) else {
                if !isReference, !hasSaid("missing-reference", at: mapped) {
                    let names = (files.file(of: mapped).rootPlace[.components]?[.schemas]?.entries ?? []).map(\.key)
                    let close = suggestion(for: text, among: names)
                    error(
                        "missing-reference", "there is no schema \(VisibleText.quoted(text))", at: mapped,
                        hint: close.map { "did you mean `\($0)`?" } ?? definitionHint(.schemas))
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
