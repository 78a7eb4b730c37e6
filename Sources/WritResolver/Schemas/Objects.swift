// Objects with named properties: a struct for each direction in which they differ.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Declares the type `name`, unless something in it is refused.
    func resolveObject(_ view: SchemaView, _ direction: Direction, name: TypeName) {
        var names = NameScope(reserved: ReservedNames.members)
        var properties: [Property] = []
        var ignored: [String] = []
        var isComplete = true
        let writtenCount = view.parts.reduce(0) { $0 + ($1[.properties]?.node.mapping?.count ?? 0) }
        guard resolution.spend(writtenCount * WorkBudget.Cost.place, at: view.place) else { return }
        let written = view.properties()
        for list in view.all(.required) { warnDuplicates(list) }
        let required = view.requiredNames()
        let requiredNames = Set(required.map(\.name))
        for (wireName, places) in written {
            guard resolution.spend(WorkBudget.Cost.member, at: view.place) else { return }
            checkDirections(places)
            if let only = resolution.propertyDirection(places), only != direction {
                ignored.append(wireName)
                continue
            }
            let swiftName = names.claim(places.last.map { resolution.memberName(wireName, of: $0) } ?? wireName)
            let property = resolveProperty(
                wireName, places, direction, swiftName: swiftName, isRequired: requiredNames.contains(wireName), parent: name)
            if let property { properties.append(property) } else { isComplete = false }
        }
        let additional = additionalProperties(of: view, direction, &names, parent: name)
        let described = Set(written.map(\.name))
        let undescribed = required.filter { !described.contains($0.name) }
        for (wireName, place) in undescribed { warnUndescribed(wireName, place, among: written.map(\.name)) }
        properties += undescribedProperties(undescribed, additional, direction, &names, closing: view)
        guard isComplete, let additional else { return }
        let (least, most) = propertyCounts(of: view, name)
        let object = ObjectType(
            properties: properties, additional: additional, minProperties: least, maxProperties: most,
            ignoredNames: ignored)
        declare(.object(object), name, view.place)
    }

    private func propertyCounts(of view: SchemaView, _ name: TypeName) -> (Int?, Int?) {
        var bounded = ValueSchema(.map(ValueSchema(.json)))
        if constrain(&bounded, by: view) { noteImpossible(name, view.place) }
        return (bounded.constraints.minProperties, bounded.constraints.maxProperties)
    }

    private func warnDuplicates(_ required: Place) {
        var names: Set<String> = []
        for place in required.items {
            guard let name = place.node.string, !names.insert(name).inserted else { continue }
            resolution.warn("duplicate-value", "`required` lists `\(name)` twice", at: place, hint: "remove one")
        }
    }

    /// Names that are required and not described: any value, or what `additionalProperties` says.
    private func undescribedProperties(
        _ required: [(name: String, place: Place)], _ additional: AdditionalProperties?, _ direction: Direction,
        _ names: inout NameScope, closing view: SchemaView
    ) -> [Property] {
        required.map { name, place in
            var value = ValueSchema(.json)
            switch additional {
            case .forbidden:
                let closing = view.all(.additionalProperties).first { $0.node.boolean == false }
                resolution.warn(
                    "contradiction",
                    "`\(name)` is required, and `additionalProperties: false` forbids it: no object is ever valid",
                    at: place, hint: "describe it in `properties`",
                    related: closing.map { [.init(location: $0.node.location, message: "it is forbidden here")] } ?? [])
                value = impossible(place, direction)
            case .kept(let schema, _): value = schema
            case .skipped, nil: break
            }
            return Property(
                wireName: name, swiftName: names.claim(SwiftNames.memberName(name)), schema: value, presence: .required)
        }
    }

    private func warnUndescribed(_ name: String, _ place: Place, among properties: [String]) {
        let close = resolution.suggestion(for: name, among: properties)
        resolution.warn(
            "required-undescribed", "`\(name)` is required, and `properties` does not describe it", at: place,
            hint: close.map { "did you mean `\($0)`?" } ?? "add it to `properties`; any value is taken for it now")
    }

    private func checkDirections(_ places: [Place]) {
        for property in places
        where resolution.annotation(.readOnly, of: property)?.node.boolean == true
            && resolution.annotation(.writeOnly, of: property)?.node.boolean == true
        {
            resolution.tolerate(
                "contradiction", "a property can't be both `readOnly` and `writeOnly`: it is taken as `readOnly`", at: property,
                hint: "remove one of the two")
        }
    }

    func resolveProperty(
        _ wireName: String, _ places: [Place], _ direction: Direction, swiftName: String, isRequired: Bool,
        parent: TypeName
    ) -> Property? {
        guard let place = places.last else { return nil }
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(wireName))
        guard let value = resolve(all: places, direction, home: home) else { return nil }
        var presence: Presence = isRequired ? .required : .optional
        if let written = places.reversed().lazy.compactMap({ self.defaultPlace(of: $0) }).first {
            switch defaultValue(written, for: value, by: places) {
            case .later where isRequired: break
            case .later:
                lateDefaults.append(
                    LateDefault(
                        owner: parent, wireName: wireName, location: nil, place: written, schema: place, value: value))
            // A default that is required anyway has no effect, and is checked all the same.
            case .value(let value) where !isRequired: presence = .defaulted(value)
            case .value, .none: break
            }
        }
        let target = place[.ref] == nil ? place : resolution.follow(place, as: .schema) ?? place
        let words =
            places.reversed().lazy.compactMap { self.documentation(of: $0) }.first
            ?? (isInline(value) ? documentation(of: target) : nil)
        guard resolution.spend(WorkBudget.cost(ofText: words) + WorkBudget.cost(ofText: wireName), at: place) else { return nil }
        return Property(
            wireName: wireName, swiftName: swiftName, schema: value, presence: presence, documentation: words,
            isDeprecated: places.contains { resolution.annotation(.deprecated, of: $0)?.node.boolean == true })
    }

    /// Values without a type of their own carry the documentation of what they refer to.
    private func isInline(_ value: ValueSchema) -> Bool {
        if case .named = value.type { false } else { true }
    }

    /// By its letter, `additionalProperties` of one part knows nothing of what the other parts describe. Nobody means that.
    private func warnOfClosedParts(_ view: SchemaView) {
        // Told to take schemas by their letter, rules do.
        if resolution.options.typesAreStated { return }
        let all = view.parts.count < 2 ? [] : view.properties().map(\.name).sorted()
        for part in view.parts {
            guard let additional = part[.additionalProperties], part[.patternProperties] == nil,
                additional.node.boolean == false || additional.node.mapping?.isEmpty == false
            else { continue }
            let own = part[.properties]?.node.mapping
            guard let other = all.first(where: { own?[$0] == nil }) else { continue }
            resolution.warn(
                "closed-part",
                "`additionalProperties` knows nothing of `\(other)`, which another part of the schema describes: it is taken as what is not described at all",
                at: additional, location: part.keyLocation(.additionalProperties),
                hint: "write `unevaluatedProperties` beside `allOf`, or describe all properties in one part")
        }
    }

    private func additionalProperties(
        of view: SchemaView, _ direction: Direction, _ names: inout NameScope, parent: TypeName
    ) -> AdditionalProperties? {
        let written = view.all(.additionalProperties)
        warnOfClosedParts(view)
        let hasPatterns = !view.all(.patternProperties).isEmpty
        // What one part closes is closed: the properties of all parts are known, and no others.
        if written.contains(where: { $0.node.boolean == false }), !hasPatterns { return .forbidden }
        guard !written.isEmpty || hasPatterns else { return .skipped }
        let home = TypeHome(parent: parent, name: "AdditionalProperty")
        let schemas = memberSchemas(of: view)
        let value = schemas.isEmpty ? ValueSchema(.json) : resolve(all: schemas, direction, home: home)
        guard let value else { return nil }
        return .kept(value, swiftName: names.claim("additionalProperties"))
    }
}
