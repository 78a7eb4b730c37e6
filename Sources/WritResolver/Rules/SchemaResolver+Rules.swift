// What of a schema no type and no plain check carries, and so a rule does.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Notes the rule that values of the view are checked against, beside what their reader checks: with their type where
    /// that is the view's own, else with the value.
    func attachRule(_ value: inout ValueSchema, _ view: SchemaView, _ direction: Direction) {
        let parts = value.type == .json ? everything(of: view) : leftovers(of: view, beside: listedType(value))
        guard !parts.isEmpty else { return }
        let rule = plan.name(parts, direction)
        if case .named(let name) = value.type, isOwn(name, view, direction) {
            registry.rules[name] = rule
            // The type's reader sees no null.
            if value.isNullable, speaksOfNull(parts) { value.constraints.rule = rule }
        } else {
            value.constraints.rule = rule
        }
    }

    /// What sort of listed value it is; nil for all others.
    private func listedType(_ value: ValueSchema) -> TypeDeclaration.Kind? {
        guard case .named(let name) = value.type, let kind = registry.declarations[name]?.kind else { return nil }
        switch kind {
        case .stringEnumeration, .openEnumeration, .integerEnumeration, .valueEnumeration: return kind
        default: return nil
        }
    }

    private func speaksOfNull(_ parts: [(schema: Place, keywords: Set<Keyword>?)]) -> Bool {
        resolution.dialect != .openAPI30
            && parts.contains { $0.keywords?.isDisjoint(with: Self.speakingOfNull) != true }
    }

    private static let speakingOfNull: Set<Keyword> = [.not, .if, .anyOf, .oneOf, .dynamicRef]

    /// What is said beside a list, and is not looked at where the list is made.
    private func beside(_ list: TypeDeclaration.Kind, _ part: Place) -> Set<Keyword> {
        var looked: Set<Keyword> = [.pattern, .multipleOf]
        if case .valueEnumeration = list { looked = Self.besideLists }
        var keywords = looked.filter { part[$0] != nil }
        if resolution.options.assertsFormats, let format = part.schema.format, SchemaFormat.isAsserted(format) {
            keywords.insert(.format)
        }
        return keywords
    }

    private static let besideLists: Set<Keyword> = SchemaKeyword.validating.subtracting(
        SchemaKeyword.combining + SchemaKeyword.unevaluated + [.type, .enum, .const, .format, .ref])

    /// All schemas of the view, for a value that no reader looks at.
    private func everything(of view: SchemaView) -> [(schema: Place, keywords: Set<Keyword>?)] {
        let speaks = view.parts.contains { part in
            part.node.boolean == false || part.entries.contains { SchemaKeyword.of(key: $0.key)?.isValidating ?? false }
        }
        return speaks ? whole(view) : []
    }

    private func whole(_ view: SchemaView) -> [(schema: Place, keywords: Set<Keyword>?)] {
        view.sources.filter { !view.isSettled($0) }.map { ($0, nil) }
    }

    private func leftovers(
        of view: SchemaView, beside list: TypeDeclaration.Kind?
    ) -> [(schema: Place, keywords: Set<Keyword>?)] {
        let own = view.parts.filter { !view.isSettled($0) }
        if own.contains(where: { part in SchemaKeyword.unevaluated.contains { part[$0] != nil } }) { return whole(view) }
        // By the letter, `additionalProperties` knows the properties beside it, and not those of alternatives or other parts.
        let hasOthers = own.count > 1 || view.unions.contains { !isAssertion($0) }
        if hasOthers, resolution.options.typesAreStated, own.contains(where: { $0[.additionalProperties] != nil }) {
            return whole(view)
        }
        var parts: [(schema: Place, keywords: Set<Keyword>?)] = []
        let untold = view.unions.filter { isUntold($0) || isAssertion($0) }
        for part in view.parts {
            if part.node.boolean == false, !view.isSettled(part) {
                parts.append((part, nil))
                continue
            }
            var keywords = resolution.ruleNotes.left[part.pointer] ?? []
            if !view.isSettled(part) {
                for keyword in SchemaKeyword.ruled where part[keyword.name] != nil { keywords.formUnion(keyword.ruled ?? []) }
                for union in untold where union.schema.pointer == part.pointer { keywords.insert(union.keyword) }
                if let list { keywords.formUnion(beside(list, part)) }
            }
            if !keywords.isEmpty { parts.append((part, keywords)) }
        }
        return parts
    }

    // MARK: Unions

    /// Whether a value of one alternative can't be of another one too: then the reader of the one that is chosen says
    /// everything. A discriminator decides alone.
    func areTold(_ members: [UnionMember], _ shapes: [[PreparedShape]], _ view: SchemaView) -> Bool {
        if view.unions.count > 1 { return false }
        let tellsObjects = view[.discriminator]?.discriminatingName != nil
        if tellsObjects, shapes.allSatisfy({ $0.allSatisfy(\.kind.isObject) }) { return true }
        return areDisjoint(shapes, at: view.place, tellsObjects: tellsObjects) && !members.contains { $0.isUnbounded }
    }

    /// The same for the shapes that a decision looks at.
    func areTold(_ members: [UnionMember], _ shapes: [UnionShape], at place: Place) -> Bool {
        let kinds = Dictionary(grouping: shapes, by: \.unionCase)
        let lists = members.indices.map { index in (kinds[index] ?? []).map { PreparedShape($0.kind) } }
        return areDisjoint(lists, at: place, tellsObjects: false)
    }

    /// - Parameter tellsObjects: something else tells objects apart.
    private func areDisjoint(_ shapes: [[PreparedShape]], at place: Place, tellsObjects: Bool) -> Bool {
        for (index, first) in shapes.enumerated() {
            for second in shapes[(index + 1)...] {
                for one in first {
                    guard resolution.spend(second.count, at: place) else { return false }
                    let isObject = tellsObjects && one.kind.isObject
                    if second.contains(where: { !one.isDisjoint(from: $0) && !(isObject && $0.kind.isObject) }) { return false }
                }
            }
        }
        return true
    }
}
