// One schema as a rule: its keywords as JSON Schema 2020-12 has them, whatever dialect they are written in.

internal import WritContract
internal import WritFormats
internal import WritSpec

struct RuleLowering {
    let schema: Place
    let direction: Direction
    let keywords: Set<Keyword>?
    let resolution: Resolution
    let requests: RuleRequests
    let openLists: OpenLists
    let scope: RuleScope
    /// Properties that this direction does not carry, by this schema and those that it stands in or refers to.
    let skippedNames: Set<String>

    func text() -> RuleText {
        var text = RuleText()
        if resolution.dialect == .openAPI30, let target = target(.ref) {
            text.add(.allOf, [inPlace(target)])
            return text
        }
        addTypes(&text)
        addNumbers(&text)
        addTexts(&text)
        addItems(&text)
        addMembers(&text)
        addInPlace(&text)
        return text
    }

    private func ruleOfPart(_ schema: Place, _ lists: OpenLists) -> RuleHole { requests.ask(.part(schema, lists)) }
    private func ruleInPlace(_ schema: Place, _ lists: OpenLists) -> RuleHole { requests.ask(.inPlace(schema, lists)) }
    private func number(_ schema: Place) -> RuleHole { ruleOfPart(schema, openLists) }
    private func inPlace(_ schema: Place) -> RuleHole { ruleInPlace(schema, openLists) }

    /// The keyword, where it counts.
    private subscript(keyword: Keyword) -> Place? {
        if let keywords, !keywords.contains(keyword) { return nil }
        return schema[keyword]
    }

    private subscript(of keyword: RuleWord) -> Place? { Keyword(key: keyword.rawValue).flatMap { self[$0] } }

    private func target(_ keyword: Keyword) -> Place? { self[keyword].flatMap { resolution.target(of: $0) } }

    private func addTypes(_ text: inout RuleText) {
        // Null is taken whatever else the schema says: what is meant by the keyword, if not quite what is written of it.
        if resolution.dialect == .openAPI30, schema.schema.isNullable { text.add(.nullable, "true") }
        if let type = self[.type] {
            let places = type.node.sequence == nil ? [type] : type.items
            text.add(.type, texts: places.map { $0.node.isNull ? "null" : $0.node.string ?? "" })
        }
        if let values = self[.enum], !isOpen(values) { text.add(.enum, written: values) }
        if let value = self[.const] { text.add(.const, "[\(RuleText.json(value.node))]") }
    }

    /// Whether the type of the schema takes texts that are not listed.
    private func isOpen(_ values: Place) -> Bool {
        guard openLists != .none, values.items.allSatisfy({ $0.node.string != nil || $0.node.isNull }) else { return false }
        if let isOpen = schema[.writOpen]?.node.boolean { return isOpen }
        if schema[.extensibleEnum] != nil { return true }
        return openLists == .all && resolution.options.hasOpenEnumerations && schema[.const] == nil && values.items.count > 1
    }

    private func addNumbers(_ text: inout RuleText) {
        for (keyword, exclusive) in [(RuleWord.minimum, RuleWord.exclusiveMinimum), (.maximum, .exclusiveMaximum)] {
            let isExclusive = self[of: exclusive]?.node.boolean == true
            if let bound = self[of: keyword], bound.node.double != nil {
                text.add(isExclusive ? exclusive : keyword, written: bound)
            }
            if let bound = self[of: exclusive], bound.node.double != nil { text.add(exclusive, written: bound) }
        }
        if let unit = self[.multipleOf], let number = unit.node.double, number > 0 { text.add(.multipleOf, written: unit) }
    }

    private func addTexts(_ text: inout RuleText) {
        addCount(.minLength, &text)
        addCount(.maxLength, &text)
        if let place = self[.pattern], let number = requests.ask(pattern: place) { text.add(.pattern, [number]) }
        if resolution.options.assertsFormats, let format = self[.format]?.node.string, SchemaFormat.isAsserted(format) {
            text.add(.format, RuleText.quoted(format))
        }
    }

    /// A count may be written as `2.0`.
    private func addCount(_ keyword: RuleWord, _ text: inout RuleText) {
        guard let place = self[of: keyword] else { return }
        if let count = place.node.int ?? place.node.double.flatMap({ Int(exactly: $0) }), count >= 0 { text.add(keyword, count) }
    }

    private func addItems(_ text: inout RuleText) {
        let isList = self[.items]?.node.sequence != nil
        text.add(.prefixItems, (isList ? self[.items] : self[.prefixItems])?.items.map(number) ?? [])
        if let rest = isList ? self[.additionalItems] : self[.items] { text.add(.items, number(rest)) }
        if let contained = self[.contains] {
            text.add(.contains, ruleOfPart(contained, .none))
            addCount(.minContains, &text)
            if !resolution.reachesUncheckedPattern(contained) { addCount(.maxContains, &text) }
        }
        addCount(.minItems, &text)
        addCount(.maxItems, &text)
        if self[.uniqueItems]?.node.boolean == true { text.add(.uniqueItems, "true") }
        if let rest = self[.unevaluatedItems] { text.add(.unevaluatedItems, number(rest)) }
    }

    private func addMembers(_ text: inout RuleText) {
        text.add(
            .properties,
            members: (self[.properties]?.entries ?? []).map { name, place in
                // Whatever comes of a property that goes the other way is skipped.
                let isSkipped = resolution.propertyDirection([place]).map { $0 != direction } ?? false
                return (name, number(isSkipped ? place.holding(.boolean(true)) : place).text)
            })
        let patterns = (self[.patternProperties]?.entries ?? []).compactMap { source, place in
            requests.ask(pattern: place.holding(.string(source))).map { "[\($0.text),\(number(place).text)]" }
        }
        if !patterns.isEmpty { text.add(.patternProperties, "[\(patterns.joined(separator: ","))]") }
        if let rest = self[.additionalProperties] { text.add(.additionalProperties, number(rest)) }
        if let names = self[.propertyNames] { text.add(.propertyNames, ruleOfPart(names, .none)) }
        text.add(
            .required, texts: (self[.required]?.items ?? []).compactMap(\.node.string).filter { !skippedNames.contains($0) })
        text.add(
            .dependentRequired,
            members: (self[.dependentRequired]?.entries ?? []).map { name, place in
                (name, RuleText.list(place.items.compactMap(\.node.string)))
            })
        text.add(
            .dependentSchemas,
            members: (self[.dependentSchemas]?.entries ?? []).map { ($0.key, ruleInPlace($0.place, told).text) })
        addCount(.minProperties, &text)
        addCount(.maxProperties, &text)
        if let rest = self[.unevaluatedProperties] { text.add(.unevaluatedProperties, number(rest)) }
    }

    private func addInPlace(_ text: inout RuleText) {
        var all = (self[.allOf]?.items ?? []).map(inPlace)
        if let target = target(.ref) { all.append(inPlace(target)) }
        if let target = dynamicTarget() { all.append(inPlace(target)) }
        text.add(.allOf, all)
        text.add(.anyOf, alternatives(.anyOf))
        if let one = self[.oneOf]?.items, !one.isEmpty {
            // Which of them is meant is told by the discriminator; that another one would do as well is no harm then.
            let rules = alternatives(.oneOf)
            let isTold = schema[.discriminator] != nil || one.contains(where: resolution.reachesUncheckedPattern)
            text.add(!isTold || self[.anyOf] != nil ? .oneOf : .anyOf, rules)
        }
        // Where a pattern is not checked, what fits the rest is not known to fit: nothing is refused for it.
        if let excluded = self[.not] {
            let rule = ruleInPlace(excluded, .none)
            if !resolution.reachesUncheckedPattern(excluded) { text.add(.not, rule) }
        }
        // A condition without consequence looks at properties all the same.
        guard let condition = self[.if] else { return }
        let rule = ruleInPlace(condition, .none)
        if resolution.reachesUncheckedPattern(condition) { return }
        text.add(.if, rule)
        if let then = self[.then] { text.add(.then, ruleInPlace(then, told)) }
        if let otherwise = self[.else] { text.add(.else, ruleInPlace(otherwise, told)) }
    }

    private func alternatives(_ keyword: Keyword) -> [RuleHole] {
        let places = self[keyword]?.items ?? []
        // A list may be what tells several alternatives apart; beside null alone it is the type.
        let isType = places.filter { $0.schema.type != "null" }.count < 2
        return places.map { ruleInPlace($0, isType ? openLists : told) }
    }

    private var told: OpenLists { openLists == .none ? .none : .told }

    private func dynamicTarget() -> Place? {
        guard let reference = self[.dynamicRef], let target = resolution.target(of: reference) else { return nil }
        let name = reference.node.string?.split(separator: "#", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard target[.dynamicAnchor]?.node.string == name else { return target }
        return scope[name] ?? target
    }
}

extension Place {
    /// Another value in the same place.
    func holding(_ value: Node.Value) -> Place {
        Place(node: Node(value, at: node.location), pointer: pointer)
    }
}

/// Which lists of texts take other texts too. A list that is a condition takes none, whatever its type is elsewhere.
enum OpenLists {
    case all
    /// Those that say so themselves.
    case told
    case none
}
