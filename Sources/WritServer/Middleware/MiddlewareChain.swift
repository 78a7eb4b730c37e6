// The middleware of a server in its order, and what it surrounds.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// What answers a request when no middleware does.
protocol Endpoint: Sendable {
    func match(_ exchange: Exchange) -> RouteMatch

    /// What answers; nil where the request is answered by then.
    func handler(for match: RouteMatch, _ exchange: Exchange) -> ExchangeHandler?

    /// Has a handler answer that can't be called yet, since its request's body is still to come. Throws what it threw.
    func receiveBody(for handler: ExchangeHandler, _ exchange: Exchange) async throws

    /// Answers a request whose handler, or middleware, has thrown.
    func fail(_ exchange: Exchange, _ error: any Error, isOfMiddleware: Bool) async
}

/// The middleware of a server. There is none where no middleware is configured: then a request costs one look for it.
final class MiddlewareChain: Sendable {
    let middleware: [any Middleware]
    let endpoint: any Endpoint
    private let operations: [ServedOperation]
    private let none: ServedOperation

    /// - Parameter none: What stands for an operation where none answers.
    init(
        _ middleware: [any Middleware], around endpoint: any Endpoint, operations: [ServedOperation], none: ServedOperation
    ) {
        self.middleware = middleware
        self.endpoint = endpoint
        self.operations = operations
        self.none = none
    }

    /// Answers a request: the answer is a value until the outermost middleware has returned, and leaves then.
    func respond(to exchange: Exchange) async throws {
        let match = endpoint.match(exchange)
        var served = none
        if case .operation(let number, _) = match { served = operations[number] }
        // An error is told of the right operation, also where its handler doesn't come to run.
        exchange.note(operation: served.number)
        let context = RequestContext(exchange: exchange, number: exchange.requestNumber, served: served)
        exchange.beginPending()
        _ = await NextStep(chain: self, index: 0, context: context, match: match)()
        guard context.live != nil else { return }
        exchange.answerIfNobodyHas()
        // Most answers are there: what isn't waited for costs no `await`.
        if exchange.sendPendingAnswerAtOnce() { return exchange.tellSentAnswer() }
        do {
            try await exchange.forgivingLosses { try await exchange.sendPendingAnswer() }
        } catch {
            guard context.live != nil else { return }
            await endpoint.fail(exchange, error, isOfMiddleware: false)
        }
        exchange.tellSentAnswer()
    }
}
