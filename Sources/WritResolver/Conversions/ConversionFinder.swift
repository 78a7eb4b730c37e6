// What fits of one model into another: fields of one name whose values are the same, or are made of each other.

internal import WritContract

struct ConversionFinder {
    private var declarations: [TypeName: TypeDeclaration] = [:]
    /// Pairs of which the one is made of the other and nothing else.
    private var whole: Set<ModelPair> = []

    init(_ types: [TypeDeclaration], _ twins: [ModelPair]) {
        for type in types { note(type) }
        whole = candidates(twins)
        // What can't be made takes those that need it out, one after the other: there are no more rounds than pairs.
        while case let lost = whole.filter({ !isWhole($0) }), !lost.isEmpty { whole.subtract(lost) }
    }

    private mutating func note(_ type: TypeDeclaration) {
        declarations[type.name] = type
        for nested in type.nested { note(nested) }
    }

    /// The declaration that a name stands for.
    func declaration(_ name: TypeName) -> TypeDeclaration? {
        guard let found = declarations[name] else { return nil }
        if case .alias(let schema) = found.kind, case .named(let other) = schema.type, other != name { return declaration(other) }
        return found
    }

    // MARK: Pairs

    /// The twins, and what lies in them at the same place and is no longer the same.
    private func candidates(_ twins: [ModelPair]) -> Set<ModelPair> {
        var found: Set<ModelPair> = []
        var waiting = twins
        while let pair = waiting.popLast() {
            guard found.insert(pair).inserted, let source = declaration(pair.source), let target = declaration(pair.target) else {
                continue
            }
            for one in source.nested {
                if let other = target.nested.first(where: { $0.name.last == one.name.last }), other.name != one.name {
                    waiting.append(ModelPair(source: one.name, target: other.name))
                }
            }
        }
        return found
    }

    private func isWhole(_ pair: ModelPair) -> Bool {
        guard let source = declaration(pair.source), let target = declaration(pair.target) else { return false }
        switch (source.kind, target.kind) {
        case (.object(let source), .object(let target)):
            let names = Set(fields(from: source, to: target).map(\.targetName))
            // Where nothing is taken over, nothing is made: all that one says would be lost.
            return !names.isEmpty
                && target.properties.allSatisfy { names.contains($0.swiftName) || $0.presence != .required || $0.tag != nil }
        case (.union, .union): return cases(pair) != nil
        default: return false
        }
    }

    // MARK: What fits

    /// The conversion of a pair; nil where nothing fits.
    func conversion(_ pair: ModelPair) -> ModelConversion? {
        guard let source = declaration(pair.source), let target = declaration(pair.target) else { return nil }
        switch (source.kind, target.kind) {
        case (.object(let one), .object(let other)):
            let fields = fields(from: one, to: other)
            return fields.isEmpty
                ? nil : ModelConversion(kind: .model, source: source.name, target: target.name, fields: fields)
        case (.union, .union):
            return cases(pair).map { ModelConversion(kind: .union($0), source: source.name, target: target.name, fields: []) }
        default: return nil
        }
    }

    /// What a patch changes of a model; nil where nothing fits.
    func patch(_ pair: ModelPair) -> ModelConversion? {
        guard let source = declaration(pair.source), let target = declaration(pair.target), source.name != target.name,
            case .object(let one) = source.kind, case .object(let other) = target.kind
        else { return nil }
        let fields = other.properties.compactMap { property -> FieldConversion? in
            guard property.tag == nil, let field = field(from: one, to: property) else { return nil }
            // Null would have nothing to clear.
            let clears = field.source == .presence || field.source == .nullable
            return clears && field.target == .plain ? nil : field
        }
        return fields.isEmpty
            ? nil : ModelConversion(kind: .patch, source: source.name, target: target.name, fields: fields)
    }

    private func fields(from source: ObjectType, to target: ObjectType) -> [FieldConversion] {
        target.properties.compactMap { property in
            // What tells a type from others is its own.
            guard property.tag == nil, let field = field(from: source, to: property) else { return nil }
            switch (field.source, field.target) {
            case (.plain, _), (_, .optional), (_, .nullable), (_, .presence): return field
            case (_, .plain): return nil
            }
        }
    }

    private func field(from source: ObjectType, to target: Property) -> FieldConversion? {
        guard let property = source.properties.first(where: { $0.wireName == target.wireName }),
            let value = value(from: property.schema.type, to: target.schema.type)
        else { return nil }
        return FieldConversion(
            sourceName: property.swiftName, targetName: target.swiftName, source: form(property), target: form(target),
            value: value)
    }

    private func form(_ property: Property) -> FieldConversion.Form {
        switch (property.presence, property.schema.isNullable) {
        case (.optional, true): .presence
        case (.optional, false): .optional
        case (_, true): .nullable
        case (_, false): .plain
        }
    }

    /// The cases of two unions; nil where one of the source has no place in the target.
    private func cases(_ pair: ModelPair) -> [UnionConversion]? {
        guard case .union(let source)? = declaration(pair.source)?.kind, case .union(let target)? = declaration(pair.target)?.kind
        else {
            return nil
        }
        var conversions: [UnionConversion] = []
        for unionCase in source.cases {
            guard let other = target.cases.first(where: { $0.swiftName == unionCase.swiftName }),
                unionCase.constant == other.constant
            else { return nil }
            var value: ValueConversion?
            if unionCase.constant == nil {
                value = self.value(from: unionCase.schema.type, to: other.schema.type)
                if value == nil { return nil }
            }
            conversions.append(UnionConversion(swiftName: unionCase.swiftName, value: value))
        }
        return conversions
    }

    private func value(from source: ValueType, to target: ValueType) -> ValueConversion? {
        if source == target { return .same }
        switch (source, target) {
        case (.array(let one), .array(let other)) where !one.isNullable && !other.isNullable:
            return value(from: one.type, to: other.type).map { $0 == .same ? .same : .items($0) }
        case (.map(let one), .map(let other)) where !one.isNullable && !other.isNullable:
            return value(from: one.type, to: other.type).map { $0 == .same ? .same : .values($0) }
        case (.named(let one), .named(let other)):
            let (one, other) = (declaration(one)?.name ?? one, declaration(other)?.name ?? other)
            if one == other { return .same }
            return whole.contains(ModelPair(source: one, target: other)) ? .model(from: one, to: other) : nil
        default: return nil
        }
    }
}
