// How a reader tells the alternatives of a union apart.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func decision(for members: [UnionMember], _ view: SchemaView) -> UnionDecision {
        let shapes = members.map { self.shapes(of: $0, depth: 0) }
        let areObjects = shapes.allSatisfy { $0.allSatisfy { if case .object = $0 { true } else { false } } }
        if areObjects, let discriminator = view["discriminator"], let name = discriminator.discriminatingName {
            if let decision = decision(by: discriminator, name, members, shapes) { return decision }
        }
        if areObjects, let decision = decisionByTag(shapes) { return decision }
        return .shapes(simplified(shapes))
    }

    // MARK: Discriminators

    /// Nil where some alternative has no value that tells it.
    private func decision(
        by discriminator: Place, _ name: String, _ members: [UnionMember], _ shapes: [[UnionShapeKind]]
    ) -> UnionDecision? {
        let mapping = Dictionary(grouping: mappedPointers(discriminator), by: \.pointer)
        var values: [UnionValue] = []
        var seen: Set<String> = []
        var fallback: Int?
        for (index, member) in members.enumerated() {
            var texts = member.target.flatMap { mapping[$0.pointer] }.map { $0.map(\.value) } ?? []
            let tagged = tagValues(name, in: shapes[index])
            texts += tagged
            if tagged.isEmpty, let target = member.target { texts.append(target.name) }
            for text in texts where seen.insert(text).inserted { values.append(UnionValue(value: text, unionCase: index)) }
            if texts.isEmpty {
                if fallback != nil { return nil }
                fallback = index
            }
        }
        if let pointer = pointer(ofMapping: discriminator["defaultMapping"]) {
            fallback = members.firstIndex { $0.target?.pointer == pointer } ?? fallback
        }
        return values.isEmpty ? nil : .property(name, values: values, fallback: fallback)
    }

    private func mappedPointers(_ discriminator: Place) -> [(value: String, pointer: String)] {
        (discriminator["mapping"]?.entries ?? []).compactMap { value, place in
            pointer(ofMapping: place).map { (value, $0) }
        }
    }

    private func pointer(ofMapping place: Place?) -> String? { resolution.mappedSchema(place)?.pointer }

    private func tagValues(_ name: String, in shapes: [UnionShapeKind]) -> [String] {
        shapes.flatMap { shape -> [String] in
            guard case .object(let object) = shape, let tag = object.tags.first(where: { $0.name == name }) else { return [] }
            return tag.values.compactMap(text)
        }
    }

    /// The string of a JSON text; nil for other values, and for strings with escapes.
    private func text(_ json: String) -> String? {
        guard json.hasPrefix("\""), !json.contains("\\") else { return nil }
        return String(json.dropFirst().dropLast())
    }

    // MARK: Tags

    /// All alternatives require one property, and each has values of its own for it.
    private func decisionByTag(_ shapes: [[UnionShapeKind]]) -> UnionDecision? {
        guard case .object(let first)? = shapes.first?.first else { return nil }
        // The tags that each of them requires.
        let tags = shapes.map { shapes in shapes.map { requiredTags($0) } }
        let required = Set(first.required)
        for tag in first.tags where required.contains(tag.name) {
            var values: [UnionValue] = []
            var seen: Set<String> = []
            let isTold = tags.enumerated().allSatisfy { index, shapes in
                shapes.allSatisfy { tags in
                    guard let own = tags[tag.name] else { return false }
                    for value in own {
                        guard let text = text(value), seen.insert(text).inserted else { return false }
                        values.append(UnionValue(value: text, unionCase: index))
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
        guard case .object(let object)? = shapes(of: member, depth: 0).first else { return nil }
        return object
    }

    private static let shapeDepthMax = 4
    private static let tagValuesMax = 50

    func shapes(of member: UnionMember, depth: Int) -> [UnionShapeKind] {
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
        let items = view.all("items").filter { $0.node.mapping != nil }
        let first = view["prefixItems"]?.items.first.map { [$0] } ?? items
        guard !first.isEmpty, first.allSatisfy({ $0.node.mapping != nil }), let inner = flatten(first) else { return [] }
        let shapes = shapes(of: inner, depth: depth + 1)
        return shapes.contains(.any) ? [] : shapes
    }

    private func shape(ofObject view: SchemaView) -> UnionObject {
        let required = view.requiredNames().map(\.name)
        let isRequired = Set(required)
        let properties = view.properties()
        let isClosed = view.all("additionalProperties").contains { $0.node.boolean == false }
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
            view.unions.isEmpty, view.hasAny(of: ["enum", "const"])
        else { return nil }
        let values = enumerationValues(of: view)
        guard !values.isEmpty, values.count <= Self.tagValuesMax,
            values.allSatisfy({ $0.node.sequence == nil && $0.node.mapping == nil })
        else { return nil }
        return UnionTag(name: name, values: values.map { jsonText($0.node) })
    }

    /// Whether the property, or what it refers to, lists values: most don't, and need no closer look.
    private func lists(_ place: Place) -> Bool {
        if place["enum"] != nil || place["const"] != nil { return true }
        if place["$ref"] != nil {
            return resolution.follow(place, as: .schema).map { $0["enum"] != nil || $0["const"] != nil } ?? false
        }
        return place["allOf"] != nil
    }
}
