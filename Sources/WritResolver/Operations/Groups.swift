// What is decided over all operations: handler groups, ambiguous paths, schemas that nothing uses.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// One group for each first tag, in the order of first use; operations without a tag are in the group `Default`.
    func groupOperations(
        _ operations: [Operation], _ sources: [OperationSource], _ tags: [String: String], _ registry: TypeRegistry
    ) -> [HandlerGroup] {
        let tagsByPlace = Dictionary(
            sources.map { ("\($0.method) \($0.path.text)", firstTag(of: $0)) }, uniquingKeysWith: { first, _ in first })
        var groups: [HandlerGroup] = []
        var indices: [String: Int] = [:]
        var properties = NameScope()
        for (index, operation) in operations.enumerated() {
            let tag = tagsByPlace["\(operation.method) \(operation.path.text)"] ?? nil
            // Tags that differ only in how they are written share a protocol.
            let name = SwiftNames.typeName(tag ?? "default")
            if let known = indices[name] {
                groups[known].operations.append(index)
                continue
            }
            indices[name] = groups.count
            let description = tag.flatMap { tags[$0] } ?? ""
            groups.append(
                HandlerGroup(
                    protocolName: registry.topLevelNames.claim(name + "Handlers"),
                    propertyName: properties.claim(SwiftNames.memberName(tag ?? "default")),
                    documentation: description.isEmpty ? nil : description, operations: [index]))
        }
        return groups
    }

    private func firstTag(of source: OperationSource) -> String? {
        guard let tags = source.place["tags"] else { return nil }
        guard tags.node.sequence != nil else {
            error("wrong-shape", "`tags` must be a list of names, not \(tags.node.kindName)", at: tags)
            return nil
        }
        return tags.items.first?.node.string
    }

    /// Two operations with one method and paths that no request can tell apart.
    func checkAmbiguity(of operations: [Operation], _ sources: [OperationSource]) {
        var first: [String: OperationSource] = [:]
        for source in sources {
            let shape = source.path.segments.map { segment in
                if case .literal(let text) = segment { "/" + text } else { "/{}" }
            }.joined()
            guard let other = first.updateValue(source, forKey: "\(source.method) \(shape)") else { continue }
            error(
                "ambiguous-path",
                "no request can tell `\(source.path.text)` from `\(other.path.text)`", at: source.place,
                hint: "let them differ in a literal segment, or make one operation of the two",
                related: [.init(location: other.place.node.location, message: "the other one")])
        }
    }

    func warnUnusedSchemas(_ use: SchemaUse) {
        guard let schemas = root["components"]?["schemas"] else { return }
        for (name, schema) in schemas.entries where use.directions(of: schema.pointer).isEmpty {
            report(
                .note, "unused-schema", "no operation uses the schema `\(name)`: no type is made for it", at: schema,
                location: schemas.keyLocation(name))
        }
    }
}

extension TypeRegistry {
    /// Names for all schemas under `components`, in their order, so that using one more renames no other; then for the
    /// request's side of those that differ by direction.
    func claimNames(_ resolution: Resolution, _ use: SchemaUse) {
        let schemas = resolution.root["components"]?["schemas"]?.entries ?? []
        for (name, schema) in schemas {
            let claimed = TypeName([topLevelNames.claim(SwiftNames.typeName(name), suffix: "Model")])
            let differs = use.differsByDirection(schema)
            names[TypeKey(pointer: schema.pointer, direction: differs ? .answer : nil)] = claimed
        }
        for (_, schema) in schemas where use.differsByDirection(schema) {
            guard let answer = names[TypeKey(pointer: schema.pointer, direction: .answer)] else { continue }
            let claimed = topLevelNames.claim(answer.last + "Input", suffix: "Request")
            names[TypeKey(pointer: schema.pointer, direction: .request)] = TypeName([claimed])
        }
    }
}
