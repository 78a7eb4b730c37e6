// Values that a type's place in a union decides: handlers need not say them, and can't say them wrong.

internal import WritContract

extension TypeRegistry {
    /// Notes which value of a discriminator belongs to each case of a union, and gives it to the types of these cases, where
    /// all unions agree. Call it when all types are made.
    func noteTags() {
        var values: [TypeName: [String: Set<DefaultValue>]] = [:]
        for declaration in declarations.values {
            guard case .union(var union) = declaration.kind,
                case .property(let property, let texts, let fallback) = union.decision
            else { continue }
            let textsByCase = Dictionary(grouping: texts, by: \.unionCase)
            for index in union.cases.indices {
                guard case .named(let type) = union.cases[index].schema.type,
                    case .object(let object)? = declarations[type]?.kind,
                    let told = object.properties.first(where: { $0.wireName == property })
                else { continue }
                let own = (textsByCase[index] ?? []).compactMap { literal($0.value, of: told) }
                guard let first = own.first else { continue }
                values[type, default: [:]][property, default: []].insert(first)
                // A fallback's values may have any other text; a list of nothing else can't be wrong.
                if index != fallback, own.count != listedCount(told) {
                    union.cases[index].tag = UnionCaseTag(swiftName: told.swiftName, values: own)
                }
            }
            var changed = declaration
            changed.kind = .union(union)
            declare(changed)
        }
        for (name, declaration) in declarations {
            guard case .object(var object) = declaration.kind else { continue }
            for index in object.properties.indices {
                let property = object.properties[index]
                let told = values[name]?[property.wireName] ?? []
                object.properties[index].tag = told.count == 1 ? told.first : told.isEmpty ? onlyValue(of: property) : nil
            }
            var changed = declaration
            changed.kind = .object(object)
            declare(changed)
        }
    }

    /// The text as a value of the property; nil where it can't be one.
    private func literal(_ text: String, of property: Property) -> DefaultValue? {
        if property.schema.isNullable { return nil }
        guard case .named(let type) = property.schema.type else { return property.schema.type == .string ? .string(text) : nil }
        switch declarations[type]?.kind {
        case .stringEnumeration: return caseName(of: text, in: type).map { .enumerationCase($0) }
        case .openEnumeration: return caseName(of: text, in: type).map { .enumerationCase($0) } ?? .unknownCase(text)
        default: return nil
        }
    }

    /// How many values the property has, where it has no others than those of a list.
    private func listedCount(_ property: Property) -> Int? {
        guard property.presence == .required, case .named(let type) = property.schema.type,
            case .stringEnumeration(let cases)? = declarations[type]?.kind
        else { return nil }
        return cases.count
    }

    /// A required property that has one value alone has it.
    private func onlyValue(of property: Property) -> DefaultValue? {
        guard property.presence == .required, !property.schema.isNullable, case .named(let type) = property.schema.type else {
            return nil
        }
        switch declarations[type]?.kind {
        case .stringEnumeration(let cases), .integerEnumeration(_, let cases), .valueEnumeration(let cases):
            return cases.count == 1 ? .enumerationCase(cases[0].swiftName) : nil
        default: return nil
        }
    }
}
