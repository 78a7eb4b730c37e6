// Values that a type's place in a union decides: handlers need not say them, and can't say them wrong.

internal import WritContract

extension TypeRegistry {
    /// Notes which value of a discriminator belongs to each case of a union, and gives it to the types of these cases, where
    /// all unions agree.
    func noteTags() {
        var values: [TypeName: [String: Set<DefaultValue>]] = [:]
        for declaration in declarations.values {
            guard case .union(var union) = declaration.kind, let (property, texts) = union.decision.property else { continue }
            let textsByCase = Dictionary(grouping: texts, by: \.unionCase)
            let shapesByCase = union.decision.shapesByCase
            for index in union.cases.indices {
                guard case .named(let type) = union.cases[index].schema.type,
                    case .object(let object)? = declarations[type]?.kind,
                    let told = object.properties.first(where: { $0.wireName == property })
                else { continue }
                let shared = union.decision.sharedTexts(of: index, shapesByCase[index] ?? [])
                let written = (textsByCase[index] ?? []).map(\.value) + (shared ?? [])
                let own = written.compactMap { literal($0, of: told) }
                if own.isEmpty { continue }
                // Of several values the handler says which. The schema's name means the case, too, beside what a mapping has for it.
                let mapped = written.dropLast(written.count > 1 && isName(of: type, written.last) ? 1 : 0)
                values[type, default: [:]][property, default: []].formUnion(mapped.compactMap { literal($0, of: told) })
                // A case of all other values may have any other text; a list of nothing else can't be wrong.
                if shared != nil, own.count != listedCount(told) {
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
                let (told, only) = (values[name]?[property.wireName] ?? [], onlyValue(of: property))
                object.properties[index].isConstant = only != nil
                object.properties[index].tag = only ?? (told.count == 1 ? told.first : nil)
            }
            var changed = declaration
            changed.kind = .object(object)
            declare(changed)
        }
    }

    /// The text as a value of the property; nil where it can't be one.
    private func literal(_ text: String, of property: Property) -> DefaultValue? {
        if property.schema.isNullable { return nil }
        switch property.schema.type {
        case .string: return .string(text)
        case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
        case .named(let type): return literal(text, ofType: type)
        default: return nil
        }
    }

    private func literal(_ text: String, ofType type: TypeName) -> DefaultValue? {
        switch declarations[type]?.kind {
        case .alias(let schema):
            guard case .named(let target) = schema.type else { return nil }
            return literal(text, ofType: target)
        case .stringEnumeration, .integerEnumeration, .valueEnumeration:
            return caseName(ofText: text, in: type).map { .enumerationCase($0) }
        case .openEnumeration: return caseName(ofText: text, in: type).map { .enumerationCase($0) } ?? .unknownCase(text)
        default: return nil
        }
    }

    /// How many values the property has, where it has no others than those of a list.
    private func listedCount(_ property: Property) -> Int? {
        guard property.presence == .required else { return nil }
        if property.schema.type == .boolean { return 2 }
        guard case .named(let type) = property.schema.type else { return nil }
        switch declarations[type]?.kind {
        case .stringEnumeration(let cases), .integerEnumeration(_, let cases), .valueEnumeration(let cases): return cases.count
        default: return nil
        }
    }

    private func isName(of type: TypeName, _ text: String?) -> Bool {
        text.map { type.components.contains(SwiftNames.typeName($0)) } ?? false
    }

    /// A required property that has one value alone has it.
    func onlyValue(of property: Property) -> DefaultValue? {
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

extension UnionDecision {
    fileprivate var shapesByCase: [Int: [UnionShape]] {
        if case .propertyOrShapes(_, _, let shapes) = self { Dictionary(grouping: shapes, by: \.unionCase) } else { [:] }
    }

    /// The texts that may mean the case beside others, where shapes decide; nil where any other text may.
    ///
    /// - Parameter shapes: those of the case.
    fileprivate func sharedTexts(of index: Int, _ shapes: [UnionShape]) -> [String]? {
        switch self {
        case .property(_, _, let fallback): return index == fallback ? nil : []
        case .shapes: return nil
        case .propertyOrShapes(let name, _, _):
            let objects = shapes.compactMap(\.kind.object)
            let tags = objects.map { object in object.tags.first { $0.name == name } }
            if tags.contains(where: { $0 == nil }) { return nil }
            return tags.flatMap { $0?.values ?? [] }.compactMap { TagValue($0)?.text }
        }
    }
}
