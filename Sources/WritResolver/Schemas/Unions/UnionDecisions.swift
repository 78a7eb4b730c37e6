// How a reader tells the alternatives of a union apart.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// - Parameter table: What the discriminator says, where there is one.
    func decision(for members: [UnionMember], _ view: SchemaView, _ table: DiscriminatorTable?) -> UnionDecision {
        let shapes = members.map { self.shapes(of: $0) }
        if let table, let discriminator = view[.discriminator], let name = discriminator.discriminatingName {
            return decision(by: discriminator, name, members, shapes, table)
        }
        let areObjects = shapes.allSatisfy { $0.allSatisfy(\.isObject) }
        if areObjects, let decision = decisionByTag(shapes) { return decision }
        return .shapes(simplified(shapes))
    }

    // MARK: Discriminators

    /// By the discriminator's texts; by shapes where its value means none or several of the alternatives.
    private func decision(
        by discriminator: Place, _ name: String, _ members: [UnionMember], _ shapes: [[UnionShapeKind]],
        _ table: DiscriminatorTable
    ) -> UnionDecision {
        let values = members.indices.flatMap { index in
            table.texts(of: index).map { UnionValue(value: $0, unionCase: index) }
        }
        let areObjects = shapes.allSatisfy { $0.allSatisfy(\.isObject) }
        let left = members.indices.filter { table.isTextless($0) || !table.sharedValues(of: $0).isEmpty }
        let named = resolution.mappedSchema(discriminator[.defaultMapping]).flatMap { schema in
            members.firstIndex { $0.target?.pointer == schema.pointer }
        }
        if areObjects, table.shared.isEmpty, named != nil || left.count < 2 {
            return .property(name, values: values, fallback: named ?? left.first)
        }
        let rest = members.indices.map { index -> [UnionShapeKind] in
            // The one that takes whatever is left has any value there.
            if index == named { return shapes[index].map { untagged($0, name) } }
            guard left.contains(index) || !shapes[index].contains(where: \.isObject) else {
                return shapes[index].filter { !$0.isObject }
            }
            return shapes[index].map { tagged($0, name, table.sharedValues(of: index)) }
        }
        return .propertyOrShapes(name, values: values, shapes: simplified(rest))
    }

    /// The shape with those values of the property that no other means tells.
    private func tagged(_ shape: UnionShapeKind, _ name: String, _ values: [TagValue]) -> UnionShapeKind {
        guard !values.isEmpty, case .object(var object) = untagged(shape, name) else { return shape }
        object.tags.append(UnionTag(name: name, values: values.map(\.json)))
        return .object(object)
    }

    private func untagged(_ shape: UnionShapeKind, _ name: String) -> UnionShapeKind {
        guard case .object(var object) = shape else { return shape }
        object.tags.removeAll { $0.name == name }
        return .object(object)
    }

    // MARK: Tags

    /// All alternatives require one property, and each has values of its own for it, of one kind in all of them.
    private func decisionByTag(_ shapes: [[UnionShapeKind]]) -> UnionDecision? {
        guard let first = shapes.first?.first?.object else { return nil }
        // The tags that each of them requires.
        let tags = shapes.map { shapes in shapes.map { requiredTags($0) } }
        let required = Set(first.required)
        for tag in first.tags where required.contains(tag.name) {
            var values: [UnionValue] = []
            var seen: Set<String> = []
            var areTexts: Bool?
            let isTold = tags.enumerated().allSatisfy { index, shapes in
                shapes.allSatisfy { tags in
                    guard let own = tags[tag.name] else { return false }
                    for json in own {
                        guard let value = TagValue(json), value.isText == areTexts ?? value.isText,
                            seen.insert(value.text).inserted
                        else { return false }
                        areTexts = value.isText
                        values.append(UnionValue(value: value.text, unionCase: index))
                    }
                    return true
                }
            }
            if isTold { return .property(tag.name, values: values, fallback: nil) }
        }
        return nil
    }

    private func requiredTags(_ shape: UnionShapeKind) -> [String: [String]] {
        guard case .object(let object) = shape else { return [:] }
        let required = Set(object.required)
        return Dictionary(
            object.tags.filter { required.contains($0.name) }.map { ($0.name, $0.values) },
            uniquingKeysWith: { first, _ in first })
    }

    // MARK: Shapes

    /// What the only alternative of its kind looks like is not looked at: its reader says what is wrong.
    private func simplified(_ shapes: [[UnionShapeKind]]) -> [UnionShape] {
        func count(_ isKind: (UnionShapeKind) -> Bool) -> Int { shapes.count { $0.contains(where: isKind) } }
        let strings = count { if case .string = $0 { true } else if case .format = $0 { true } else { false } }
        let arrays = count { if case .array = $0 { true } else { false } }
        let objects = count { if case .object = $0 { true } else { false } }
        var result: [UnionShape] = []
        var seen: Set<UnionShape> = []
        for (index, kinds) in shapes.enumerated() {
            for kind in kinds {
                let simple: UnionShapeKind =
                    switch kind {
                    case .string, .format: strings == 1 ? .string([]) : kind
                    case .array: arrays == 1 ? .array([]) : kind
                    case .object where objects == 1:
                        .object(UnionObject(required: [], optional: [], isClosed: false, tags: []))
                    default: kind
                    }
                let shape = UnionShape(unionCase: index, kind: simple)
                if seen.insert(shape).inserted { result.append(shape) }
            }
        }
        return result
    }

    func objectShape(_ member: UnionMember) -> UnionObject? {
        shapes(of: member).first?.object
    }

    private static let shapeDepthMax = 4
    private static let tagValuesMax = 50

    /// The members with their shapes.
    func shaped(_ members: [UnionMember]) -> [UnionMember] {
        members.map { member in
            var member = member
            member.shapes = shapes(of: member)
            return member
        }
    }

    func shapes(of member: UnionMember) -> [UnionShapeKind] { member.shapes ?? shapes(of: member, depth: 0) }

    private func shapes(of member: UnionMember, depth: Int) -> [UnionShapeKind] {
        guard resolution.spend(WorkBudget.Cost.member, at: member.place) else { return [.any] }
        var view = member.view
        // What a reference leads to may have alternatives itself: one case then, with the shapes of all of them.
        if let target = member.target, let own = flatten([target]) { view = own }
        if !member.merged.isEmpty { return [.object(shape(ofMerged: member.merged))] }
        let subtypes = member.target.map { resolution.subtypes(of: $0) } ?? []
        guard depth < Self.shapeDepthMax, !subtypes.isEmpty else { return shapes(of: view, depth: depth) }
        // Of a base with subtypes the value may be any of them.
        return shapes(of: view, depth: depth)
            + subtypes.flatMap { shapes(of: UnionMember(view: view, target: $0, place: $0), depth: depth + 1) }
    }

    private func shapes(of view: SchemaView, depth: Int) -> [UnionShapeKind] {
        guard depth < Self.shapeDepthMax else { return [.any] }
        var view = view
        view.unions.removeAll { isAssertion($0) }
        if !view.unions.isEmpty {
            guard let found = alternatives(of: view) else { return [.any] }
            return found.members.flatMap { shapes(of: $0, depth: depth + 1) }
        }
        guard let kind = kind(of: view) else { return [.any] }
        switch kind {
        case .any: return [.any]
        case .impossible: return []
        case .boolean: return [.boolean]
        case .integer, .enumeration(.integer): return [.integer]
        case .number: return [.number]
        case .string:
            if case .text(let format) = stringType(of: view) { return [.format(format)] }
            return [.string([])]
        case .enumeration(.string): return [.string(enumerationValues(of: view).compactMap(\.node.string))]
        case .enumeration(.value): return valueShapes(of: view)
        case .array: return [.array(itemShapes(of: view, depth: depth))]
        case .object: return [.object(shape(ofObject: view))]
        case .several(let types):
            return types.flatMap { type in
                var one = view
                one.onlyType = type
                return shapes(of: one, depth: depth + 1)
            }
        }
    }

    private func valueShapes(of view: SchemaView) -> [UnionShapeKind] {
        let values = enumerationValues(of: view)
        var shapes: [UnionShapeKind] = []
        let texts = values.compactMap(\.node.string)
        if !texts.isEmpty { shapes.append(.string(texts)) }
        if values.contains(where: { $0.node.double != nil }) { shapes.append(.number) }
        if values.contains(where: { $0.node.boolean != nil }) { shapes.append(.boolean) }
        if values.contains(where: { $0.node.sequence != nil }) { shapes.append(.array([])) }
        if values.contains(where: { $0.node.mapping != nil }) {
            shapes.append(.object(UnionObject(required: [], optional: [], isClosed: false, tags: [])))
        }
        return shapes
    }

    private func itemShapes(of view: SchemaView, depth: Int) -> [UnionShapeKind] {
        let items = view.all(.items).filter { $0.node.mapping != nil }
        let first = view[.prefixItems]?.items.first.map { [$0] } ?? items
        guard !first.isEmpty, first.allSatisfy({ $0.node.mapping != nil }), let inner = flatten(first) else { return [] }
        let shapes = shapes(of: inner, depth: depth + 1)
        return shapes.contains(.any) ? [] : shapes
    }

    private func shape(ofObject view: SchemaView) -> UnionObject {
        let required = view.requiredNames().map(\.name)
        let isRequired = Set(required)
        let properties = view.properties()
        let isClosed = view.all(.additionalProperties).contains { $0.node.boolean == false }
        let tags = properties.compactMap { name, places in tag(name, places) }
        return UnionObject(
            required: required, optional: properties.map(\.name).filter { !isRequired.contains($0) }, isClosed: isClosed,
            tags: tags)
    }

    private func shape(ofMerged views: [SchemaView]) -> UnionObject {
        let shapes = views.map { shape(ofObject: $0) }
        let sets = shapes.map { Set($0.required) }
        let required = shapes[0].required.filter { name in sets.allSatisfy { $0.contains(name) } }
        var seen = Set(required)
        let optional = shapes.flatMap { $0.required + $0.optional }.filter { seen.insert($0).inserted }
        return UnionObject(required: required, optional: optional, isClosed: shapes.allSatisfy(\.isClosed), tags: [])
    }

    /// The values that a property has, where it lists them.
    private func tag(_ name: String, _ places: [Place]) -> UnionTag? {
        guard places.allSatisfy({ $0.node.mapping != nil }), places.contains(where: lists), let view = flatten(places),
            view.hasAny(of: [.enum, .const])
        else { return nil }
        let values = enumerationValues(of: view)
        guard !values.isEmpty, values.count <= Self.tagValuesMax,
            values.allSatisfy({ $0.node.sequence == nil && $0.node.mapping == nil })
        else { return nil }
        return UnionTag(name: name, values: values.map { jsonText($0.node) })
    }

    /// Whether the property, or what it refers to, lists values: most don't, and need no closer look.
    private func lists(_ place: Place) -> Bool {
        if place[.enum] != nil || place[.const] != nil { return true }
        if place[.ref] != nil {
            guard let target = resolution.follow(place, as: .schema) else { return false }
            return [Keyword.enum, .const, .allOf, .oneOf, .anyOf].contains { target[$0] != nil }
        }
        return [Keyword.allOf, .oneOf, .anyOf].contains { place[$0] != nil }
    }
}
