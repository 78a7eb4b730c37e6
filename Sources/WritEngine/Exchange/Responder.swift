// The one thing an engine is given to do.

/// Answers one request; `Responder.route` says which one does. It runs on the loop of the connection.
///
/// An error that it throws goes to `Responder.fail`.
// A closure in a struct: bare in an array or an optional it would get a thunk around it, and with that another `await`.
public struct ExchangeHandler: Sendable {
    package let run: nonisolated(nonsending) @Sendable (Exchange) async throws -> Void
    /// The most bytes of a body that is received whole before `run` is called; nil where `run` sees to that.
    package let receivesUpTo: Int?

    public init(
        receivesUpTo: Int? = nil, _ run: nonisolated(nonsending) @escaping @Sendable (Exchange) async throws -> Void
    ) {
        self.run = run
        self.receivesUpTo = receivesUpTo
    }

    /// Whether `run` may be called without waiting for the body.
    package func isReady(for exchange: Exchange) -> Bool {
        guard let receivesUpTo else { return true }
        return exchange.receivesBodyAtOnce(upTo: receivesUpTo)
    }
}

/// Answers requests. It is called on the loop of the connection and must not block the thread.
///
/// The exchange serves other requests afterwards: neither it nor its bytes may be kept.
public protocol Responder: Sendable {
    /// Answers what needs no waiting, and returns nil; or returns the handler that answers it.
    ///
    /// Each `await` between the engine and a handler has its price. A responder that looks up its handlers here, made
    /// when the server starts, has none in between.
    func route(_ exchange: Exchange) -> ExchangeHandler?

    /// Answers what `route` has neither answered nor found a handler for. What is still unanswered then gets a 500.
    func respond(to exchange: Exchange) async

    /// Answers a request whose handler has thrown.
    nonisolated(nonsending) func fail(_ exchange: Exchange, _ error: any Error) async

    /// The engine has answered a request by itself, in the responder's place.
    ///
    /// - Parameter stage: how far the request has come; before its head is complete, nothing of it may be asked for.
    func didRefuse(_ exchange: Exchange, status: Int, detail: StaticString, at stage: RefusalStage)

    /// What to call an operation that was told by `Exchange.note(operation:)`; for messages.
    func name(ofOperation number: Int) -> String
}

extension Responder {
    public func route(_ exchange: Exchange) -> ExchangeHandler? { nil }
    public func respond(to exchange: Exchange) async {}
    public nonisolated(nonsending) func fail(_ exchange: Exchange, _ error: any Error) async {}
    public func didRefuse(_ exchange: Exchange, status: Int, detail: StaticString, at stage: RefusalStage) {}
    public func name(ofOperation number: Int) -> String { "operation \(number)" }
}
