// Alternatives that one value may be of at once: a merged type where `anyOf` allows it, a warning where `oneOf` does not.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Objects of `anyOf` that nothing tells apart become one alternative with the properties of all, since a value may have
    /// those of several: read as one of them it would lose what is the other's.
    func merged(_ members: [UnionMember], _ view: SchemaView) -> [UnionMember] {
        guard members.count > 1, members.count <= 32, view[.discriminator] == nil,
            view.unions.allSatisfy({ !$0.isExclusive })
        else { return members }
        let shapes = members.map { objectShape($0).map(PreparedObject.init) }
        var group: Set<Int> = []
        for one in members.indices {
            for two in members.indices where one < two {
                guard let first = shapes[one], let second = shapes[two] else { continue }
                guard first.lacksNames(of: second), second.lacksNames(of: first),
                    !isTold(members[one], first, members[two], second)
                else { continue }
                group.formUnion([one, two])
            }
        }
        guard let first = group.min() else { return members }
        let views = group.sorted().compactMap { index -> SchemaView? in
            members[index].target.map { flatten([$0]) } ?? members[index].view
        }
        guard views.count == group.count, views.allSatisfy({ $0.unions.isEmpty && kind(of: $0) == .object }) else {
            return members
        }
        var result: [UnionMember] = []
        for (index, member) in members.enumerated() {
            if index == first {
                var one = UnionMember(view: view, target: nil, place: view.place)
                one.view.unions = []
                one.merged = views
                one.ways = group.sorted().flatMap { members[$0].ways }
                result.append(one)
            } else if !group.contains(index) {
                result.append(member)
            }
        }
        return result
    }

    /// A value of `oneOf` that fits several alternatives is one of neither by the specification: the author should know.
    func warnAmbiguous(_ members: [UnionMember], _ view: SchemaView) {
        guard let union = view.unions.first(where: \.isExclusive), view[.discriminator] == nil, members.count <= 32 else {
            return
        }
        let shapes = members.map { objectShape($0).map(PreparedObject.init) }
        for one in members.indices {
            for two in members.indices where one < two {
                guard let first = shapes[one], let second = shapes[two], !isTold(members[one], first, members[two], second)
                else { continue }
                let names = [one, two].map { noun($0, members) }
                return resolution.warn(
                    "ambiguous-union",
                    "a value may fit both \(names[0]) and \(names[1]), and `oneOf` takes exactly one: it is read as the one that knows more of its properties",
                    at: union.schema[union.keyword] ?? view.place, location: union.schema.keyLocation(union.keyword),
                    hint: "add a `discriminator`, or a required property with another `const` in each")
            }
        }
    }

    /// Whether no value, or hardly one, is of both: they list different values for one property or type it differently, each
    /// requires what the other doesn't know, or one is closed to what the other requires.
    private func isTold(_ one: UnionMember, _ first: PreparedObject, _ two: UnionMember, _ second: PreparedObject) -> Bool {
        for (name, values) in first.tags {
            guard let others = second.tags[name], first.required.contains(name) || second.required.contains(name) else {
                continue
            }
            if values.isDisjoint(with: others) { return true }
        }
        let (firstAsks, secondAsks) = (first.asksBeyond(second), second.asksBeyond(first))
        if firstAsks && secondAsks || first.object.isClosed && secondAsks || second.object.isClosed && firstAsks { return true }
        return isTypedDifferently(one, first, two, second)
    }

    /// A property that both require has a different kind of value in each.
    private func isTypedDifferently(
        _ one: UnionMember, _ first: PreparedObject, _ two: UnionMember, _ second: PreparedObject
    ) -> Bool {
        first.object.required.contains { name in
            guard second.required.contains(name), let left = kind(of: name, in: one, first),
                let right = kind(of: name, in: two, second)
            else { return false }
            return left != right && Set([left, right]) != ["an integer", "a number"]
        }
    }

    private func kind(of name: String, in member: UnionMember, _ object: PreparedObject) -> String? {
        if let known = object.kinds[name] { return known }
        if object.places == nil {
            object.places = Dictionary(
                (own(member)?.properties() ?? []).map { ($0.name, $0.places) }, uniquingKeysWith: { first, _ in first })
        }
        let kind = object.places?[name].flatMap { jsonKind(of: $0) }
        object.kinds[name] = .some(kind)
        return kind
    }

    private func own(_ member: UnionMember) -> SchemaView? { member.target.map { flatten([$0]) } ?? member.view }

    private func jsonKind(of places: [Place]) -> String? {
        guard let view = flatten(places), view.unions.isEmpty, let kind = kind(of: view) else { return nil }
        switch kind {
        case .any, .several, .enumeration(.value): return nil
        default: return isNullable(view) ? nil : kind.name
        }
    }

    // MARK: The merged type

    /// A struct with the properties of all; those are required that each requires.
    func resolveMerged(_ views: [SchemaView], _ place: Place, _ direction: Direction, name: TypeName) {
        var names = NameScope(reserved: ReservedNames.members)
        var properties: [Property] = []
        var ignored: [String] = []
        var isComplete = true
        let required = views.map { Set($0.requiredNames().map(\.name)) }
        let always = required.dropFirst().reduce(required[0]) { $0.intersection($1) }
        let closed = views.map { view in view.all(.additionalProperties).contains { $0.node.boolean == false } }
        let described = views.map { view in
            Dictionary(view.properties().map { ($0.name, $0.places) }, uniquingKeysWith: { first, _ in first })
        }
        for wireName in propertyNames(of: views) {
            guard resolution.spend(WorkBudget.Cost.member, at: place) else { return }
            let lists = described.compactMap { $0[wireName] }
            if lists.contains(where: { resolution.propertyDirection($0) ?? direction != direction }) {
                ignored.append(wireName)
                continue
            }
            let swiftName = names.claim(lists.first?.last.map { resolution.memberName(wireName, of: $0) } ?? wireName)
            let isRequired = always.contains(wireName)
            if resolution.options.typesAreStated, lists.count < views.count,
                // By the letter an alternative that doesn't describe the property takes any value for it, unless it is closed.
                // What most authors mean is what the others say.
                zip(closed, described).contains(where: { isClosed, places in !isClosed && places[wireName] == nil })
            {
                properties.append(
                    Property(
                        wireName: wireName, swiftName: swiftName, schema: ValueSchema(.json),
                        presence: isRequired ? .required : .optional))
                continue
            }
            let property = resolveProperty(
                wireName, lists, direction, swiftName: swiftName, isRequired: isRequired, parent: name)
            if let property { properties.append(property) } else { isComplete = false }
        }
        guard isComplete else { return }
        let hasOthers = views.contains { view in view.all(.additionalProperties).contains { $0.node.mapping != nil } }
        let additional: AdditionalProperties =
            closed.allSatisfy(\.self)
            ? .forbidden : hasOthers ? .kept(ValueSchema(.json), swiftName: names.claim("additionalProperties")) : .skipped
        let object = ObjectType(properties: properties, additional: additional, ignoredNames: ignored)
        declare(.object(object), name, place)
    }

    private func propertyNames(of views: [SchemaView]) -> [String] {
        var seen: Set<String> = []
        return views.flatMap { $0.properties().map(\.name) }.filter { seen.insert($0).inserted }
    }

    /// A property that alternatives describe, each with its own places.
    private func resolveProperty(
        _ wireName: String, _ lists: [[Place]], _ direction: Direction, swiftName: String, isRequired: Bool, parent: TypeName
    ) -> Property? {
        var seen: Set<String> = []
        let different = lists.filter { places in
            seen.insert(places.map { jsonText($0.node) }.joined(separator: "\n")).inserted
        }
        if different.count == 1 {
            return resolveProperty(
                wireName, different[0], direction, swiftName: swiftName, isRequired: isRequired, parent: parent)
        }
        var found = Alternatives()
        for places in different {
            guard let place = places.last, let view = flatten(places) else { return nil }
            found.takesNull = found.takesNull || isNullable(view)
            guard view.unions.isEmpty else {
                guard let inner = alternatives(of: view) else { return nil }
                found.members += inner.members
                found.takesNull = found.takesNull || inner.takesNull
                continue
            }
            var member = UnionMember(view: view, target: nil, place: place)
            if let (reference, _) = soleReference(places) { member.target = resolution.follow(reference, as: .schema) }
            found.members.append(member)
        }
        guard let place = different.first?.last else { return nil }
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(wireName))
        guard let value = resolve(found, SchemaView(place: place), direction, home: home, name: nil) else { return nil }
        return Property(
            wireName: wireName, swiftName: swiftName, schema: value, presence: isRequired ? .required : .optional,
            documentation: documentation(of: place))
    }
}
