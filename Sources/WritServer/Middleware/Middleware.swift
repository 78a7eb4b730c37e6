// What surrounds handlers: the protocol, and the step to what comes next.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Code that surrounds the handlers of a server: it may answer early, and change what was answered.
///
///     struct Timing: Middleware {
///         func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
///             let start = ContinuousClock.now
///             let answer = await next()
///             answer.setField("Server-Timing", "app;dur=\((ContinuousClock.now - start) / .milliseconds(1))")
///             return answer
///         }
///     }
///
///     APIServer(api, middleware: [AccessLog(), Timing().on(tags: "store")])
///
/// The first of the list is the outermost. All requests pass through, also those that no operation answers: unknown paths
/// and methods, and the docs pages; `context.operation` is nil for them. What the engine refuses because it is no
/// well-formed request, or larger than the server's limits, is answered before, and so are the paths of health and readiness;
/// `AccessLog` tells of them all the same, and `CORS` has browsers see refusals.
///
/// Input is read and checked inside `next`, so middleware runs before the contract's checks. What a handler or middleware throws
/// has become an answer when `next` returns: a declared failure or an ``HTTPProblem`` as the contract says, what an ``ErrorMapping`` knows
/// as that says, any other error a 500 problem, logged in full. So every middleware sees what is sent, and what it adds to it is sent too.
public protocol Middleware: Sendable {
    /// Answers, or calls `next` to let the others do so. Runs on the connection's loop and must not block it.
    ///
    /// - Returns: the answer of `next`, or one of its own: `ServerAnswer(to: context, status: 401, problem: "There is no key.")`.
    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer
}

/// The step to the middleware that comes next, or to the handler.
public struct NextStep: Sendable {
    let chain: MiddlewareChain
    let index: Int
    let context: RequestContext
    let match: RouteMatch

    /// Has the rest of the server answer.
    ///
    /// May be called again where the answer tells of an error, `ServerAnswer.error`: then the rest runs again. Otherwise it gives the
    /// answer that is there.
    public func callAsFunction() async -> ServerAnswer {
        guard let exchange = context.live else { return ServerAnswer(context) }
        if exchange.isAnswered {
            guard exchange.errorOfPendingAnswer != nil, exchange.takeBackAnswer() else { return ServerAnswer(context) }
        }
        do {
            guard index < chain.middleware.count else {
                exchange.note(.handler)
                if let handler = chain.endpoint.handler(for: match, exchange) {
                    // Each `await` has its price: none stands between the chain and a handler whose request is there.
                    if handler.isReady(for: exchange) {
                        try await handler.run(exchange)
                    } else {
                        try await chain.endpoint.receiveBody(for: handler, exchange)
                    }
                }
                context.live?.note(.middleware)
                return ServerAnswer(context)
            }
            exchange.note(.middleware)
            let next = NextStep(chain: chain, index: index + 1, context: context, match: match)
            return try await chain.middleware[index].respond(to: context, next: next)
        } catch {
            guard let exchange = context.live else { return ServerAnswer(context) }
            exchange.note(.middleware)
            // Whoever fails behind an answer has none.
            exchange.takeBackAnswer()
            await chain.endpoint.fail(exchange, error, isOfMiddleware: index < chain.middleware.count)
            exchange.errorOfPendingAnswer = error
            return ServerAnswer(context)
        }
    }
}
