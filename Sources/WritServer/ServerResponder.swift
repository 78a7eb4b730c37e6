// From a request to the operation that answers it, or to a docs page, or to a problem document.

package import WritEngine
internal import Logging
internal import WritWire

package struct ServerResponder: Responder {
    private let routes: RouteTable
    private let operations: [ServedOperation]
    private let handlers: [ExchangeHandler]
    private let docs: DocsPages
    private let shared: ServerShared
    private let readiness: ServerReadiness
    private let readinessPath: [UInt8]?

    package init(
        _ api: some WritAPI, configuration: ServerConfiguration, readiness: ServerReadiness = ServerReadiness()
    ) {
        let description = type(of: api).description
        let shared = ServerShared(bodyBytesMax: configuration.bodyBytesMax, logger: configuration.logger)
        routes = description.routes
        operations = description.operationIDs.enumerated().map { number, id in
            ServedOperation(number: number, id: id, shared: shared)
        }
        handlers = operations.map { operation in
            api.handler(operation) ?? ExchangeHandler { $0.answerProblem(501, "The operation is not implemented.") }
        }
        docs = DocsPages(DocsDocument(description), configuration: configuration.docs)
        self.shared = shared
        self.readiness = readiness
        readinessPath = configuration.readinessPath.map { Array($0.utf8) }
    }

    package func route(_ exchange: Exchange) -> ExchangeHandler? {
        if let readinessPath, isPath(of: exchange, readinessPath) {
            readiness.answer(exchange)
            return nil
        }
        switch unsafe routes.match(exchange.method, exchange.path) {
        case .operation(let operation, let captures):
            exchange.captures = captures
            exchange.note(operation: operation)
            return handlers[operation]
        case _ where exchange.method == .other:
            // A method that no contract can declare (RFC 9110 section 15.6.2).
            exchange.answerProblem(501, "The method is not known.")
        case .methodNotAllowed(let allow): refuseMethod(exchange, allow: allow)
        case .notFound: answerDocs(exchange)
        }
        return nil
    }

    /// 500 for an error that the contract doesn't know: told in nothing, logged in full.
    package func fail(_ exchange: Exchange, _ error: any Error) {
        let metadata: Logger.Metadata = [
            "operation": "\(name(ofOperation: exchange.operation))", "error": "\(String(reflecting: error))",
        ]
        // A handler that ends because it was cancelled has not failed, and the engine answers.
        if exchange.isCancelled { return shared.logger.info("a cancelled handler gave up", metadata: metadata) }
        shared.logger.error("a handler failed", metadata: metadata)
        exchange.answerProblem(500, "The server failed to answer this request.")
    }

    package func name(ofOperation number: Int) -> String {
        operations.indices.contains(number) ? operations[number].id : "operation \(number)"
    }

    private func isPath(of exchange: Exchange, _ wanted: [UInt8]) -> Bool {
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path
        return unsafe path.count == wanted.count && path.elementsEqual(wanted)
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

    init(bodyBytesMax: Int, logger: Logger) {
        self.bodyBytesMax = bodyBytesMax
        self.logger = logger
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
