// Parts of a description of Swagger 2.0 that lie in files of their own.

internal import WritSpec

extension SwaggerConversion {
    /// What an object in another file shows itself to be by its keywords.
    enum Part {
        case parameter, body, pathItem, operation, schema, response
    }

    static func part(_ node: Node) -> Part? {
        guard let mapping = node.mapping else { return nil }
        if let location = mapping[.in]?.string, mapping[.name]?.string != nil {
            return ["body", "formData"].contains(location) ? .body : .parameter
        }
        if mapping.entries.contains(where: { methods.contains(key: $0.key) && isOperation($0.value) }) { return .pathItem }
        if isOperation(node), mapping[.properties] == nil { return .operation }
        if [Keyword.type, .properties, .allOf, .items, .enum, .additionalProperties].contains(where: { mapping[$0] != nil }) {
            return .schema
        }
        let isResponse = [Keyword.schema, .headers, .examples].contains { mapping[$0] != nil }
        return isResponse && mapping[.description]?.string != nil ? .response : nil
    }

    /// Its answers have status codes; where they have names, these are definitions of answers.
    private static func isOperation(_ node: Node) -> Bool {
        guard let answers = node[.responses]?.mapping, !answers.isEmpty else { return false }
        return answers.keys.allSatisfy { key in
            key == Keyword.default || key == Keyword.ref || key.hasPrefix("x-")
                || key.utf8.count == 3 && ("1"..."5").contains(key.prefix(1))
        }
    }

    /// The sections of a file that has several definitions.
    static func section(_ key: String, _ value: Node) -> SwaggerRoute.Spot? {
        guard value.mapping != nil else { return nil }
        switch Keyword(key: key) {
        case .definitions: return .map(.schema)
        case .parameters: return .map(.unknown)
        case .responses: return .map(.response)
        case .paths: return .paths
        default: return nil
        }
    }

    /// All of a file that another one refers to.
    func fragment() -> Node {
        guard let mapping = written.mapping, Self.part(written) == nil else { return fragment(written) }
        var result = MappingSketch(at: written.location)
        for entry in mapping.entries {
            switch (Keyword(key: entry.key), Self.section(entry.key, entry.value)) {
            case (.definitions?, _?): result.take(entry, entry.value.mapValues { schema($0.value) })
            case (.responses?, _?): result.take(entry, entry.value.mapValues { response($0.value, produces: produces) })
            case (.paths?, _?): result.take(entry, paths(entry.value))
            default: result.take(entry, entry.key.hasPrefix("x-") ? nil : fragment(entry.value))
            }
        }
        return result.node
    }

    private func fragment(_ node: Node) -> Node {
        if node.sequence != nil { return node.mapItems { fragment($0) } }
        switch Self.part(node) {
        case .parameter: return parameter(node)
        // Bodies and forms are put into the operations that refer to them.
        case .body: return node.mapValues { $0.key == Keyword.schema ? schema($0.value) : $0.value }
        case .pathItem: return pathItem(node)
        case .operation: return operation(node)
        case .schema: return schema(node)
        case .response: return response(node, produces: produces)
        case nil: return node.mapValues { $0.key.hasPrefix("x-") ? $0.value : fragment($0.value) }
        }
    }
}
