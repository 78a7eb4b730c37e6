// Objects with named properties: a struct for each direction in which they differ.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Declares the type `name`, unless something in it is refused.
    func resolveObject(_ schema: Place, _ direction: Direction, name: TypeName) {
        var names = NameScope(reserved: ReservedNames.members)
        var properties: [Property] = []
        var ignored: [String] = []
        var isComplete = true
        let written = schema["properties"]?.entries ?? []
        let required = requiredNames(of: schema)
        for (wireName, place) in written {
            checkDirections(place)
            if let only = resolution.propertyDirection(place), only != direction {
                ignored.append(wireName)
                continue
            }
            let swiftName = names.claim(resolution.memberName(wireName, of: place))
            let property = resolveProperty(
                wireName, place, direction, swiftName: swiftName, isRequired: required[wireName] != nil, parent: name)
            if let property { properties.append(property) } else { isComplete = false }
        }
        let additional = additionalProperties(of: schema, direction, &names, parent: name)
        for (wireName, place) in required.sorted(by: { $0.value.pointer.count < $1.value.pointer.count })
        where schema["properties"]?[wireName] == nil {
            warnUndescribed(wireName, place, among: written.map(\.key))
        }
        properties += undescribedProperties(schema, additional, &names)
        guard isComplete, let additional else { return }
        let (least, most) = (count(schema, "minProperties"), count(schema, "maxProperties"))
        checkOrder(schema, least, most, "minProperties", "maxProperties")
        let object = ObjectType(
            properties: properties, additional: additional, minProperties: least, maxProperties: most,
            ignoredNames: ignored)
        registry.declare(
            TypeDeclaration(
                name: name, kind: .object(object), documentation: documentation(of: schema),
                isDeprecated: schema["deprecated"]?.node.boolean == true))
    }

    /// Where each required name is first listed.
    private func requiredNames(of schema: Place) -> [String: Place] {
        var names: [String: Place] = [:]
        for place in schema["required"]?.items ?? [] {
            guard let name = place.node.string else { continue }
            if names.updateValue(place, forKey: name) != nil {
                resolution.warn("duplicate-value", "`required` lists `\(name)` twice", at: place, hint: "remove one")
            }
        }
        return names
    }

    /// Names that are required and not described: any value, or what `additionalProperties` says.
    private func undescribedProperties(
        _ schema: Place, _ additional: AdditionalProperties?, _ names: inout NameScope
    ) -> [Property] {
        var seen: Set<String> = []
        var properties: [Property] = []
        for place in schema["required"]?.items ?? [] {
            guard let name = place.node.string, schema["properties"]?[name] == nil, seen.insert(name).inserted else { continue }
            var value = ValueSchema(.json)
            switch additional {
            case .forbidden:
                resolution.error(
                    "impossible-schema", "`\(name)` is required, and `additionalProperties: false` forbids it", at: place,
                    hint: "describe it in `properties`")
                continue
            case .kept(let schema, _): value = schema
            case .skipped, nil: break
            }
            properties.append(
                Property(
                    wireName: name, swiftName: names.claim(SwiftNames.memberName(name)), schema: value,
                    presence: .required))
        }
        return properties
    }

    private func warnUndescribed(_ name: String, _ place: Place, among properties: [String]) {
        let close = resolution.suggestion(for: name, among: properties)
        resolution.warn(
            "required-undescribed", "`\(name)` is required, and `properties` does not describe it", at: place,
            hint: close.map { "did you mean `\($0)`?" } ?? "add it to `properties`; any value is taken for it now")
    }

    private func checkDirections(_ property: Place) {
        guard resolution.annotation("readOnly", of: property)?.node.boolean == true,
            resolution.annotation("writeOnly", of: property)?.node.boolean == true
        else { return }
        resolution.error(
            "impossible-schema", "a property can't be both `readOnly` and `writeOnly`", at: property,
            hint: "remove one of the two")
    }

    private func resolveProperty(
        _ wireName: String, _ place: Place, _ direction: Direction, swiftName: String, isRequired: Bool,
        parent: TypeName
    ) -> Property? {
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(wireName))
        guard let value = resolve(place, direction, home: home) else { return nil }
        var presence: Presence = isRequired ? .required : .optional
        if let written = defaultPlace(of: place) {
            switch defaultValue(written, for: value) {
            case .wrong: return nil
            // A default that is required anyway has no effect, and is checked all the same.
            case .value(let value) where !isRequired: presence = .defaulted(value)
            case .value, .none: break
            }
        }
        let target = place["$ref"] == nil ? place : resolution.follow(place, as: .schema) ?? place
        return Property(
            wireName: wireName, swiftName: swiftName, schema: value, presence: presence,
            documentation: documentation(of: place) ?? (isInline(value) ? documentation(of: target) : nil),
            isDeprecated: resolution.annotation("deprecated", of: place)?.node.boolean == true)
    }

    /// Values without a type of their own carry the documentation of what they refer to.
    private func isInline(_ value: ValueSchema) -> Bool {
        if case .named = value.type { false } else { true }
    }

    private func additionalProperties(
        of schema: Place, _ direction: Direction, _ names: inout NameScope, parent: TypeName
    ) -> AdditionalProperties? {
        guard let additional = schema["additionalProperties"] else { return .skipped }
        if additional.node.boolean == false { return .forbidden }
        let home = TypeHome(parent: parent, name: "AdditionalProperty")
        guard let value = resolve(additional, direction, home: home) else { return nil }
        return .kept(value, swiftName: names.claim("additionalProperties"))
    }
}
