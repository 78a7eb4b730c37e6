// What sort of value a schema describes: from `type`, or from the keywords that tell it.

internal import WritContract
internal import WritSpec

enum SchemaKind: Equatable {
    case any, boolean, integer, number, string, array, object
    /// A closed list of strings or integers.
    case enumeration(EnumerationType)
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
        switch types.first {
        case "boolean": return .boolean
        case "integer": return .integer
        case "number": return .number
        case "string": return .string
        case "array": return .array
        case "object": return .object
        default: break
        }
        if schema["properties"] != nil || schema["additionalProperties"] != nil { return .object }
        if schema["items"] != nil { return .array }
        if !names.isEmpty, types.isEmpty {
            return resolution.refuse(.composition, keyword: "type", at: schema) ? .any : nil
        }
        return .any
    }

    /// Null is among the values: `nullable: true`, `type: [.., 'null']`, or null in the enumeration's values.
    func isNullable(_ schema: Place) -> Bool {
        if schema["nullable"]?.node.boolean == true { return true }
        guard let type = schema["type"] else { return enumerationValues(of: schema).contains { $0.node.isNull } }
        return type.node.sequence?.contains { $0.string == "null" } == true
    }

    func isObjectWithProperties(_ schema: Place) -> Bool {
        schema["properties"]?.node.mapping?.isEmpty == false || schema["required"]?.node.sequence?.isEmpty == false
    }

    private func typeNames(of schema: Place) -> [String]? {
        guard let type = schema["type"] else { return [] }
        let places = type.node.sequence == nil ? [type] : type.items
        var names: [String] = []
        for place in places {
            guard let name = place.node.string ?? (place.node.isNull ? "null" : nil), Self.types.contains(name) else {
                let written = place.node.string.map { "`\($0)`" } ?? place.node.kindName
                let close = place.node.string.flatMap { Self.synonyms[$0] ?? closestName(to: $0, among: Self.types) }
                resolution.error(
                    "unknown-type", "\(written) is no type of JSON Schema", at: place,
                    hint: close.map { "did you mean `\($0)`?" } ?? "the types are \(Self.types.joined(separator: ", "))")
                return nil
            }
            names.append(name)
        }
        if names.contains("null"), type.node.string != nil { return ["null"] }
        return names
    }

    private static let types = ["string", "number", "integer", "boolean", "array", "object", "null"]
    private static let synonyms = [
        "int": "integer", "int32": "integer", "int64": "integer", "long": "integer", "float": "number",
        "double": "number", "decimal": "number", "bool": "boolean", "str": "string", "text": "string", "date": "string",
        "datetime": "string", "uuid": "string", "list": "array", "map": "object", "dict": "object", "file": "string",
    ]

    private func enumerationKind(of schema: Place, declared: String?) -> SchemaKind? {
        let values = enumerationValues(of: schema).filter { !$0.node.isNull }
        let keyword = schema["enum"] == nil ? "const" : "enum"
        if values.isEmpty {
            resolution.error("empty-enumeration", "`\(keyword)` lists no value but null", at: schema)
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
                hint: declared == "string" ? "put it in quotes" : "list integers only")
            return nil
        }
        return resolution.refuse(.composition, keyword: keyword, at: schema) ? .any : nil
    }

    func enumerationValues(of schema: Place) -> [Place] {
        if let values = schema["enum"] { return values.items }
        return schema["const"].map { [$0] } ?? []
    }
}
