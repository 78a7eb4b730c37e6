// Alternatives that one value may be of at once: a merged type where `anyOf` allows it, a warning where `oneOf` does not.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Objects of `anyOf` that nothing tells apart become one alternative with the properties of all, since a value may have
    /// those of several: read as one of them it would lose what is the other's.
    func merged(_ members: [UnionMember], _ view: SchemaView) -> [UnionMember] {
        guard members.count > 1, members.count <= 32, view["discriminator"] == nil,
            view.unions.allSatisfy({ !$0.isExclusive })
        else { return members }
        let shapes = members.map { objectShape($0) }
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
        guard let union = view.unions.first(where: \.isExclusive), view["discriminator"] == nil, members.count <= 32 else {
            return
        }
        let shapes = members.map { objectShape($0) }
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
    private func isTold(_ one: UnionMember, _ first: UnionObject, _ two: UnionMember, _ second: UnionObject) -> Bool {
        for tag in first.tags {
            guard let other = second.tags.first(where: { $0.name == tag.name }),
                first.required.contains(tag.name) || second.required.contains(tag.name)
            else { continue }
            if Set(tag.values).isDisjoint(with: other.values) { return true }
        }
        let (firstAsks, secondAsks) = (first.asksBeyond(second), second.asksBeyond(first))
        if firstAsks && secondAsks || first.isClosed && secondAsks || second.isClosed && firstAsks { return true }
        return isTypedDifferently(one, first, two, second)
    }

    /// A property that both require has a different kind of value in each.
    private func isTypedDifferently(_ one: UnionMember, _ first: UnionObject, _ two: UnionMember, _ second: UnionObject) -> Bool {
        let common = first.required.filter(second.required.contains)
        guard !common.isEmpty, let left = own(one), let right = own(two) else { return false }
        let (leftPlaces, rightPlaces) = (left.properties(), right.properties())
        return common.contains { name in
            guard let one = leftPlaces.first(where: { $0.name == name })?.places,
                let two = rightPlaces.first(where: { $0.name == name })?.places,
                let first = jsonKind(of: one), let second = jsonKind(of: two)
            else { return false }
            return first != second && Set([first, second]) != ["an integer", "a number"]
        }
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
        for wireName in propertyNames(of: views) {
            let lists = views.compactMap { view in view.properties().first { $0.name == wireName }?.places }
            if lists.contains(where: { resolution.propertyDirection($0) ?? direction != direction }) {
                ignored.append(wireName)
                continue
            }
            let swiftName = names.claim(lists.first?.last.map { resolution.memberName(wireName, of: $0) } ?? wireName)
            let isRequired = always.contains(wireName)
            if resolution.options.typesAreStated, lists.count < views.count, views.contains(where: { isOpen($0, to: wireName) }) {
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
        let closed = views.allSatisfy { view in view.all("additionalProperties").contains { $0.node.boolean == false } }
        let hasOthers = views.contains { view in view.all("additionalProperties").contains { $0.node.mapping != nil } }
        let additional: AdditionalProperties =
            closed
            ? .forbidden : hasOthers ? .kept(ValueSchema(.json), swiftName: names.claim("additionalProperties")) : .skipped
        let object = ObjectType(properties: properties, additional: additional, ignoredNames: ignored)
        declare(.object(object), name, place)
    }

    /// By the letter an alternative that doesn't describe the property takes any value for it, unless it is closed. What most
    /// authors mean is what the others say.
    private func isOpen(_ view: SchemaView, to name: String) -> Bool {
        !view.properties().contains { $0.name == name }
            && !view.all("additionalProperties").contains { $0.node.boolean == false }
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

extension UnionObject {
    private var names: Set<String> { Set(required + optional) }

    fileprivate func lacksNames(of other: UnionObject) -> Bool { !other.names.subtracting(names).isEmpty }

    /// It requires a property that the other doesn't know.
    fileprivate func asksBeyond(_ other: UnionObject) -> Bool { required.contains { !other.names.contains($0) } }
}
