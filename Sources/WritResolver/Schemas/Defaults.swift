// Default values, checked against their schemas while the document's author is there to read the diagnostic.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Where a schema, or what it refers to, writes a default.
    func defaultPlace(of schema: Place) -> Place? {
        if let written = resolution.annotation("default", of: schema) { return written }
        guard schema["$ref"] != nil else { return nil }
        return resolution.follow(schema, as: .schema)?["default"]
    }

    enum Default {
        case value(DefaultValue)
        /// There is none, or one that means nothing.
        case none
    }

    /// The default as a value of the schema.
    func defaultValue(_ place: Place, for schema: ValueSchema) -> Default {
        if place.node.isNull { return nullDefault(place, schema) }
        guard isHandled(schema) else {
            resolution.warn(
                "default", "a default of such a schema is not applied: what is left out is absent", at: place)
            return .none
        }
        if let value = scalarDefault(place, for: schema) { return .value(value) }
        resolution.tolerate(
            "wrong-default", "the default \(written(place)) is not valid for its schema: what is left out is absent", at: place,
            hint: hint(for: place, schema))
        return .none
    }

    private func nullDefault(_ place: Place, _ schema: ValueSchema) -> Default {
        if schema.isNullable { return .value(.null) }
        if schema.type != .json {
            resolution.warn(
                "wrong-default", "the default is null, which the schema does not take: it counts as left out", at: place,
                hint: "remove it, or allow null in the schema")
        }
        return .none
    }

    private func isHandled(_ schema: ValueSchema) -> Bool {
        switch schema.type {
        case .boolean, .integer, .float, .double, .string: return true
        case .array(let item): return isHandled(item)
        case .named(let name):
            switch registry.declarations[name]?.kind {
            case .stringEnumeration, .integerEnumeration: return true
            default: return false
            }
        case .dateTime, .date, .uuid, .base64, .json, .map: return false
        }
    }

    func scalarDefault(_ place: Place, for schema: ValueSchema) -> DefaultValue? {
        let node = place.node
        switch schema.type {
        case .boolean: return node.boolean.map { .boolean($0) }
        case .integer(let type):
            guard let number = node.integer, let literal = type.literal(number), isInside(number.double, schema) else {
                return nil
            }
            return .number(literal)
        case .float, .double:
            guard let number = node.double, number.isFinite, isInside(number, schema),
                schema.type == .double || Float(number).isFinite
            else { return nil }
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

    func written(_ place: Place) -> String {
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
        case .named(let name):
            switch registry.declarations[name]?.kind {
            case .stringEnumeration(let cases), .integerEnumeration(_, let cases):
                "the values are " + cases.prefix(20).map { "`\($0.value)`" }.joined(separator: ", ")
            default: nil
            }
        default: nil
        }
    }
}
