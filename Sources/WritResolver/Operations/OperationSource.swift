// Operations as the document writes them: which there are, under which path and with which shared parameters.

internal import WritContract
internal import WritSpec

/// An operation that was found but not yet resolved.
struct OperationSource {
    let method: HTTPMethod
    let path: PathTemplate
    let place: Place
    /// Where its path is written, for diagnostics.
    let pathItem: Place
    let pathLocation: SourceLocation
    let methodLocation: SourceLocation
    /// What its path stands behind where that is not the document's base path: by `servers` of its own or of its path.
    let basePath: String?
    /// Its own parameters and those of its path item, references followed, the own ones before.
    var parameters: [Place]
    /// The key of its path has a query or a fragment, which no request is routed by.
    var isVariant = false
    /// Of webhooks and callbacks; and the id that such an operation has where it gives none.
    var receiver: Receiver?
    var madeID: String?

    /// What is received are the other side's values: all of them, those that are only read too.
    var bodyDirection: Direction { receiver == nil ? .request : .answer }

    /// What it says of the WebSocket that it becomes.
    var webSocket: Place? { place[.writWebSocket] }

    func noteSchemas(in use: SchemaUse, _ resolution: Resolution) {
        for parameter in parameters {
            for schema in parameter.parameterSchemas { use.note(schema, .request) }
        }
        if let body = place[.requestBody].flatMap({ resolution.follow($0, as: .requestBody) }) {
            noteContent(of: body, bodyDirection, in: use, resolution)
        }
        for (_, written) in place[.responses]?.entries ?? [] {
            guard let response = resolution.follow(written, as: .response) else { continue }
            noteContent(of: response, .answer, in: use, resolution)
            for (_, header) in response[.headers]?.entries ?? [] {
                if let schema = resolution.follow(header, as: .header)?[.schema] { use.note(schema, .answer) }
            }
        }
        if let messages = webSocket?[.fromClient] { noteContent(of: messages, .request, in: use, resolution) }
        if let messages = webSocket?[.fromServer] { noteContent(of: messages, .answer, in: use, resolution) }
    }

    private func noteContent(of place: Place, _ direction: Direction, in use: SchemaUse, _ resolution: Resolution) {
        for (type, written) in place[.content]?.entries ?? [] {
            guard let media = resolution.follow(written, as: .mediaType) else { continue }
            for keyword in [Keyword.schema, .itemSchema, .writItemSchema] {
                guard let schema = media[keyword] else { continue }
                use.note(schema, direction)
                // What an event's data hold has a type of its own.
                if MediaKind(type) == .events, let content = resolution.eventContent(of: schema) { use.note(content, direction) }
            }
        }
    }
}

extension Resolution {
    func collectOperations(basePath: String) -> [OperationSource] {
        guard let paths = root[.paths] else {
            if dialect == .openAPI30 {
                report(
                    root[.components] == nil ? .error : .warning, "missing-field", "the document has no `paths`", at: root,
                    hint: "add `paths: {}` if it has none yet")
            } else if root[.components] == nil, root[.webhooks] == nil {
                error(
                    "missing-field", "the document has none of `paths`, `components` and `webhooks`", at: root,
                    hint: "add `paths:` with the operations")
            }
            return []
        }
        let sources = paths.entries.filter { !$0.key.hasPrefix("x-") }.flatMap { path, item in
            collectOperations(path, item, location: paths.keyLocation(path), basePath: basePath)
        }
        return borrowPathParameters(withoutVariants(sources))
    }

    /// - Parameter basePath: nil: servers have no meaning.
    func collectOperations(
        _ key: String, _ place: Place, location: SourceLocation, basePath: String?
    ) -> [OperationSource] {
        let path = routedPath(key)
        guard let template = pathTemplate(path, at: place, location: location), place.node.mapping != nil,
            let levels = pathItems(place)
        else { return [] }
        let shared = sharedParameters(levels)
        let servers = levels.compactMap { $0[.servers] }.first
        var sources: [OperationSource] = []
        for (method, written, methodLocation) in operations(of: levels) {
            guard let operation = follow(written, as: .operation), checkKeywords(operation, as: .operation) else { continue }
            let own = parameterPlaces(operation)
            let overridden = Set(own.map(parameterIdentity))
            let template = withoutOperators(template, own + shared, at: place, location: location)
            sources.append(
                OperationSource(
                    method: method, path: template, place: operation, pathItem: place, pathLocation: location,
                    methodLocation: methodLocation,
                    basePath: basePath.flatMap { ownBasePath(of: operation[.servers] ?? servers, unless: $0) },
                    parameters: own + shared.filter { !overridden.contains(parameterIdentity($0)) },
                    isVariant: path != key))
        }
        return sources
    }

    func parameterPlaces(_ owner: Place) -> [Place] {
        (owner[.parameters]?.items ?? []).compactMap { follow($0, as: .parameter) }
            .filter { checkKeywords($0, as: .parameter) }
    }

    func parameterIdentity(_ parameter: Place) -> String {
        "\(parameter[.in]?.node.string ?? "") \(parameter[.name]?.node.string ?? "")"
    }
}
