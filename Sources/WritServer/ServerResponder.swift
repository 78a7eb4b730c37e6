// From a request to the operation that answers it, or to a docs page, or to a problem document.

package import WritEngine
internal import Logging
internal import WritWire

package struct ServerResponder<API: WritAPI>: Responder, Endpoint {
    private let api: API
    private let description: APIDescription
    private let docs: DocsPages
    private let shared: ServerShared
    /// nil without middleware, so that a request without it costs one look more.
    private var chain: MiddlewareChain?

    package init(_ api: API, configuration: ServerConfiguration, middleware: [any Middleware] = []) {
        self.api = api
        description = API.description
        shared = ServerShared(configuration, operations: API.description.operations)
        docs = DocsPages(DocsDocument(API.description), configuration: configuration.docs)
        if !middleware.isEmpty { chain = MiddlewareChain(middleware, around: self, shared: shared) }
    }

    package func respond(to exchange: Exchange) async {
        let match = unsafe description.routes.match(exchange.method, exchange.path)
        if let chain { return await chain.respond(to: exchange, match) }
        guard case .operation(let operation, let captures) = match else { return answerWithoutOperation(match, exchange) }
        do {
            try await api.serve(
                operation,
                OperationRequest(exchange: exchange, captures: captures, operation: operation, shared: shared))
        } catch {
            shared.fail(exchange, error, operation: operation)
        }
    }

    /// The end of a chain of middleware.
    func answer(_ match: RouteMatch, _ exchange: Exchange) async throws {
        guard case .operation(let operation, let captures) = match else { return answerWithoutOperation(match, exchange) }
        try await api.serve(
            operation, OperationRequest(exchange: exchange, captures: captures, operation: operation, shared: shared))
    }

    /// Ends what requests share, when the engine has ended.
    package func end() { shared.offloadPool.end() }

    private func answerWithoutOperation(_ match: RouteMatch, _ exchange: Exchange) {
        switch match {
        case _ where exchange.method == .other:
            // A method that no contract can declare (RFC 9110 section 15.6.2).
            exchange.answerProblem(501, "The method is not known.")
        case .methodNotAllowed(let methods): refuseMethod(exchange, allow: methods.allow)
        case .notFound, .operation: answerDocs(exchange)
        }
    }

    private func refuseMethod(_ exchange: Exchange, allow: String) {
        if exchange.method == .options {
            exchange.answerEmpty(status: 204) { $0.add("Allow", allow) }
        } else {
            exchange.answerProblem(405, "The resource is there, but not for this method.") { $0.add("Allow", allow) }
        }
    }

    private func answerDocs(_ exchange: Exchange) {
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path
        if exchange.method == .options, path.count == 1, unsafe path[0] == UInt8(ascii: "*") {
            return exchange.answerEmpty(status: 204) { $0.add("Allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE") }
        }
        guard let entry = unsafe docs.entry(at: path.assumingMemoryBound(to: UInt8.self).span) else {
            return exchange.answerProblem(404, "There is nothing at this path.")
        }
        switch exchange.method {
        case .get, .head: answer(entry, exchange)
        default: refuseMethod(exchange, allow: "GET, HEAD, OPTIONS")
        }
    }

    private func answer(_ entry: DocsEntry, _ exchange: Exchange) {
        let isKnown = unsafe exchange.withField("If-None-Match") { value in
            unsafe etagMatches(ifNoneMatch: value.assumingMemoryBound(to: UInt8.self).span, etag: entry.etag)
        }
        if isKnown == true {
            return exchange.answerEmpty(status: 304) { entry.addValidators(to: &$0) }
        }
        // Docs pages live in the responder, which lives as long as the engine that sends their bytes.
        unsafe entry.content.withUnsafeBytes { bytes in
            unsafe exchange.answer(status: 200, contentType: nil, fields: { entry.addFields(to: &$0) }, staticBody: bytes)
        }
    }
}

/// What every request of a server shares.
final class ServerShared: Sendable {
    let bodyBytesMax: Int
    let logger: Logger
    let operations: [OperationDescription]
    let offloadPool: OffloadPool

    init(_ configuration: ServerConfiguration, operations: [OperationDescription]) {
        bodyBytesMax = configuration.bodyBytesMax
        logger = configuration.logger
        self.operations = operations
        offloadPool = OffloadPool(limits: configuration.limits)
    }
}

extension DocsEntry {
    func addFields(to fields: inout FieldBlock) {
        fields.add("Content-Type", contentType)
        if let contentSecurityPolicy { fields.add("Content-Security-Policy", contentSecurityPolicy) }
        fields.add("X-Content-Type-Options", "nosniff")
        addValidators(to: &fields)
    }

    func addValidators(to fields: inout FieldBlock) {
        fields.add("ETag", etag)
        fields.add("Cache-Control", cacheControl)
    }
}

extension DocsDocument {
    init(_ description: APIDescription) {
        self.init(
            title: description.title, version: description.version,
            description: description.summary.isEmpty ? nil : description.summary,
            source: description.document.sourceBytes, json: description.document.jsonBytes)
    }
}
