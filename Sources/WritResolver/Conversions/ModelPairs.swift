// Which models the document relates: by `allOf`, by the directions of one schema, and by patches.

internal import WritContract
internal import WritSpec

/// A type whose values go into one of another.
struct ModelPair: Hashable {
    let source: TypeName
    let target: TypeName
}

extension Resolution {
    /// The types of answers that hold, by `allOf`, a type of requests.
    func extensions(_ use: SchemaUse, _ registry: TypeRegistry) -> [ModelPair] {
        func name(_ pointer: Pointer, _ direction: Direction) -> TypeName? {
            registry.names[TypeKey(pointer: pointer, direction: direction)]
                ?? registry.names[TypeKey(pointer: pointer, direction: nil)]
        }
        var pairs: [ModelPair] = []
        for schema in use.targets {
            guard let target = name(schema.pointer, .answer) else { continue }
            for part in schema.schema.allOf where part[.ref] != nil {
                guard let base = follow(part, as: .schema), let source = name(base.pointer, .request) else { continue }
                if source != target { pairs.append(ModelPair(source: source, target: target)) }
            }
        }
        return pairs
    }

    /// The types of bodies that change something, and of what they change: what the operation answers, or what is answered at its
    /// path when it is asked for.
    func patches(_ operations: [Operation]) -> [ModelPair] {
        var pairs: [ModelPair] = []
        for operation in operations {
            for content in operation.body?.contents ?? [] where isPatch(content, of: operation) {
                guard case .named(let source) = content.schema.type else { continue }
                let asked = operations.first { $0.method == .get && $0.path == operation.path }
                guard let target = model(operation) ?? asked.flatMap(model), target != source else { continue }
                let pair = ModelPair(source: source, target: target)
                if !pairs.contains(pair) { pairs.append(pair) }
            }
        }
        return pairs
    }

    private func isPatch(_ content: BodyContent, of operation: Operation) -> Bool {
        guard content.kind == .json else { return false }
        let isMerging = content.mediaTypes.contains { $0.hasPrefix("application/merge-patch+json") }
        let isPlain = content.mediaTypes.contains { $0 == "application/json" }
        return isMerging || operation.method == .patch && isPlain
    }

    /// The only model that an operation answers where it succeeds.
    private func model(_ operation: Operation) -> TypeName? {
        let models = Set(
            operation.result.successes.compactMap { answer -> TypeName? in
                guard case .json(_, let schema) = answer.body, case .named(let name) = schema.type else { return nil }
                return name
            })
        return models.count == 1 ? models.first : nil
    }
}
