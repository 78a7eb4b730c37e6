// Path items, operations and answers of Swagger 2.0.

internal import WritSpec

extension SwaggerConversion {
    static let methods: Set<Keyword> = [.get, .put, .post, .delete, .options, .head, .patch]

    func pathItem(_ node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        let shared = mapping[.parameters]?.sequence ?? []
        // A body that all operations of the path share stands in each of them in 3.0.
        let bodies = shared.filter { isBody(resolved($0)) }
        var result = MappingSketch(at: node.location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .parameters: result.take(entry, parameters(entry.value))
            case _ where Self.methods.contains(key: entry.key): result.take(entry, operation(entry.value, bodies: bodies))
            default: result.take(entry)
            }
        }
        return result.node
    }

    func operation(_ node: Node, bodies shared: [Node] = []) -> Node {
        guard let mapping = node.mapping, mapping[.ref] == nil else { return node }
        let consumes = Self.texts(mapping[.consumes]) ?? consumes
        let produces = Self.texts(mapping[.produces]) ?? produces
        let own = (mapping[.parameters]?.sequence ?? []).filter { isBody(resolved($0)) }
        var result = MappingSketch(at: node.location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .consumes, .produces, .schemes: continue
            case .parameters: result.take(entry, parameters(entry.value))
            case .responses:
                result.take(
                    entry,
                    entry.value.mapValues { $0.key.hasPrefix("x-") ? $0.value : response($0.value, produces: produces) })
            default: result.take(entry)
            }
        }
        if let body = requestBody(own.isEmpty ? shared : own, consumes: consumes) { result.set(.requestBody, body) }
        return result.node
    }

    // MARK: Answers

    func response(_ node: Node, produces: [String]) -> Node {
        guard let mapping = node.mapping else { return node }
        var result = MappingSketch(at: node.location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .schema, .examples: continue
            case .headers: result.take(entry, entry.value.mapValues { header($0.value) })
            default: result.take(entry)
            }
        }
        if let content = content(mapping, produces: produces) { result.set(.content, content) }
        return result.node
    }

    private func content(_ response: Mapping, produces: [String]) -> Node? {
        let examples = response[.examples]?.mapping
        guard let written = response[.schema] else {
            guard let examples, let place = response[.examples] else { return nil }
            // An answer with examples alone has a body that nothing describes.
            var content = MappingSketch(at: place.location)
            for entry in examples.entries where entry.key.contains("/") {
                var media = MappingSketch(at: entry.value.location)
                media.set(.example, entry.value)
                content.take(entry, media.node)
            }
            return content.isEmpty ? nil : content.node
        }
        var content = MappingSketch(at: written.location)
        let isFile = written[.type]?.string == "file"
        for type in mediaTypes(produces, otherwise: isFile ? "application/octet-stream" : "application/json", for: written) {
            var media = MappingSketch(at: written.location)
            media.set(.schema, schema(written))
            if let example = examples?[type] { media.set(.example, example) }
            content.set(type, media.node, keyLocation: written.location)
        }
        return content.node
    }

    /// The media types among those listed for which the schema can be meant.
    func mediaTypes(_ listed: [String], otherwise: String, for schema: Node) -> [String] {
        var types: [String] = []
        for type in listed where type.contains("/") && !types.contains(type) { types.append(type) }
        if types.isEmpty { return [otherwise] }
        guard isStructured(schema) else { return types }
        // 2.0 lists media types for whole operations and documents: an object is never plain text.
        let fitting = types.filter { MediaKind($0) != .text }
        if fitting.isEmpty {
            resolution.warn(
                "conversion", "the schema describes no text, as `\(types[0])` asks for: the answer is taken as JSON",
                at: Place(node: schema, pointer: Pointer()), hint: "list `application/json` in `produces`")
            return ["application/json"]
        }
        return fitting
    }

    private func isStructured(_ schema: Node) -> Bool {
        let node = resolvedSchema(schema, depth: 0)
        if let type = node[.type]?.string { return type == "object" || type == "array" }
        return node[.properties] != nil || node[.allOf] != nil || node[.items] != nil
    }

    private func resolvedSchema(_ schema: Node, depth: Int) -> Node {
        guard depth < 16, let reference = schema[.ref], let target = target(of: reference) else { return schema }
        return resolvedSchema(target, depth: depth + 1)
    }

    private func header(_ node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        var result = MappingSketch(at: node.location)
        var described = MappingSketch(at: node.location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .description: result.take(entry)
            case .collectionFormat: continue
            case _ where entry.key.hasPrefix("x-") && entry.key != Keyword.extensionNullable: result.take(entry)
            default: described.take(entry)
            }
        }
        if !described.isEmpty { result.set(.schema, schema(described.node)) }
        return result.node
    }
}
