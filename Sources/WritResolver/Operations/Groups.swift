// What is decided over all operations: handler groups, ambiguous paths, schemas that nothing uses.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// One group for each tag that operations are found by, in the order of first use; operations without a tag are in the group `Default`.
    func groupOperations(
        _ operations: [Operation], _ sources: [OperationSource], _ tags: [String: DeclaredTag], _ registry: TypeRegistry
    ) -> [HandlerGroup] {
        let tagsByPlace = Dictionary(
            sources.map { ("\($0.method.name) \($0.path.text)", groupingTag(of: $0, tags)) },
            uniquingKeysWith: { first, _ in first })
        var groups: [HandlerGroup] = []
        var indices: [String: Int] = [:]
        // `security` is the label of what checks credentials.
        var properties = NameScope(reserved: ["self", "init", "security"])
        for (index, operation) in operations.enumerated() where operation.receiver == nil {
            let tag = tagsByPlace["\(operation.method.name) \(operation.path.text)"] ?? nil
            // Tags that differ only in how they are written share a protocol.
            let given = tag.flatMap { tags[$0]?.place }.flatMap(givenName)
            let name = given ?? SwiftNames.typeName(tag ?? "default")
            if let known = indices[name] {
                groups[known].operations.append(index)
                continue
            }
            indices[name] = groups.count
            let parent = tag.flatMap { tags[$0]?.place }?[.parent]?.node.string.map { "Part of `\($0)`." }
            let description = [tag.flatMap { tags[$0]?.description }, parent].compactMap { $0 }.filter { !$0.isEmpty }
                .joined(separator: "\n\n")
            groups.append(
                HandlerGroup(
                    protocolName: registry.topLevelNames.claim(name + "Handlers"),
                    propertyName: properties.claim(SwiftNames.memberName(given ?? tag ?? "default"), suffix: "Handlers"),
                    documentation: description.isEmpty ? nil : description, operations: [index]))
        }
        for kind in Receiver.Kind.allCases {
            let received = operations.indices.filter { operations[$0].receiver?.kind == kind }
            if received.isEmpty { continue }
            let name = SwiftNames.typeName(kind.rawValue) + "Handlers"
            groups.append(
                HandlerGroup(
                    protocolName: registry.topLevelNames.claim(name),
                    propertyName: properties.claim(kind.rawValue, suffix: "Handlers"),
                    documentation: "What others send: served where the application says.", operations: received,
                    receives: kind))
        }
        return groups
    }

    /// The first tag that is there to find operations by: those of another `kind` than `nav` only mark them.
    private func groupingTag(of source: OperationSource, _ declared: [String: DeclaredTag]) -> String? {
        let tags = (source.place[.tags]?.items ?? []).compactMap(\.node.string)
        return tags.first { ["nav", nil].contains(declared[$0]?.place[.kind]?.node.string) } ?? tags.first
    }

    /// Two paths that no request can tell apart: an error where they share a method.
    func checkAmbiguity(_ sources: [OperationSource], basePath: String) {
        var firstByMethod: [String: OperationSource] = [:]
        var firstByShape: [String: OperationSource] = [:]
        let collided = collisions(among: sources, basePath: basePath)
        for source in sources where source.receiver == nil {
            let shape = (source.basePath ?? basePath) + source.path.shape
            if let other = firstByMethod.updateValue(source, forKey: "\(source.method.name) \(shape)") {
                error(
                    "ambiguous-path", "no request can tell `\(source.path.text)` from `\(other.path.text)`",
                    at: source.place, location: source.methodLocation,
                    hint: "let them differ in a literal segment, or make one operation of the two",
                    related: [.init(location: other.methodLocation, message: "the other one")])
            } else if !collided.contains(shape), let other = firstByShape[shape],
                other.basePath == source.basePath, other.path.text != source.path.text
            {
                report(
                    .warning, "ambiguous-path",
                    "the paths `\(source.path.text)` and `\(other.path.text)` are one, as the specification counts them",
                    at: source.pathItem, location: source.pathLocation, hint: "write them as one path, with all their methods",
                    related: [.init(location: other.pathLocation, message: "the other one")])
            }
            if firstByShape[shape] == nil { firstByShape[shape] = source }
        }
    }

    /// The shapes of paths of which two share a method: that is told, and that they are one path goes without saying.
    private func collisions(among sources: [OperationSource], basePath: String) -> Set<String> {
        var seen: Set<String> = []
        var collided: Set<String> = []
        for source in sources where source.receiver == nil {
            let shape = (source.basePath ?? basePath) + source.path.shape
            if !seen.insert("\(source.method.name) \(shape)").inserted { collided.insert(shape) }
        }
        return collided
    }

    func warnUnusedSchemas(_ use: SchemaUse) {
        guard let schemas = root[.components]?[.schemas] else { return }
        for (name, schema) in schemas.entries where use.directions(of: schema.pointer).isEmpty {
            // A name for another schema, and nothing more, has no type of its own.
            if let target = hierarchies.target(ofAlias: schema), !use.directions(of: target.pointer).isEmpty { continue }
            report(
                .note, "unused-schema", "nothing that is generated uses the schema `\(name)`: no type is made for it", at: schema,
                location: schemas.keyLocation(name))
        }
    }
}

extension Resolution {
    /// What a schema under `components` refers to, where that is outside and nothing stands beside the reference.
    func definition(of schema: Place) -> Place {
        guard schema[.ref] != nil, let target = follow(schema, as: .schema), !target.isComponent else { return schema }
        return target
    }
}

extension TypeRegistry {
    /// Names for all schemas under `components`, in their order, so that using one more renames no other; then for the
    /// request's side of those that differ by direction, and for what else references lead to.
    func claimNames(_ resolution: Resolution, _ use: SchemaUse) {
        let schemas = (resolution.root[.components]?[.schemas]?.entries ?? []).map(\.place)
        // Names that the author gives come first: they shall be what is written.
        let given = schemas.filter { $0[.writName] != nil }
        for schema in given + schemas.filter({ $0[.writName] == nil }) {
            let name = resolution.givenName(schema) ?? SwiftNames.typeName(schema.name)
            let claimed = claimTopLevel(name, suffix: "Model")
            // A component that only refers to a file is that file's name.
            let named = resolution.definition(of: schema)
            let key = TypeKey(pointer: named.pointer, direction: use.differsByDirection(named) ? .answer : nil)
            if names[key] == nil { names[key] = claimed }
        }
        for schema in schemas.map(resolution.definition) where use.differsByDirection(schema) {
            let key = TypeKey(pointer: schema.pointer, direction: .answer)
            let name = (names[key]?.last ?? SwiftNames.typeName(schema.name)) + "Input"
            let requestKey = TypeKey(pointer: schema.pointer, direction: .request)
            if names[requestKey] == nil { names[requestKey] = claimTopLevel(name, suffix: "Request") }
        }
        for schema in use.targets where !schema.isComponent {
            let directions: [Direction?] = use.differsByDirection(schema) ? [.answer, .request] : [nil]
            for direction in directions { _ = name(of: schema, TypeKey(pointer: schema.pointer, direction: direction)) }
        }
    }

    /// The name that was claimed for a schema, or one that is claimed now.
    func name(of schema: Place, _ key: TypeKey) -> TypeName {
        if let name = names[key] { return name }
        let base = SwiftNames.typeName(schema.suggestedName) + (key.direction == .request ? "Input" : "")
        let name = claimTopLevel(base, suffix: "Model")
        names[key] = name
        return name
    }
}
