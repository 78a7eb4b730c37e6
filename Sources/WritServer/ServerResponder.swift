// From a request to the operation that answers it, or to a docs page, or to a problem document.

internal import Logging
package import WritEngine
package import WritRuntime
internal import WritWire

package struct ServerResponder: Responder, Endpoint {
    private let routes: RouteTable
    private let operations: [ServedOperation]
    private let handlers: [OperationHandler]
    private let docs: DocsResponder
    private let shared: ServerShared
    /// What is answered before all else; nil: nothing.
    private let probes: HealthProbes?
    /// What answers every request where there is middleware; nil without, so that a request then costs one look more.
    private var surrounded: ExchangeHandler?
    /// What stands for an operation where none answers.
    private let none: ServedOperation
    private let accessLog: AccessLog?
    /// What browsers have to know of refusals, too.
    private let cors: [CORS]
    private let failures: FailureAnswers
    /// Middleware that looks at more than requests.
    let observers: [any ServerObserver]

    package init(
        _ api: some WritAPI, configuration: ServerConfiguration, middleware: [any Middleware] = [],
        errors: [ErrorMapping] = [], readiness: ServerReadiness = ServerReadiness(isReady: true)
    ) {
        let description = api.description
        let shared = configuration.shared(description)
        routes = description.routes
        operations = description.operations.enumerated().map { number, operation in
            ServedOperation(number: number, description: operation, shared: shared)
        }
        handlers = operations.map { operation in
            api.handler(operation) ?? operation.serve { $0.answerProblem(501, "The operation is not implemented.") }
        }
        failures = FailureAnswers(handlers.compactMap(\.failures), errors)
        docs = DocsResponder(DocsDocument(description), configuration: configuration.docs, pool: shared.offloadPool)
        self.shared = shared
        probes = HealthProbes(configuration, readiness)
        none = ServedOperation(number: operations.count, description: nil, shared: shared)
        accessLog = middleware.lazy.compactMap { $0 as? AccessLog }.first
        cors = middleware.compactMap { $0 as? CORS }
        observers = middleware.compactMap { $0 as? any ServerObserver }
        guard !middleware.isEmpty else { return }
        let chain = MiddlewareChain(middleware, around: self, operations: operations, none: none)
        surrounded = ExchangeHandler { try await chain.respond(to: $0) }
    }

    package func route(_ exchange: Exchange) -> ExchangeHandler? {
        if let probes {
            switch probes.answer(exchange) {
            case .otherPath: break
            case .answered:
                logProbe(exchange)
                return nil
            case .late(let handler): return lateProbe(handler, exchange)
            }
        }
        if let surrounded { return surrounded }
        exchange.setRoutedDirectly(true)
        return handler(for: match(exchange), exchange)
    }

    /// What answers at a path of health when its checks have been asked.
    // Apart, so that no request pays for what the closure takes with it.
    @inline(never)
    private func lateProbe(_ handler: ExchangeHandler, _ exchange: Exchange) -> ExchangeHandler {
        exchange.setRoutedDirectly(false)
        exchange.note(operation: none.number)
        return ExchangeHandler { [self] exchange in
            try await handler.run(exchange)
            logProbe(exchange)
        }
    }

    private func logProbe(_ exchange: Exchange) {
        accessLog?.log(context(exchange), status: exchange.answeredStatus ?? 503, byteCount: nil, since: nil)
    }

    package func fail(_ exchange: Exchange, _ error: any Error) async { await fail(exchange, error, isOfMiddleware: false) }

    /// The one place where errors become answers: those that an application maps, those that an operation declares, problems, those of a
    /// body that doesn't come, and all others.
    func fail(_ exchange: Exchange, _ error: any Error, isOfMiddleware: Bool) async {
        // A client that asks too much is no failure of the server's.
        if let usedUp = error as? RequestRateLimit.UsedUp, !exchange.isCancelled { return usedUp.answer(exchange) }
        let number = exchange.operation
        let isOperation = number < operations.count
        let request = OperationRequest(exchange, isOperation ? operations[number] : none)
        var (error, reason): (any Error, String?) = (error, nil)
        if !exchange.isCancelled {
            error = failures.mapped(error)
            do {
                try await failures.answer(error, request, declaring: isOperation ? handlers[number].failures : nil)
                return log(error, request)
            } catch let undeclared as UndeclaredFailure {
                if isOfMiddleware || !isOperation, let problem = error as? HTTPProblem, failures.answerFreely(problem, request) {
                    return log(problem, request)
                }
                reason = undeclared.reason
            } catch let other {
                error = other
            }
        }
        if isOperation, let error = error as? BodyError, handlers[number].exchangeHandler.receivesUpTo != nil {
            return request.refuse(error, bytesMax: handlers[number].preconditions.bodyBytesMax)
        }
        if isOperation, !exchange.isCancelled, request.refuse(unreadBody: error) { return }
        let context = RequestContext(exchange: exchange, number: exchange.requestNumber, served: request.operation)
        shared.fail(context, error, reason: reason)
    }

    /// Logs what is behind a problem that was answered: a client learns nothing of it.
    private func log(_ error: any Error, _ request: OperationRequest) {
        guard let problem = error as? HTTPProblem, let cause = problem.cause else { return }
        var metadata: Logger.Metadata = ["cause": "\(String(reflecting: cause))", "status": "\(problem.status)"]
        if let detail = problem.detail { metadata["detail"] = .string(detail) }
        if let id = request.operation.description?.id { metadata["operation"] = .string(id) }
        request.context.logger.log(
            level: problem.status < 500 ? .info : .error, "a problem was answered", metadata: metadata)
    }

    /// Whether browsers fetch what the docs pages show from elsewhere.
    var docsLoadFromOutside: Bool { docs.loadsFromOutside }

    package func didRefuse(_ exchange: Exchange, status: Int, detail: StaticString, at stage: RefusalStage) {
        if stage != .head, !cors.isEmpty { addFields(ofPagesTo: exchange, at: stage) }
        for observer in observers { observer.didRefuse(status: status, detail: detail, at: stage) }
        // What passes through middleware is logged there.
        if stage == .seen && accessLog != nil { return }
        var metadata: Logger.Metadata = [
            "status": .stringConvertible(status), "reason": "\(detail)",
            "peer": .string(stage == .head ? exchange.peerAddress : context(exchange).clientAddress),
        ]
        if stage != .head {
            let context = context(exchange)
            metadata["method"] = .string(context.methodName)
            metadata["path"] = .string(context.path)
        }
        shared.logger.log(level: accessLog?.level ?? .info, "refused a request", metadata: metadata)
    }

    /// The context that the operation of a request would get, before anything of its input is read.
    package func contextOfOperation(_ exchange: Exchange) -> RequestContext {
        guard case .operation(let number, let captures) = match(exchange) else { return context(exchange) }
        exchange.note(operation: number, captures: captures)
        return RequestContext(exchange: exchange, number: exchange.requestNumber, served: operations[number])
    }

    /// Has pages of other origins see a refusal of the engine.
    private func addFields(ofPagesTo exchange: Exchange, at stage: RefusalStage) {
        let number = exchange.operation
        let served = stage == .seen && number < operations.count ? operations[number] : none
        let context = RequestContext(exchange: exchange, number: exchange.requestNumber, served: served)
        for cors in cors where cors.selectsPath?(context) ?? true { cors.addFields(context, exchange) }
    }

    /// The context of a request that no operation answers.
    private func context(_ exchange: Exchange) -> RequestContext {
        RequestContext(exchange: exchange, number: exchange.requestNumber, served: none)
    }

    /// Ends what requests share, when the engine has ended.
    package func end() { shared.end() }

    // MARK: The end of a chain of middleware

    func match(_ exchange: Exchange) -> RouteMatch {
        // The request's bytes stay in place until the answer.
        let match =
            exchange.method == .other
            ? unsafe routes.match(methodNamed: exchange.methodBytes, exchange.path)
            : unsafe routes.match(exchange.method, exchange.path)
        // Whoever answers then: middleware may, too.
        if case .operation(let operation, _) = match, handlers[operation].variesByAccept { exchange.variesByAccept = true }
        return match
    }

    func receiveBody(for handler: ExchangeHandler, _ exchange: Exchange) async throws {
        let request = OperationRequest(exchange, operations[exchange.operation])
        guard await request.receiveBody(by: handlers[exchange.operation].preconditions) else { return }
        try await handler.run(exchange)
    }

    /// Answers a request whose body, which may be none, hasn't begun: only then its media type matters.
    private func runBehindBodyBegin(_ exchange: Exchange) async throws {
        let handler = handlers[exchange.operation]
        let request = OperationRequest(exchange, operations[exchange.operation])
        guard await request.awaitBodyBegin(by: handler.preconditions), request.hasBody(by: handler.preconditions) else { return }
        let own = handler.exchangeHandler
        if own.isReady(for: exchange) { try await own.run(exchange) } else { try await receiveBody(for: own, exchange) }
    }

    // MARK: Answering

    /// The handler of the operation that was matched, or of a page that is not made yet; nil where the request is answered.
    func handler(for match: RouteMatch, _ exchange: Exchange) -> ExchangeHandler? {
        guard case .operation(let operation, let captures) = match else {
            return answerWithoutOperation(match, exchange)
        }
        exchange.note(operation: operation, captures: captures)
        let preconditions = handlers[operation].preconditions
        // Most requests have no body, and need no look at their operation.
        if preconditions.offers.utf8CodeUnitCount > 0, !exchange.accepts(preconditions.offers) { return nil }
        if !preconditions.isBodyRequired, !exchange.isBodyBegun {
            exchange.setRoutedDirectly(false)
            return ExchangeHandler(runBehindBodyBegin)
        }
        if preconditions.takes.utf8CodeUnitCount > 0,
            !OperationRequest(exchange, operations[operation]).hasBody(by: preconditions)
        {
            return nil
        }
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
        switch docs.answer(exchange) {
        case .answered: return nil
        case .late(let handler):
            exchange.setRoutedDirectly(false)
            return handler
        case .otherMethod: refuseMethod(exchange, allow: "GET, HEAD, OPTIONS")
        case .notFound: exchange.answerProblem(404, "There is nothing at this path.")
        }
        return nil
    }
}
