// From a schema to what its values are in Swift; the sorts of schema have a file each.

internal import WritContract
internal import WritSpec

/// What an inline schema's type would be called, and where.
struct TypeHome {
    /// The type that it is declared in; nil: on its own.
    let parent: TypeName
    let name: String

    func inside(_ suffix: String) -> TypeHome { TypeHome(parent: parent, name: name + suffix) }
}

final class SchemaResolver {
    let resolution: Resolution
    let registry: TypeRegistry
    let use: SchemaUse
    /// Schemas inside each other; a document's own limit is lower, this one bounds recursion through references.
    private var depth = 0
    private static let depthMax = 200

    init(_ resolution: Resolution, registry: TypeRegistry, use: SchemaUse) {
        self.resolution = resolution
        self.registry = registry
        self.use = use
    }

    /// What values of `schema` are; nil after a diagnostic.
    func resolve(_ schema: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else {
            resolution.error("too-deep", "schemas lie more than \(Self.depthMax) deep in each other", at: schema)
            return nil
        }
        if let boolean = schema.node.boolean { return resolveBoolean(boolean, schema) }
        guard resolution.checkKeywords(schema, as: .schema) else { return nil }
        if schema["$ref"] != nil { return resolveReference(schema, direction) }
        return resolveContent(schema, direction, home: home, name: nil)
    }

    private func resolveBoolean(_ boolean: Bool, _ schema: Place) -> ValueSchema? {
        if boolean { return ValueSchema(.json) }
        resolution.error(
            "impossible-schema", "no value is valid here: the schema is `false`", at: schema,
            hint: "leave out what may not be there")
        return nil
    }

    // MARK: References

    private func resolveReference(_ schema: Place, _ direction: Direction) -> ValueSchema? {
        guard let target = resolution.follow(schema), var value = resolveNamed(target, direction) else { return nil }
        let siblings = schema.entries.map(\.key).filter { $0 != "$ref" && !$0.hasPrefix("x-") }
        let carriesMeaning = siblings.filter { !Self.annotations.contains($0) }
        if resolution.dialect == .openAPI30 {
            for key in carriesMeaning {
                resolution.warn(
                    "reference-sibling", "`\(key)` has no effect beside `$ref` in OpenAPI 3.0", at: schema,
                    location: schema.keyLocation(key), hint: "move it to what the reference leads to")
            }
            return value
        }
        let bounds = Set(carriesMeaning).intersection(Self.boundKeywords)
        for key in carriesMeaning where !bounds.contains(key) {
            guard resolution.refuse(.composition, keyword: key, at: schema) else { return nil }
        }
        if !bounds.isEmpty {
            constrain(&value, by: schema)
        }
        return value
    }

    static let annotations: Set<String> = [
        "description", "title", "summary", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
        "externalDocs", "$comment", "xml",
    ]
    static let boundKeywords: Set<String> = [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
        "minProperties", "maxProperties",
    ]

    /// A schema that a reference leads to: resolved once for each direction that matters.
    private func resolveNamed(_ target: Place, _ direction: Direction) -> ValueSchema? {
        if let boolean = target.node.boolean { return resolveBoolean(boolean, target) }
        let key = key(of: target, direction)
        let name = name(of: target, key)
        switch registry.states[key] {
        case .done(let value):
            mark(value, direction)
            return value
        case .failed: return nil
        case .inProgress: return resolveRecursion(target, name)
        case nil: break
        }
        guard resolution.checkKeywords(target, as: .schema) else { return nil }
        registry.states[key] = .inProgress
        let home = TypeHome(parent: TypeName(Array(name.components.dropLast())), name: name.last)
        let value = resolveContent(target, direction, home: home, name: name)
        registry.states[key] = value.map { .done($0) } ?? .failed
        guard let value else { return nil }
        if value.type != .named(name) { declareAlias(name, value, target) }
        return value
    }

    func key(of target: Place, _ direction: Direction) -> TypeKey {
        TypeKey(pointer: target.pointer, direction: use.differsByDirection(target) ? direction : nil)
    }

    private func name(of target: Place, _ key: TypeKey) -> TypeName {
        if let name = registry.names[key] { return name }
        let base = SwiftNames.typeName(target.name)
        let name = TypeName([registry.topLevelNames.claim(base, suffix: "Model")])
        registry.names[key] = name
        return name
    }

    /// An object may contain itself: its type has a name already. Anything else would be a name for nothing.
    private func resolveRecursion(_ target: Place, _ name: TypeName) -> ValueSchema? {
        if isObjectWithProperties(target) { return ValueSchema(.named(name), isNullable: isNullable(target)) }
        resolution.error(
            "endless-schema", "the schema `\(target.name)` contains itself without an object with properties between",
            at: target, hint: "put an object with a named property between the two")
        return nil
    }

    private func declareAlias(_ name: TypeName, _ value: ValueSchema, _ target: Place) {
        registry.declare(
            TypeDeclaration(name: name, kind: .alias(value), documentation: documentation(of: target)))
    }

    /// Notes for a type that is used again that it goes this way too.
    private func mark(_ value: ValueSchema, _ direction: Direction) {
        switch value.type {
        case .named(let name):
            guard let declaration = registry.declarations[name] else { return }
            if direction == .request ? declaration.isRead : declaration.isWritten { return }
            registry.mark(name, direction)
            guard case .object(let object) = declaration.kind else { return }
            for property in object.properties { mark(property.schema, direction) }
            if case .kept(let values, _) = object.additional { mark(values, direction) }
        case .array(let item), .map(let item): mark(item, direction)
        default: return
        }
    }

    // MARK: Content

    /// - Parameter name: The name that the schema has of its own; nil for an inline one, which takes one from `home` if
    ///   it needs one.
    private func resolveContent(
        _ schema: Place, _ direction: Direction, home: TypeHome, name: TypeName?
    ) -> ValueSchema? {
        if let keyword = compositionKeyword(of: schema) {
            return resolution.refuse(.composition, keyword: keyword, at: schema) ? ValueSchema(.json) : nil
        }
        guard let kind = kind(of: schema) else { return nil }
        guard var value = resolve(kind, schema, direction, home: home, name: name) else { return nil }
        value.isNullable = isNullable(schema)
        constrain(&value, by: schema)
        return value
    }

    private func compositionKeyword(of schema: Place) -> String? {
        schema.entries.first { key, _ in
            if case .refused(let refusal)? = ObjectKind.schema.keywords[key] {
                refusal.code == Refusal.composition.code
            } else {
                false
            }
        }?.key
    }

    private func resolve(
        _ kind: SchemaKind, _ schema: Place, _ direction: Direction, home: TypeHome, name: TypeName?
    ) -> ValueSchema? {
        switch kind {
        case .any: return ValueSchema(.json)
        case .boolean: return ValueSchema(.boolean)
        case .integer: return ValueSchema(.integer(integerType(of: schema)))
        case .number: return ValueSchema(schema["format"]?.node.string == "float" ? .float : .double)
        case .string: return ValueSchema(stringType(of: schema))
        case .enumeration(let type):
            return resolveEnumeration(schema, type, direction, name: name ?? claim(home))
        case .array:
            guard let items = schema["items"] else { return ValueSchema(.array(ValueSchema(.json))) }
            return resolve(items, direction, home: home.inside("Item")).map { ValueSchema(.array($0)) }
        case .object:
            if isObjectWithProperties(schema) || schema["additionalProperties"]?.node.boolean == false {
                return resolveObject(schema, direction, name: name ?? claim(home))
            }
            return resolveMap(schema, direction, home: home)
        }
    }

    private func claim(_ home: TypeHome) -> TypeName {
        registry.claimNested(home.name, in: home.parent)
    }

    /// An object without named properties: a dictionary.
    private func resolveMap(_ schema: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let additional = schema["additionalProperties"], additional.node.boolean != true else {
            return ValueSchema(.map(ValueSchema(.json)))
        }
        return resolve(additional, direction, home: home.inside("Value")).map { ValueSchema(.map($0)) }
    }

    func documentation(of schema: Place) -> String? {
        let title = schema["title"]?.node.string
        let description = schema["description"]?.node.string
        switch (title, description) {
        case (let title?, let description?) where title != description: return title + "\n\n" + description
        default: return description ?? title
        }
    }
}
