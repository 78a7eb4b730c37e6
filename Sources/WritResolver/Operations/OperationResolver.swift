// From an operation as written to one that can be emitted; parameters, bodies and answers have a file each.

internal import WritContract
internal import WritSpec

struct OperationResolver {
    let resolution: Resolution
    let schemas: SchemaResolver
    let registry: TypeRegistry
    let security: SecurityResolver
    let sharedHeaders = SharedHeaders()

    init(_ resolution: Resolution, schemas: SchemaResolver, registry: TypeRegistry, security: SecurityResolver) {
        self.resolution = resolution
        self.schemas = schemas
        self.registry = registry
        self.security = security
    }

    func resolve(_ sources: [OperationSource]) -> [Operation] {
        var firstByID: [String: Place] = [:]
        let ids = sources.map { operationID(of: $0, &firstByID) }
        let names = claimNames(of: sources, ids)
        return sources.indices.compactMap { index in
            resolve(sources[index], id: ids[index], typeName: names[index].type, methodName: names[index].method)
        }
    }

    /// Names that the author gives come first, then those by id, then those that are made of a path: one more operation
    /// renames none that says how it is called.
    private func claimNames(of sources: [OperationSource], _ ids: [String]) -> [(type: String, method: String)] {
        var methodNames = NameScope(reserved: ["self", "init"])
        var names = sources.map { _ in (type: "", method: "") }
        let given = sources.map { resolution.givenName($0.place) }
        let ranks = sources.indices.map { given[$0] != nil ? 0 : sources[$0].place[.operationId] != nil ? 1 : 2 }
        for rank in 0...2 {
            for index in sources.indices where ranks[index] == rank {
                let suffix =
                    switch sources[index].receiver?.kind {
                    case .webhooks?: "Webhook"
                    case .callbacks?: "Callback"
                    case nil: "Operation"
                    }
                let typeName = SwiftNames.typeName(given[index] ?? ids[index])
                names[index] = (
                    registry.topLevelNames.claim(typeName, suffix: suffix),
                    methodNames.claim(resolution.memberName(ids[index], of: sources[index].place))
                )
            }
        }
        return names
    }

    private func operationID(of source: OperationSource, _ firstByID: inout [String: Place]) -> String {
        guard let place = source.place[.operationId] else { return madeID(source) }
        guard let id = place.node.string, !id.isEmpty else {
            if place.node.string != nil {
                resolution.error(
                    "wrong-shape", "`operationId` must not be empty", at: place, hint: "name the operation, or leave it out")
            }
            return madeID(source)
        }
        if let first = firstByID.updateValue(place, forKey: id) {
            // Paths that refer to one Path Item share its operations: nobody has written an id twice.
            if first.pointer == place.pointer {
                resolution.report(
                    .note, "shared-operation",
                    "`\(id)` is an operation of several paths: its names get a number from the second on",
                    at: place)
                return id
            }
            resolution.report(
                .warning, "duplicate-operation-id", "the operationId `\(id)` is declared twice", at: place,
                hint: "give each operation an id of its own; this one's names get a number",
                related: [.init(location: first.node.location, message: "first used here")])
        }
        return id
    }

    /// `get /pets/{petId}/photos` is named `get-pets-by-petId-photos`.
    private func madeID(_ source: OperationSource) -> String {
        if let id = source.madeID { return id }
        let words = source.path.segments.map { segment in
            switch segment {
            case .literal(""): source.path.segments.count == 1 ? "root" : ""
            case .literal(let text): text
            case .parameter(let name): "by-\(name)"
            case .mixed(let parts):
                parts.map { part in
                    switch part {
                    case .literal(let text): text
                    case .parameter(let name): "-\(name)-"
                    }
                }.joined()
            }
        }
        return ([source.method.name.lowercased()] + words).joined(separator: "-")
    }

    private func resolve(
        _ source: OperationSource, id: String, typeName: String, methodName: String
    ) -> Operation? {
        let parent = TypeName([typeName])
        var names = NameScope(reserved: ReservedNames.members)
        let security = security.security(of: source)
        let parameters = resolveParameters(source, parent: parent, &names)
        let body = resolveBody(source, parent: parent, &names)
        let webSocket = resolveWebSocket(source, usesCookies: self.security.usesCookies(security), parent: parent)
        guard let result = resolveResult(source, parent: parent),
            charge(parameters, body, result, webSocket, documentation(of: source.place), at: source.place)
        else { return nil }
        return Operation(
            id: id, typeName: typeName, methodName: methodName,
            tags: (source.place[.tags]?.items ?? []).compactMap(\.node.string), method: source.method, path: source.path,
            documentation: documentation(of: source.place),
            isDeprecated: source.place[.deprecated]?.node.boolean == true, parameters: parameters, body: body,
            result: result, types: [], security: security, basePath: source.basePath,
            receiver: source.receiver, webSocket: webSocket,
            allowsCompression: source.place[.writCompression]?.node.boolean != false)
    }

    /// Counts what an operation has: by references it may have what many others have, and print all of it.
    private func charge(
        _ parameters: [Parameter], _ body: RequestBody?, _ result: OperationResult, _ webSocket: WebSocketContract?,
        _ words: String?, at place: Place
    ) -> Bool {
        var texts = [words, body?.documentation] + parameters.map(\.documentation)
        var members = parameters.count + (body?.contents.count ?? 0)
        for content in body?.contents ?? [] {
            if case .multipart(let form) = content.kind { members += form.parts.count }
        }
        if let webSocket {
            members += webSocket.contents.count + webSocket.closeCodes.count + webSocket.subprotocols.count
            texts += webSocket.closeCodes.map(\.documentation)
        }
        for answer in result.answers {
            members += 1 + answer.headers.count
            texts += [answer.documentation] + answer.headers.map(\.documentation)
        }
        return resolution.spend(
            members * WorkBudget.Cost.member + texts.reduce(0) { $0 + WorkBudget.cost(ofText: $1) }, at: place)
    }

    private func documentation(of place: Place) -> String? {
        let summary = place[.summary]?.node.string
        let description = place[.description]?.node.string
        switch (summary, description) {
        case (let summary?, let description?) where summary != description: return summary + "\n\n" + description
        default: return summary ?? description
        }
    }
}
