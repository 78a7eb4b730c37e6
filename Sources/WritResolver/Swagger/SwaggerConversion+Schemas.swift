// Schemas of Swagger 2.0.

internal import WritSpec

extension SwaggerConversion {
    /// Recursion is bounded by the reader's limit of depth.
    func schema(_ node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        var result = MappingSketch(at: node.location)
        let isNullable = mapping[.extensionNullable]?.boolean == true
        if let reference = mapping.entry(.ref), reference.value.string != nil {
            var target = MappingSketch(at: node.location)
            for entry in mapping.entries where entry.key != Keyword.extensionNullable { target.take(entry) }
            // Beside a reference it would have no effect.
            guard isNullable else { return target.node }
            result.set(.allOf, Node(.sequence([target.node]), at: node.location))
            result.set(.nullable, true)
            return result.node
        }
        for entry in mapping.entries { convert(entry, &result) }
        if node[.type]?.string == "file" { result.set(.format, "binary") }
        return result.node
    }

    private func convert(_ entry: Mapping.Entry, _ result: inout MappingSketch) {
        switch Keyword(key: entry.key) {
        case .extensionNullable: result.take(entry, as: .nullable)
        case .type where entry.value.string == "file": result.take(entry, entry.value.with(text: "string"))
        case .discriminator where entry.value.string != nil:
            var discriminator = MappingSketch(at: entry.value.location)
            discriminator.set(.propertyName, entry.value)
            result.take(entry, discriminator.node)
        case .items where entry.value.sequence != nil: result.take(entry, items(entry))
        case .collectionFormat: return
        default:
            switch Self.holding(ofKey: entry.key) {
            case .named: result.take(entry, entry.value.mapValues { schema($0.value) })
            case .list: result.take(entry, entry.value.mapItems { schema($0) })
            case .one, .oneOrList: result.take(entry, schema(entry.value))
            case .none: result.take(entry)
            }
        }
    }

    /// Where schemas are under a key of a schema: one that is written with keywords of later versions is converted too.
    static func holding(ofKey key: String) -> SchemaHolding {
        key == Keyword.definitions ? .named : SchemaKeyword.of(key: key)?.row.shape.holding ?? .none
    }

    /// A list of schemas, which JSON Schema has and 2.0 has not: each item may be any of them.
    private func items(_ entry: Mapping.Entry) -> Node {
        resolution.warn(
            "dialect", "a list in `items` is not of Swagger 2.0: each item may be any of these",
            at: Place(node: entry.value, pointer: Pointer()), location: entry.keyLocation, hint: "give all items one schema")
        var result = MappingSketch(at: entry.value.location)
        guard let schemas = entry.value.sequence, !schemas.isEmpty else { return result.node }
        result.set(.anyOf, entry.value.mapItems { schema($0) })
        return schemas.count == 1 ? schema(schemas[0]) : result.node
    }
}
