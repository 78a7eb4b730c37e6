// What surrounds handlers: the protocol, and the step to what comes next.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Code that surrounds the handlers of a server: it may answer early, and change what was answered.
///
///     struct Timing: Middleware {
///         func respond(to context: RequestContext, answer: ServerAnswer, next: NextStep) async throws {
///             let start = ContinuousClock.now
///             try await next()
///             answer.setField("Server-Timing", "app;dur=\((ContinuousClock.now - start) / .milliseconds(1))")
///         }
///     }
///
///     APIServer(api, middleware: [AccessLog(), Timing()])
///
/// The first of the list is the outermost. All requests pass through, also those that no operation answers: unknown paths
/// and methods, and the docs pages; `context.operation` is nil for them. What the engine refuses because it is no
/// well-formed request, or larger than the server's limits, is answered before.
///
/// Input is read and checked inside `next`, so middleware runs before the contract's checks. Declared failures of a
/// handler have become answers when `next` returns; any other error comes out of `next` as it was thrown. Middleware may
/// answer instead, or let it pass: at the end it is logged and becomes a 500. A request that is answered by nobody is a
/// 500 too.
public protocol Middleware: Sendable {
    /// Answers, or calls `next` to let the others do so. Runs on the connection's loop and must not block it.
    func respond(to context: RequestContext, answer: ServerAnswer, next: NextStep) async throws
}

/// The step to the middleware that comes next, or to the handler.
public struct NextStep: Sendable {
    let chain: MiddlewareChain
    let index: Int
    let context: RequestContext
    let match: RouteMatch

    /// Has the rest of the server answer, and returns when it has.
    ///
    /// Does nothing where the request is answered already. After an error it may be called again: then the handler runs
    /// again.
    public func callAsFunction() async throws {
        guard let exchange = context.live, !exchange.isAnswered else { return }
        guard index < chain.middleware.count else {
            exchange.note(.handler)
            defer { context.live?.note(.middleware) }
            return try await chain.endpoint.answer(match, exchange)
        }
        exchange.note(.middleware)
        try await chain.middleware[index].respond(
            to: context, answer: ServerAnswer(context: context),
            next: NextStep(chain: chain, index: index + 1, context: context, match: match))
    }
}
