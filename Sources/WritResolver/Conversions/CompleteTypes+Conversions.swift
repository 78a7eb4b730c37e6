// The conversions of all models, each with the type that it is declared in.

internal import WritContract

extension CompleteTypes {
    /// The declarations with the conversions of each: a model has those that make it, a patch those that it makes.
    func converted(
        _ operations: [Operation], _ types: [TypeDeclaration], _ shared: SharedTypes, _ extensions: [ModelPair]
    ) -> (operations: [Operation], types: [TypeDeclaration]) {
        let twins = registry.twins.map { ModelPair(source: $0.key, target: $0.value) }.sorted {
            $0.source.description < $1.source.description
        }
        let finder = ConversionFinder(types + operations.flatMap(\.types) + shared.values, twins)
        var found: [TypeName: [ModelConversion]] = [:]
        var known: Set<ModelPair> = []
        var waiting = Array((twins + extensions).filter { isConverted($0, finder) }.reversed())
        for pair in schemas.resolution.patches(operations) {
            guard let patch = finder.patch(pair), found[patch.source]?.contains(patch) != true else { continue }
            found[patch.source, default: []].append(patch)
            waiting += patch.needed
        }
        while let pair = waiting.popLast() {
            guard known.insert(pair).inserted, let conversion = finder.conversion(pair),
                found[conversion.target]?.contains(conversion) != true
            else { continue }
            found[conversion.target, default: []].append(conversion)
            waiting += conversion.needed
        }
        if found.isEmpty { return (operations, types) }
        var (operations, types) = (operations, types)
        for index in types.indices { types[index].take(found) }
        for index in operations.indices {
            for place in operations[index].types.indices { operations[index].types[place].take(found) }
        }
        return (operations, types)
    }

    /// Whether handlers get the one and answer the other.
    private func isConverted(_ pair: ModelPair, _ finder: ConversionFinder) -> Bool {
        guard let source = finder.declaration(pair.source), let target = finder.declaration(pair.target) else { return false }
        return source.isRead && target.isWritten && source.name != target.name
    }
}

extension TypeDeclaration {
    fileprivate mutating func take(_ found: [TypeName: [ModelConversion]]) {
        conversions = found[name] ?? []
        for index in nested.indices { nested[index].take(found) }
    }
}

extension ModelConversion {
    /// The pairs whose conversions this one calls.
    fileprivate var needed: [ModelPair] {
        var values = fields.map(\.value)
        if case .union(let cases) = kind { values += cases.compactMap(\.value) }
        return values.compactMap(\.needed)
    }
}

extension ValueConversion {
    fileprivate var needed: ModelPair? {
        switch self {
        case .same: nil
        case .model(let source, let target): ModelPair(source: source, target: target)
        case .items(let item): item.needed
        case .values(let value): value.needed
        }
    }
}
