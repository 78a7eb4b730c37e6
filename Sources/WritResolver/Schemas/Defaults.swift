// Default values, checked against their schemas while the document's author is there to read the diagnostic.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Where a schema, or what it refers to, writes a default.
    func defaultPlace(of schema: Place) -> Place? {
        if let written = schema["default"] { return written }
        guard schema["$ref"] != nil else { return nil }
        return resolution.follow(schema)?["default"]
    }

    /// The default as a value of the schema; nil after a diagnostic.
    func defaultValue(_ place: Place, for schema: ValueSchema) -> DefaultValue? {
        if place.node.isNull, schema.isNullable { return .null }
        let value = scalarDefault(place, for: schema)
        if value == nil {
            let close = hint(for: place, schema)
            resolution.error(
                "wrong-default", "the default \(written(place)) is not valid for its schema", at: place, hint: close)
        }
        return value
    }

    private func scalarDefault(_ place: Place, for schema: ValueSchema) -> DefaultValue? {
        let node = place.node
        switch schema.type {
        case .boolean: return node.boolean.map { .boolean($0) }
        case .integer(let type):
            guard let number = node.integer, let literal = type.literal(number), isInside(number.double, schema) else {
                return nil
            }
            return .number(literal)
        case .float, .double:
            guard let number = node.double, number.isFinite, isInside(number, schema) else { return nil }
            return .number("\(number)")
        case .string:
            guard let text = node.string, hasAllowedLength(text, schema.constraints) else { return nil }
            return .string(text)
        case .named(let name): return enumerationDefault(node, name)
        case .array(let item):
            guard node.sequence != nil else { return nil }
            let values = place.items.compactMap { $0.node.isNull && item.isNullable ? .null : scalarDefault($0, for: item) }
            let count = place.items.count
            guard values.count == count, count >= schema.constraints.minItems ?? 0,
                count <= schema.constraints.maxItems ?? .max
            else { return nil }
            return .array(values)
        case .dateTime, .date, .uuid, .base64, .json, .map: return nil
        }
    }

    private func enumerationDefault(_ node: Node, _ name: TypeName) -> DefaultValue? {
        let cases: [EnumerationCase]
        let value: String?
        switch registry.declarations[name]?.kind {
        case .stringEnumeration(let all): (cases, value) = (all, node.string)
        case .integerEnumeration(_, let all): (cases, value) = (all, node.integer?.decimal)
        default: return nil
        }
        return cases.first { $0.value == value }.map { .enumerationCase($0.swiftName) }
    }

    private func isInside(_ number: Double, _ schema: ValueSchema) -> Bool {
        let (minimum, maximum) = (schema.constraints.minimum, schema.constraints.maximum)
        if let minimum, let bound = Double(minimum.literal), minimum.isExclusive ? number <= bound : number < bound {
            return false
        }
        if let maximum, let bound = Double(maximum.literal), maximum.isExclusive ? number >= bound : number > bound {
            return false
        }
        return true
    }

    private func hasAllowedLength(_ text: String, _ constraints: Constraints) -> Bool {
        let length = text.unicodeScalars.count
        return length >= constraints.minLength ?? 0 && length <= constraints.maxLength ?? .max
    }

    private func written(_ place: Place) -> String {
        switch place.node.value {
        case .string(let text): "`\(text)`"
        case .integer(let number): number.decimal
        case .number(let number): number.text
        case .boolean(let value): "\(value)"
        default: "(\(place.node.kindName))"
        }
    }

    private func hint(for place: Place, _ schema: ValueSchema) -> String? {
        switch schema.type {
        case .string where place.node.string == nil: "put it in quotes: the schema takes a string"
        case .dateTime, .date, .uuid, .base64, .json, .map:
            "defaults of dates, UUIDs, bytes, maps and free-form values are not handled yet: leave the default out"
        case .named(let name):
            switch registry.declarations[name]?.kind {
            case .stringEnumeration(let cases), .integerEnumeration(_, let cases):
                "the values are " + cases.prefix(20).map { "`\($0.value)`" }.joined(separator: ", ")
            default: "defaults of objects are not handled yet: leave the default out"
            }
        default: nil
        }
    }
}
