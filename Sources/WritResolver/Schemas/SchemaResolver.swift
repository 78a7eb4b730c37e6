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
    /// Objects whose types have names and whose properties are still to be resolved: a list and no recursion, since
    /// references may lead through as many objects as a document has.
    private var waiting: [() -> Void] = []
    /// Schemas inside each other, and references to schemas without a type of their own.
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

    /// Resolves the properties of all objects that were met. Call it when all operations are resolved.
    func finish() {
        var next = 0
        while next < waiting.count {
            waiting[next]()
            next += 1
        }
        waiting = []
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
        guard let target = resolution.follow(schema, as: .schema), var value = resolveNamed(target, direction) else {
            return nil
        }
        // In OpenAPI 3.0 what stands beside a reference has no effect, as the check of keywords has said.
        guard resolution.dialect == .openAPI31 else { return value }
        let siblings = schema.entries.map(\.key).filter { key in
            key != "$ref" && ObjectKind.schema.keywords[key] != nil && !Self.annotations.contains(key)
        }
        var bounds = Self.boundKeywords
        for key in siblings where !bounds.contains(key) {
            if case .unchecked? = ObjectKind.schema.keywords[key]?.disposition { continue }
            guard resolution.refuse(.composition, keyword: key, at: schema) else { return nil }
        }
        bounds.formIntersection(siblings)
        guard !bounds.isEmpty else { return value }
        if case .named = value.type {
            for key in bounds.sorted() { resolution.leaveUnchecked(key, of: schema) }
        } else {
            constrain(&value, by: schema)
        }
        return value
    }

    static let annotations: Set<String> = [
        "description", "title", "summary", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
        "externalDocs", "$comment", "$schema", "$defs", "xml",
    ]
    static let boundKeywords: Set<String> = [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
        "minProperties", "maxProperties",
    ]

    /// A schema that a reference leads to: resolved once for each direction that matters.
    private func resolveNamed(_ target: Place, _ direction: Direction) -> ValueSchema? {
        if let boolean = target.node.boolean { return resolveBoolean(boolean, target) }
        guard resolution.checkKeywords(target, as: .schema) else { return nil }
        let key = TypeKey(pointer: target.pointer, direction: use.differsByDirection(target) ? direction : nil)
        switch registry.states[key] {
        case .done(let value): return value
        case .failed: return nil
        case .inProgress: return reportEndless(target)
        case nil: break
        }
        registry.states[key] = .inProgress
        let name = registry.name(of: target, key)
        let home = TypeHome(parent: TypeName(Array(name.components.dropLast())), name: name.last)
        let value = resolveContent(target, direction, home: home, name: name)
        registry.states[key] = value.map { .done($0) } ?? .failed
        if let value, value.type != .named(name), target.isComponent { declareAlias(name, value, target) }
        return value
    }

    /// Objects get their names before their properties are looked at; what leads back to itself without one between is a
    /// name for nothing.
    private func reportEndless(_ target: Place) -> ValueSchema? {
        resolution.error(
            "endless-schema", "the schema `\(target.name)` contains itself without an object with properties between",
            at: target, hint: "put an object with a named property between the two")
        return nil
    }

    private func declareAlias(_ name: TypeName, _ value: ValueSchema, _ target: Place) {
        registry.declare(
            TypeDeclaration(
                name: name, kind: .alias(value), documentation: documentation(of: target),
                isDeprecated: target["deprecated"]?.node.boolean == true))
    }

    // MARK: Content

    /// - Parameter name: The name that the schema has of its own; nil for an inline one, which takes one from `home` if
    ///   it needs one.
    private func resolveContent(
        _ schema: Place, _ direction: Direction, home: TypeHome, name: TypeName?
    ) -> ValueSchema? {
        let compositions = compositionKeywords(of: schema)
        if !compositions.isEmpty {
            // Each is named: all of them are in the way.
            let isAllowed = compositions.map { resolution.refuse(.composition, keyword: $0, at: schema) }
            return isAllowed.contains(false) ? nil : ValueSchema(.json)
        }
        guard let kind = kind(of: schema) else { return nil }
        guard var value = resolve(kind, schema, direction, home: home, name: name) else { return nil }
        // Any JSON value at all may be null.
        value.isNullable = value.type != .json && isNullable(schema)
        warnWithoutEffect(schema, kind)
        constrain(&value, by: schema)
        return value
    }

    private func compositionKeywords(of schema: Place) -> [String] {
        schema.entries.map(\.key).filter { key in
            guard case .refused(let refusal)? = ObjectKind.schema.keywords[key]?.disposition else { return false }
            return refusal.code == Refusal.composition.code
        }
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
            return resolveEnumeration(schema, type, name: name ?? claim(home))
        case .array:
            guard let items = schema["items"] else { return resolveUntypedArray(schema) }
            return resolve(items, direction, home: home.inside("Item")).map { ValueSchema(.array($0)) }
        case .object:
            if isObjectWithProperties(schema) || schema["additionalProperties"]?.node.boolean == false {
                let name = name ?? claim(home)
                waiting.append { self.resolveObject(schema, direction, name: name) }
                return ValueSchema(.named(name))
            }
            return resolveMap(schema, direction, home: home)
        }
    }

    private func claim(_ home: TypeHome) -> TypeName {
        registry.claimNested(home.name, in: home.parent)
    }

    private func resolveUntypedArray(_ schema: Place) -> ValueSchema {
        if resolution.dialect == .openAPI30 {
            resolution.warn(
                "missing-field", "an array has no `items`, which OpenAPI 3.0 requires: its items may be anything", at: schema,
                hint: "add `items:` with the items' schema, or `items: {}`")
        }
        return ValueSchema(.array(ValueSchema(.json)))
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

extension Place {
    /// True for what stands directly under `components/schemas`.
    var isComponent: Bool {
        pointer.hasPrefix("/components/schemas/") && pointer.utf8.count { $0 == UInt8(ascii: "/") } == 3
    }
}
