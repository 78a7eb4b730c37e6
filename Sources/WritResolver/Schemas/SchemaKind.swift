// What sort of value a schema describes: from `type`, or from the keywords that tell it.

internal import WritContract
internal import WritSpec

enum SchemaKind: Equatable {
    case any, boolean, integer, number, string, array, object
    /// A closed list of strings or integers.
    case enumeration(EnumerationType)
}

extension SchemaKind {
    /// With its article, for messages.
    var name: String {
        switch self {
        case .any: "any value"
        case .boolean: "a boolean"
        case .integer, .enumeration(.integer): "an integer"
        case .number: "a number"
        case .string, .enumeration(.string): "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

enum EnumerationType: Equatable {
    case string, integer
}

extension SchemaResolver {
    /// Nil after a diagnostic.
    func kind(of schema: Place) -> SchemaKind? {
        guard let names = typeNames(of: schema) else { return nil }
        let types = names.filter { $0 != "null" }
        if types.count > 1 {
            return resolution.refuse(.composition, keyword: "type", at: schema) ? .any : nil
        }
        if schema["enum"] != nil || schema["const"] != nil { return enumerationKind(of: schema, declared: types.first) }
        if let type = types.first { return Self.kinds[type] }
        if ["properties", "additionalProperties", "required"].contains(where: { schema[$0] != nil }) { return .object }
        if schema["items"] != nil { return .array }
        if !names.isEmpty {
            return resolution.refuse(.composition, keyword: "type", at: schema) ? .any : nil
        }
        return .any
    }

    private static let kinds: [String: SchemaKind] = [
        "boolean": .boolean, "integer": .integer, "number": .number, "string": .string, "array": .array,
        "object": .object,
    ]

    /// Null is among the values: `nullable: true`, `type: [.., 'null']`, or null in the values of an untyped enumeration.
    func isNullable(_ schema: Place) -> Bool {
        let values = enumerationValues(of: schema)
        let listsNull = values.contains { $0.node.isNull }
        guard schema["nullable"]?.node.boolean == true || typeNames(of: schema)?.contains("null") == true else {
            if schema["type"] != nil, let place = values.first(where: { $0.node.isNull }) {
                resolution.warn(
                    "enumeration-null", "null is listed, though the `type` does not take it: it has no effect", at: place,
                    hint: resolution.dialect == .openAPI30
                        ? "add `nullable: true`, or remove null" : "add 'null' to the `type`, or remove it here")
            }
            return schema["type"] == nil && listsNull
        }
        if !values.isEmpty, !listsNull {
            resolution.warn(
                "enumeration-null", "null is taken, though `enum` does not list it", at: schema["enum"] ?? schema,
                hint: "list null too, or don't allow it")
        }
        return true
    }

    /// Keywords that mean nothing for values of the schema's type: harmless, and hardly meant.
    func warnWithoutEffect(_ schema: Place, _ kind: SchemaKind) {
        let applicable = Self.applicable[kind.name] ?? Self.typed
        for (key, place) in schema.entries where Self.typed.contains(key) && !applicable.contains(key) {
            // `required: true` in a property is no list that has no effect.
            if key == "required", place.node.sequence == nil { continue }
            resolution.warn(
                "no-effect", "`\(key)` has no effect on \(kind.name)", at: place, location: schema.keyLocation(key),
                hint: "remove it, or correct the `type`")
        }
        if kind == .any, let format = schema["format"] {
            resolution.warn(
                "no-effect", "`format` has no effect without a `type`", at: format, hint: "add `type: string`, or what is meant")
        }
    }

    private static let applicable: [String: Set<String>] = [
        "a boolean": [],
        "an integer": ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        "a number": ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        "a string": ["minLength", "maxLength", "pattern"],
        "an array": ["items", "minItems", "maxItems", "uniqueItems", "contains"],
        "an object": ["properties", "required", "additionalProperties", "minProperties", "maxProperties", "propertyNames"],
    ]

    private static let typed = applicable.values.reduce(into: Set<String>()) { $0.formUnion($1) }

    func isObjectWithProperties(_ schema: Place) -> Bool {
        schema["properties"]?.node.mapping?.isEmpty == false
            || schema["required"]?.items.contains { $0.node.string != nil } == true
    }

    /// The types that the schema names, each once; nil where one is none, as was said when its shape was checked.
    private func typeNames(of schema: Place) -> [String]? {
        guard let type = schema["type"] else { return [] }
        var names: [String] = []
        for place in type.node.sequence == nil ? [type] : type.items {
            guard let name = place.node.string ?? (place.node.isNull ? "null" : nil), SchemaTypes.names.contains(name) else {
                return nil
            }
            if !names.contains(name) { names.append(name) }
        }
        // An integer is a number.
        if names.contains("number") { names.removeAll { $0 == "integer" } }
        return names.isEmpty ? nil : names
    }

    private func enumerationKind(of schema: Place, declared: String?) -> SchemaKind? {
        let values = enumerationValues(of: schema).filter { !$0.node.isNull }
        let keyword = schema["enum"] == nil ? "const" : "enum"
        if schema["enum"] != nil, schema["enum"]?.node.sequence == nil { return nil }
        if keyword == "enum", schema["const"] != nil {
            return resolution.refuse(.composition, keyword: "const", at: schema) ? .any : nil
        }
        if values.isEmpty {
            resolution.error(
                "empty-enumeration", "`\(keyword)` lists no value but null", at: schema[keyword] ?? schema,
                hint: "list the values, or leave `\(keyword)` out")
            return nil
        }
        if values.allSatisfy({ $0.node.string != nil }), declared == nil || declared == "string" {
            return .enumeration(.string)
        }
        if values.allSatisfy({ $0.node.integer?.int64 != nil }), declared == nil || declared == "integer" {
            return .enumeration(.integer)
        }
        let isMixed = declared == "string" || declared == "integer"
        if isMixed, let odd = values.first(where: { declared == "string" ? $0.node.string == nil : $0.node.integer == nil }) {
            resolution.error(
                "enumeration-type", "\(odd.node.kindName) is listed among values of type `\(declared ?? "")`", at: odd,
                hint: declared == "string" ? "put it in quotes: `'\(written(odd).filter { $0 != "`" })'`" : "list integers only")
            return nil
        }
        return resolution.refuse(.composition, keyword: keyword, at: schema) ? .any : nil
    }

    func enumerationValues(of schema: Place) -> [Place] {
        if let values = schema["enum"] { return values.items }
        return schema["const"].map { [$0] } ?? []
    }
}
