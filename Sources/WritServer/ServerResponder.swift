// From a request to the operation that answers it, or to a docs page, or to a problem document.

package import WritEngine
internal import Logging
internal import WritWire

package struct ServerResponder: Responder, Endpoint {
    private let routes: RouteTable
    private let operations: [ServedOperation]
    private let handlers: [OperationHandler]
    private let docs: DocsPages
    private let shared: ServerShared
    private let readiness: ServerReadiness
    private let readinessPath: [UInt8]?
    /// What answers every request where there is middleware; nil without, so that a request then costs one look more.
    private var surrounded: ExchangeHandler?

    package init(
        _ api: some WritAPI, configuration: ServerConfiguration, middleware: [any Middleware] = [],
        readiness: ServerReadiness = ServerReadiness()
    ) {
        let description = api.description
        let shared = ServerShared(configuration)
        routes = description.routes
        operations = description.operations.enumerated().map { number, operation in
            ServedOperation(number: number, description: operation, shared: shared)
        }
        handlers = operations.map { operation in
            api.handler(operation) ?? operation.handler { $0.answerProblem(501, "The operation is not implemented.") }
        }
        docs = DocsPages(DocsDocument(description), configuration: configuration.docs)
        self.shared = shared
        self.readiness = readiness
        readinessPath = configuration.readinessPath.map { Array($0.utf8) }
        guard !middleware.isEmpty else { return }
        let none = ServedOperation(number: operations.count, description: nil, shared: shared)
        let chain = MiddlewareChain(middleware, around: self, operations: operations, none: none)
        surrounded = ExchangeHandler { try await chain.respond(to: $0) }
    }

    package func route(_ exchange: Exchange) -> ExchangeHandler? {
        if let readinessPath, isPath(of: exchange, readinessPath) {
            readiness.answer(exchange)
            return nil
        }
        if let surrounded { return surrounded }
        exchange.isRoutedDirectly = true
        return handler(for: match(exchange), exchange)
    }

    package func fail(_ exchange: Exchange, _ error: any Error) {
        let number = exchange.operation
        if number < operations.count, let error = error as? BodyError, handlers[number].exchangeHandler.receivesUpTo != nil {
            return OperationRequest(exchange, operations[number]).refuse(error, bytesMax: handlers[number].terms.bodyBytesMax)
        }
        if number < operations.count, !exchange.isCancelled,
            OperationRequest(exchange, operations[number]).refuse(unreadBody: error)
        {
            return
        }
        shared.fail(exchange, error, operation: number < operations.count ? operations[number].id : nil)
    }

    /// Ends what requests share, when the engine has ended.
    package func end() { shared.offloadPool.end() }

    // MARK: The end of a chain of middleware

    func match(_ exchange: Exchange) -> RouteMatch {
        // The request's bytes stay in place until the answer.
        if exchange.method == .other { return unsafe routes.match(methodNamed: exchange.methodBytes, exchange.path) }
        return unsafe routes.match(exchange.method, exchange.path)
    }

    func answer(_ match: RouteMatch, _ exchange: Exchange) async throws {
        guard let handler = handler(for: match, exchange) else { return }
        if case .operation = match {
            let request = OperationRequest(exchange, operations[exchange.operation])
            let terms = handlers[exchange.operation].terms
            if !request.isBodyReceived(by: terms) { guard await request.receiveBody(by: terms) else { return } }
        }
        try await handler.run(exchange)
    }

    // MARK: Answering

    /// The handler of the operation that was matched, or of a page that is not made yet; nil where the request is answered.
    private func handler(for match: RouteMatch, _ exchange: Exchange) -> ExchangeHandler? {
        guard case .operation(let operation, let captures) = match else {
            return answerWithoutOperation(match, exchange)
        }
        exchange.captures = captures
        exchange.note(operation: operation)
        let terms = handlers[operation].terms
        // Most requests have no body, and need no look at their operation.
        if terms.offers.utf8CodeUnitCount > 0, !exchange.accepts(terms.offers) { return nil }
        if terms.takes.utf8CodeUnitCount > 0, !OperationRequest(exchange, operations[operation]).hasBody(by: terms) { return nil }
        return handlers[operation].exchangeHandler
    }

    private func answerWithoutOperation(_ match: RouteMatch, _ exchange: Exchange) -> ExchangeHandler? {
        switch match {
        case _ where exchange.method == .other && !isKnown(methodOf: exchange):
            // A method that no operation has (RFC 9110 section 15.6.2).
            exchange.answerProblem(501, "The method is not known.")
        case .methodNotAllowed(let place): refuseMethod(exchange, allow: routes.allow(at: place))
        case .notFound, .operation: return answerDocs(exchange)
        }
        return nil
    }

    package func name(ofOperation number: Int) -> String {
        operations.indices.contains(number) ? operations[number].id : "a request without an operation"
    }

    private func isKnown(methodOf exchange: Exchange) -> Bool {
        // The method's bytes stay in place while no answer is written.
        unsafe routes.hasMethod(named: exchange.methodBytes)
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

    private func answerDocs(_ exchange: Exchange) -> ExchangeHandler? {
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path
        if exchange.method == .options, path.count == 1, unsafe path[0] == UInt8(ascii: "*") {
            let methods = routes.allowAnywhere
            exchange.answerEmpty(status: 204) { $0.add("Allow", methods) }
            return nil
        }
        guard let found = unsafe docs.find(at: path.assumingMemoryBound(to: UInt8.self).span) else {
            exchange.answerProblem(404, "There is nothing at this path.")
            return nil
        }
        guard exchange.method == .get || exchange.method == .head else {
            refuseMethod(exchange, allow: "GET, HEAD, OPTIONS")
            return nil
        }
        switch found {
        case .entry(let entry):
            answer(entry, exchange)
            return nil
        case .late(let late):
            return ExchangeHandler { [self] exchange in
                answer(try await shared.offloadPool.run { late.makeNow() }, exchange)
            }
        }
    }

    private func answer(_ entry: DocsEntry, _ exchange: Exchange) {
        var entry = entry
        let varies = entry.contentCoding != nil
        if varies {
            let takesGzip = unsafe exchange.withField("Accept-Encoding") { unsafe ContentCodings.prefersGzip($0) }
            if takesGzip != true { entry = entry.withoutCoding ?? entry }
        }
        let isKnown = unsafe exchange.withField("If-None-Match") { value in
            unsafe etagMatches(ifNoneMatch: value.assumingMemoryBound(to: UInt8.self).span, etag: entry.etag)
        }
        if isKnown == true {
            return exchange.answerEmpty(status: 304) { entry.addValidators(to: &$0, varies: varies) }
        }
        // Docs pages live in the responder, which lives as long as the engine that sends their bytes; what is unpacked, and
        // what is embedded, as long as the program.
        unsafe entry.content.withUnsafeBytes { bytes in
            unsafe exchange.answer(
                status: 200, contentType: nil, fields: { entry.addFields(to: &$0, varies: varies) }, staticBody: bytes)
        }
    }
}

/// What every request of a server shares.
final class ServerShared: Sendable {
    let bodyBytesMax: Int
    let formLimits: FormLimits
    let logger: Logger
    let validateAnswers: AnswerValidation
    let offloadPool: OffloadPool

    init(_ configuration: ServerConfiguration) {
        bodyBytesMax = configuration.bodyBytesMax
        formLimits = configuration.formLimits
        logger = configuration.logger
        validateAnswers = configuration.validateAnswers
        offloadPool = OffloadPool(limits: configuration.limits)
    }
}

extension DocsEntry {
    func addFields(to fields: inout FieldBlock, varies: Bool) {
        fields.add("Content-Type", contentType)
        if let contentCoding { fields.add("Content-Encoding", "\(contentCoding)") }
        if let contentSecurityPolicy { fields.add("Content-Security-Policy", contentSecurityPolicy) }
        fields.add("X-Content-Type-Options", "nosniff")
        addValidators(to: &fields, varies: varies)
    }

    /// What an answer of 304 carries, too; `varies` says whether another client may get another coding.
    func addValidators(to fields: inout FieldBlock, varies: Bool) {
        if varies { fields.add("Vary", "Accept-Encoding") }
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
