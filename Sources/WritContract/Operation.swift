// One operation of the contract: what it takes and what it answers.

package struct Operation: Sendable, Equatable {
    /// The document's operationId, or one made from method and path.
    package var id: String
    /// `ListPets`: the enum that holds `Input`, `Success`, `Failure` and the operation's own types.
    package var typeName: String
    /// `listPets`
    package var methodName: String
    /// The document's, in its order.
    package var tags: [String]
    package var method: HTTPMethod
    package var path: PathTemplate
    package var documentation: String?
    package var isDeprecated: Bool
    package var parameters: [Parameter]
    package var body: RequestBody?
    package var result: OperationResult
    /// The shared types that `Input` and `Failure` are other names for; nil: types of the operation's own.
    package var sharedInput: TypeName?
    package var sharedFailure: TypeName?
    /// Types that belong to this operation alone.
    package var types: [TypeDeclaration]
    /// Nil: open to everybody.
    package var security: OperationSecurity?
    /// What its path stands behind where that is not the contract's base path.
    package var basePath: String?
    /// Nil: the application offers it. Otherwise it may receive it, at a path of its choice.
    package var receiver: Receiver?
    /// It becomes a WebSocket; nil: request and answer are all.
    package var webSocket: WebSocketContract?
    /// False: its answers are never in a content coding.
    package var allowsCompression: Bool

    package init(
        id: String, typeName: String, methodName: String, tags: [String] = [], method: HTTPMethod, path: PathTemplate,
        documentation: String?, isDeprecated: Bool, parameters: [Parameter], body: RequestBody?,
        result: OperationResult, types: [TypeDeclaration], security: OperationSecurity? = nil, basePath: String? = nil,
        receiver: Receiver? = nil, webSocket: WebSocketContract? = nil,
        allowsCompression: Bool = true
    ) {
        self.id = id
        self.typeName = typeName
        self.methodName = methodName
        self.tags = tags
        self.method = method
        self.path = path
        self.documentation = documentation
        self.isDeprecated = isDeprecated
        self.parameters = parameters
        self.body = body
        self.result = result
        self.types = types
        self.security = security
        self.basePath = basePath
        self.receiver = receiver
        self.allowsCompression = allowsCompression
        self.webSocket = webSocket
    }

    package var declaresInput: Bool { sharedInput == nil }

    /// The answers that `Success` has cases for.
    package var declaredSuccesses: [Answer] {
        if case .choice(let answers) = result.success { answers } else { [] }
    }

    package var declaresFailure: Bool { !result.failures.isEmpty && sharedFailure == nil }
}

/// A request method.
package enum HTTPMethod: Sendable, Hashable {
    case get, put, post, delete, options, head, patch, trace, query
    /// Any other, as a request line spells it: methods are case-sensitive.
    case additional(String)

    /// The method that a Path Item Object has a field of that name for.
    package init?(field: String) {
        let fields: [String: HTTPMethod] = [
            "get": .get, "put": .put, "post": .post, "delete": .delete, "options": .options, "head": .head,
            "patch": .patch, "trace": .trace, "query": .query,
        ]
        guard let method = fields[field] else { return nil }
        self = method
    }

    /// As a request line spells it.
    package var name: String {
        switch self {
        case .get: "GET"
        case .put: "PUT"
        case .post: "POST"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .head: "HEAD"
        case .patch: "PATCH"
        case .trace: "TRACE"
        case .query: "QUERY"
        case .additional(let name): name
        }
    }
}
