// Default values, checked against their schemas while the document's author is there to read the diagnostic.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Where a schema, or what it refers to, writes a default.
    func defaultPlace(of schema: Place) -> Place? {
        if let written = resolution.annotation(.default, of: schema) { return written }
        guard schema[.ref] != nil else { return nil }
        return resolution.follow(schema, as: .schema)?[.default]
    }

    enum Default {
        case value(DefaultValue)
        /// It is a value of types that are still to be made.
        case later
        /// There is none, or one that means nothing.
        case none
    }

    /// The default as a value of the type.
    ///
    /// - Parameter written: the schemas that it has to be valid by.
    func defaultValue(_ place: Place, for schema: ValueSchema, by written: [Place]) -> Default {
        if place.node.isNull { return nullDefault(place, schema) }
        if isMadeLater(schema.type) { return .later }
        if case .custom = schema.type {
            resolution.warn(
                "default", "a default of the application's own type is not applied: what is left out is absent", at: place)
            return .none
        }
        let check = ValueCheck(resolution)
        // What no value is valid for is told itself.
        let isValid = isImpossible(schema) || written.allSatisfy { check.violation(of: place, by: $0) == nil }
        if isValid, let value = value(of: place, for: schema) {
            return .value(value)
        }
        warnWrongDefault(place, "is not valid for its schema", hint: hint(for: place, schema))
        return .none
    }

    private func nullDefault(_ place: Place, _ schema: ValueSchema) -> Default {
        if schema.isNullable { return .value(.null) }
        if schema.type != .json {
            resolution.warn(
                "wrong-default", "the default is null, which the schema does not take: it counts as left out", at: place,
                hint: "remove it, or allow null in the schema")
            return .none
        }
        return .value(.json("null"))
    }

    /// Many documents have defaults that are none, for what a client shows: they stop nothing.
    func warnWrongDefault(_ place: Place, _ reason: String, hint: String? = nil) {
        resolution.tolerate(
            "wrong-default", "the default \(written(place)) \(reason): what is left out is absent", at: place,
            hint: hint ?? "correct it, or remove it")
    }

    /// Values of declared types that are more than lists of names.
    private func isMadeLater(_ type: ValueType) -> Bool {
        switch type {
        case .array(let item), .map(let item): return isMadeLater(item.type)
        case .named(let name):
            switch registry.declarations[name]?.kind {
            case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: return false
            default: return true
            }
        default: return false
        }
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
        case .string where place.node.string == nil:
            "the schema takes a string: " + place.node.quotingHint(for: written(place).filter { $0 != "`" })
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
