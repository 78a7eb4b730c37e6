// What stands in a document as values of Swift types.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// The value that `place` writes; nil where it is none that the type can hold. Whether the schema lets it be, `ValueCheck` says.
    func value(of place: Place, for schema: ValueSchema) -> DefaultValue? {
        guard resolution.spend(WorkBudget.Cost.place, at: place) else { return nil }
        if place.node.isNull, schema.isNullable { return .null }
        let node = place.node
        switch schema.type {
        case .boolean: return node.boolean.map { .boolean($0) }
        case .integer(let type):
            guard let number = node.integer, let literal = type.literal(number), isInside(node, schema) else {
                return nil
            }
            return .number(literal)
        case .float, .double, .decimal:
            guard let number = node.double, number.isFinite, isInside(node, schema),
                schema.type != .float || Float(number).isFinite
            else { return nil }
            return .number("\(number)")
        case .string:
            guard let text = node.string, hasAllowedLength(text, schema.constraints),
                resolution.spend(WorkBudget.cost(ofText: text), at: place)
            else { return nil }
            return .string(text)
        case .text(let format):
            guard let text = node.string, format.matches(text), hasAllowedLength(text, schema.constraints) else { return nil }
            return .text(format, text)
        case .json: return .json(jsonText(node))
        case .array(let item): return arrayValue(of: place, schema, item)
        case .map(let value): return mapValue(of: place, schema, value)
        case .named(let name): return value(of: place, named: name)
        case .custom: return nil
        }
    }

    private func arrayValue(of place: Place, _ schema: ValueSchema, _ item: ValueSchema) -> DefaultValue? {
        guard place.node.sequence != nil else { return nil }
        let values = place.items.compactMap { value(of: $0, for: item) }
        let count = place.items.count
        guard values.count == count, count >= schema.constraints.minItems ?? 0, count <= schema.constraints.maxItems ?? .max,
            !schema.constraints.hasUniqueItems || Set(place.items.map { jsonText($0.node) }).count == count
        else { return nil }
        return .array(values)
    }

    private func mapValue(of place: Place, _ schema: ValueSchema, _ value: ValueSchema) -> DefaultValue? {
        guard place.node.mapping != nil else { return nil }
        let entries = place.entries
        let members = entries.compactMap { entry in
            self.value(of: entry.place, for: value).map { DefaultValue.Member(name: entry.key, value: $0) }
        }
        guard members.count == entries.count, members.count >= schema.constraints.minProperties ?? 0,
            members.count <= schema.constraints.maxProperties ?? .max
        else { return nil }
        return .map(members)
    }

    // MARK: Declared types

    private func value(of place: Place, named name: TypeName) -> DefaultValue? {
        let node = place.node
        switch registry.declarations[name]?.kind {
        case .stringEnumeration: return node.string.flatMap { registry.caseName(of: $0, in: name) }.map { .enumerationCase($0) }
        case .integerEnumeration:
            return node.integer.flatMap { registry.caseName(of: $0.decimal, in: name) }.map { .enumerationCase($0) }
        case .valueEnumeration: return registry.caseName(of: jsonText(node), in: name).map { .enumerationCase($0) }
        case .openEnumeration:
            guard let text = node.string else { return nil }
            return registry.caseName(of: text, in: name).map { .enumerationCase($0) } ?? .unknownCase(text)
        case .object(let object): return objectValue(of: place, object, name)
        case .tuple(let tuple): return tupleValue(of: place, tuple, name)
        case .union(let union): return unionValue(of: place, union, name)
        case .wrapper(let schema): return value(of: place, for: schema).map { .wrapper(name, $0) }
        case .alias(let schema): return value(of: place, for: schema)
        case nil: return nil
        }
    }

    private func objectValue(of place: Place, _ object: ObjectType, _ name: TypeName) -> DefaultValue? {
        guard let mapping = place.node.mapping, mapping.count >= object.minProperties ?? 0,
            mapping.count <= object.maxProperties ?? .max
        else { return nil }
        var members: [DefaultValue.Member] = []
        for property in object.properties {
            guard let written = place.child(property.wireName) else {
                if property.presence == .required { return nil }
                continue
            }
            guard let value = value(of: written, for: property.schema) else { return nil }
            // What has one value alone is no parameter of the initialiser.
            if registry.onlyValue(of: property) != nil { continue }
            members.append(DefaultValue.Member(name: property.swiftName, value: presented(value, property)))
        }
        let known = Set(object.properties.map(\.wireName) + object.ignoredNames)
        let others = place.entries.filter { !known.contains($0.key) }
        switch object.additional {
        case .skipped: break
        case .forbidden: guard others.isEmpty else { return nil }
        case .kept(let schema, let swiftName) where !others.isEmpty:
            let values = others.compactMap { entry in
                value(of: entry.place, for: schema).map { DefaultValue.Member(name: entry.key, value: $0) }
            }
            guard values.count == others.count else { return nil }
            members.append(DefaultValue.Member(name: swiftName, value: .map(values)))
        case .kept: break
        }
        return .object(name, members)
    }

    private func presented(_ value: DefaultValue, _ property: Property) -> DefaultValue {
        guard property.presence == .optional, property.schema.isNullable else { return value }
        return .present(value == .null ? nil : value)
    }

    private func tupleValue(of place: Place, _ tuple: TupleType, _ name: TypeName) -> DefaultValue? {
        guard place.node.sequence != nil else { return nil }
        let items = place.items
        guard items.count >= tuple.constraints.minItems ?? 0, items.count <= tuple.constraints.maxItems ?? .max else {
            return nil
        }
        var members: [DefaultValue.Member] = []
        for (index, element) in tuple.elements.enumerated() {
            guard index < items.count else {
                if element.presence == .required { return nil }
                continue
            }
            guard let value = value(of: items[index], for: element.schema) else { return nil }
            members.append(DefaultValue.Member(name: element.swiftName, value: presented(value, element)))
        }
        let others = items.dropFirst(tuple.elements.count)
        guard !others.isEmpty else { return .object(name, members) }
        guard let rest = tuple.rest else { return nil }
        let values = others.compactMap { value(of: $0, for: rest) }
        guard values.count == others.count else { return nil }
        return .object(name, members + [DefaultValue.Member(name: tuple.restName, value: .array(values))])
    }

    /// The first alternative that takes the value; where a property tells them apart, the one it tells.
    private func unionValue(of place: Place, _ union: UnionType, _ name: TypeName) -> DefaultValue? {
        var cases = union.cases
        if place.node.integer != nil {
            // A whole number is an integer where there is an alternative for these.
            cases.sort { one, two in one.schema.type.isInteger && !two.schema.type.isInteger }
        }
        if let (property, values) = union.decision.property, place.node.mapping != nil {
            let text = place.child(property).flatMap { TagValue(jsonText($0.node)) }?.text
            if let index = values.first(where: { $0.value == text })?.unionCase {
                cases = [union.cases[index]]
            } else if case .property(_, _, let fallback) = union.decision {
                guard let fallback else { return nil }
                cases = [union.cases[fallback]]
            }
        }
        for unionCase in cases {
            if let constant = unionCase.constant {
                if constant == jsonText(place.node) { return .enumerationCase(unionCase.swiftName) }
                continue
            }
            if let value = value(of: place, for: unionCase.schema) { return .unionCase(name, unionCase.swiftName, value) }
        }
        return nil
    }

    // MARK: Bounds

    /// Bounds tell which of several types a number is of.
    private func isInside(_ node: Node, _ schema: ValueSchema) -> Bool {
        guard let number = ExactDecimal(node) else { return false }
        if let minimum = schema.constraints.minimum {
            let bound = ExactDecimal(minimum.literal)
            if minimum.isExclusive ? number <= bound : number < bound { return false }
        }
        if let maximum = schema.constraints.maximum {
            let bound = ExactDecimal(maximum.literal)
            if maximum.isExclusive ? number >= bound : number > bound { return false }
        }
        return true
    }

    private func hasAllowedLength(_ text: String, _ constraints: Constraints) -> Bool {
        let length = text.unicodeScalars.count
        return length >= constraints.minLength ?? 0 && length <= constraints.maxLength ?? .max
    }
}

extension ValueType {
    fileprivate var isInteger: Bool { if case .integer = self { true } else { false } }
}
