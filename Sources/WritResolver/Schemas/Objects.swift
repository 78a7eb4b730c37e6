// Objects with named properties: a struct for each direction in which they differ.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func resolveObject(_ schema: Place, _ direction: Direction, name: TypeName) -> ValueSchema? {
        guard checkShape(schema) else { return nil }
        var names = NameScope(reserved: ReservedNames.members)
        var properties: [Property] = []
        var ignored: [String] = []
        var isComplete = true
        let required = requiredNames(of: schema)
        for (wireName, place) in schema["properties"]?.entries ?? [] {
            if let only = resolution.propertyDirection(place), only != direction {
                ignored.append(wireName)
                continue
            }
            let swiftName = names.claim(SwiftNames.memberName(wireName))
            let property = resolveProperty(
                wireName, place, direction, swiftName: swiftName, isRequired: required.contains(wireName), parent: name)
            if let property { properties.append(property) } else { isComplete = false }
        }
        let known = Set(properties.map(\.wireName) + ignored)
        for wireName in required where isComplete && !known.contains(wireName) && schema["properties"]?[wireName] == nil {
            properties.append(
                Property(
                    wireName: wireName, swiftName: names.claim(SwiftNames.memberName(wireName)),
                    schema: ValueSchema(.json), presence: .required))
        }
        guard isComplete, let additional = additionalProperties(of: schema, direction, &names, parent: name) else {
            return nil
        }
        let object = ObjectType(
            properties: properties, additional: additional, minProperties: count(schema, "minProperties"),
            maxProperties: count(schema, "maxProperties"), ignoredNames: ignored)
        registry.declare(
            TypeDeclaration(
                name: name, kind: .object(object), documentation: documentation(of: schema),
                isDeprecated: schema["deprecated"]?.node.boolean == true, isRead: direction == .request,
                isWritten: direction == .answer))
        return ValueSchema(.named(name))
    }

    private func checkShape(_ schema: Place) -> Bool {
        var isGood = true
        if let properties = schema["properties"], properties.node.mapping == nil {
            resolution.error(
                "wrong-shape", "`properties` must be a mapping of names to schemas, not \(properties.node.kindName)",
                at: properties)
            isGood = false
        }
        if let required = schema["required"], required.node.sequence == nil {
            let isFlag = required.node.boolean != nil
            resolution.error(
                "wrong-shape", "`required` of a schema must be a list of property names, not \(required.node.kindName)",
                at: required,
                hint: isFlag ? "list the property's name in the `required` of the object that has it" : nil)
            isGood = false
        }
        return isGood
    }

    /// In the order written, each once.
    private func requiredNames(of schema: Place) -> [String] {
        var names: [String] = []
        for place in schema["required"]?.items ?? [] {
            guard let name = place.node.string else {
                resolution.error(
                    "wrong-shape", "`required` lists names of properties, not \(place.node.kindName)", at: place,
                    hint: "put it in quotes if it is a name")
                continue
            }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private func resolveProperty(
        _ wireName: String, _ place: Place, _ direction: Direction, swiftName: String, isRequired: Bool,
        parent: TypeName
    ) -> Property? {
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(wireName))
        guard let value = resolve(place, direction, home: home) else { return nil }
        var presence: Presence = isRequired ? .required : .optional
        if !isRequired, let written = defaultPlace(of: place) {
            guard let value = defaultValue(written, for: value) else { return nil }
            presence = .defaulted(value)
        }
        let target = place["$ref"] == nil ? place : resolution.follow(place) ?? place
        return Property(
            wireName: wireName, swiftName: swiftName, schema: value, presence: presence,
            documentation: documentation(of: place) ?? (isInline(value) ? documentation(of: target) : nil),
            isDeprecated: place["deprecated"]?.node.boolean == true)
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
