// Swagger 2.0 to OpenAPI 3.0: a document's nodes put together anew, each with the place it was written at.

internal import WritSpec

/// Converts the main document and the files that it refers to.
struct SwaggerConversion {
    let resolution: Resolution
    /// The file's root as written.
    let written: Node
    /// What the file says for all operations, or else the main document.
    let consumes: [String]
    let produces: [String]

    init(resolution: Resolution, written: Node, after main: SwaggerConversion? = nil) {
        self.resolution = resolution
        self.written = written
        consumes = Self.texts(written[.consumes]) ?? main?.consumes ?? []
        produces = Self.texts(written[.produces]) ?? main?.produces ?? []
    }

    /// The conversion of another file, whose definitions stay where they are.
    func ofFile(_ root: Node) -> SwaggerConversion { SwaggerConversion(resolution: resolution, written: root, after: self) }

    static func texts(_ node: Node?) -> [String]? { node?.sequence?.compactMap(\.string) }

    /// The whole of the main document.
    func document() -> Node {
        guard let mapping = written.mapping else { return written }
        var result = MappingSketch(at: written.location)
        var components = MappingSketch(at: written.location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .swagger: result.take(entry, as: .openapi, entry.value.with(text: "3.0.3"))
            case .host, .basePath, .schemes, .consumes, .produces: continue
            case .paths: result.take(entry, paths(entry.value))
            case .definitions: components.take(entry, as: .schemas, entry.value.mapValues { schema($0.value) })
            case .parameters:
                components.take(entry, sharedParameters(entry.value))
                if let bodies = sharedBodies(entry.value) { components.take(entry, as: .requestBodies, bodies) }
            case .responses: components.take(entry, entry.value.mapValues { response($0.value, produces: produces) })
            case .securityDefinitions:
                components.take(entry, as: .securitySchemes, entry.value.mapValues { securityScheme($0.value) })
            default: result.take(entry)
            }
        }
        if let servers = servers() { result.set(.servers, servers) }
        if !components.isEmpty { result.set(.components, components.node) }
        return result.node
    }

    /// Parameters that are parameters in 3.0 too: bodies and forms are put into the operations that refer to them.
    private func sharedParameters(_ node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        var result = MappingSketch(at: node.location)
        for entry in mapping.entries where !isBody(entry.value) { result.take(entry, parameter(entry.value)) }
        return result.node
    }

    /// Operations have their own copies of these. What refers to a part of one by where it is defined finds it here.
    private func sharedBodies(_ node: Node) -> Node? {
        var result = MappingSketch(at: node.location)
        for entry in node.mapping?.entries ?? [] where entry.value[.in]?.string == "body" {
            result.take(entry, body(entry.value, consumes: consumes))
        }
        return result.isEmpty ? nil : result.node
    }

    func paths(_ node: Node) -> Node {
        node.mapValues { $0.key.hasPrefix("x-") ? $0.value : pathItem($0.value) }
    }

    // MARK: Servers

    private func servers() -> Node? {
        guard let place = written[.basePath] ?? written[.host] else { return nil }
        let host = written[.host]?.string ?? ""
        let path = written[.basePath]?.string ?? ""
        let schemes = Self.texts(written[.schemes]) ?? []
        let urls = host.isEmpty ? [path] : (schemes.isEmpty ? ["//"] : schemes.map { $0 + "://" }).map { $0 + host + path }
        let servers = urls.filter { !$0.isEmpty }.map { url in
            var server = MappingSketch(at: place.location)
            server.set(.url, url)
            return server.node
        }
        return servers.isEmpty ? nil : Node(.sequence(servers), at: place.location)
    }

    // MARK: Security

    private func securityScheme(_ node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        switch node[.type]?.string {
        case "basic":
            var result = MappingSketch(at: node.location)
            for entry in mapping.entries { result.take(entry, entry.key == Keyword.type ? entry.value.with(text: "http") : nil) }
            result.set(.scheme, "basic")
            return result.node
        case "oauth2": return oauth(mapping, at: node.location)
        default: return node
        }
    }

    private func oauth(_ mapping: Mapping, at location: SourceLocation) -> Node {
        let flows = ["application": "clientCredentials", "accessCode": "authorizationCode"]
        var result = MappingSketch(at: location)
        var flow = MappingSketch(at: location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .flow: continue
            case .authorizationUrl, .tokenUrl, .scopes: flow.take(entry)
            default: result.take(entry)
            }
        }
        if !flow.has(.scopes) { flow.set(.scopes, MappingSketch(at: location).node) }
        var all = MappingSketch(at: location)
        if let name = mapping[.flow] {
            all.set(flows[name.string ?? ""] ?? name.string ?? "", flow.node, keyLocation: name.location)
        }
        result.set(.flows, all.node)
        return result.node
    }

    // MARK: References

    /// What a reference leads to in the documents as written.
    func target(of reference: Node) -> Node? { resolution.writtenTarget(of: reference) }
}
