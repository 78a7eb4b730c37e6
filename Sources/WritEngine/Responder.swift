// The one thing an engine is given to do.

/// Answers requests. It is called on the loop of the connection and must not block the thread.
public protocol Responder: Sendable {
    /// Answers the request that `exchange` holds. A request that is left unanswered gets a 500.
    ///
    /// The exchange serves other requests afterwards: neither it nor its bytes may be kept.
    func respond(to exchange: Exchange) async

    /// What to call an operation that was told by `Exchange.note(operation:)`; for messages.
    func name(ofOperation number: Int) -> String
}

extension Responder {
    public func name(ofOperation number: Int) -> String { "operation \(number)" }
}
