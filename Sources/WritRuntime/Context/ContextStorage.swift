// What is made for a request only when somebody asks for it.

internal import Logging
internal import WritEngine

/// The parts of a context that need memory of their own. An exchange keeps one from the first use on, for all its
/// requests.
final class ContextStorage: RequestScope {
    var requestID: String?
    var logger: Logger?
    var values: [ObjectIdentifier: any Sendable] = [:]
    /// What was read of a large body, and the threads that free it.
    private var leftover: (value: Leftover, pool: OffloadPool)?

    func requestDidEnd() {
        requestID = nil
        logger = nil
        if !values.isEmpty { values.removeAll(keepingCapacity: true) }
        if let leftover = leftover.take() { leftover.pool.free(leftover.value) }
    }

    /// Keeps a value until the request has ended, and has it freed on a thread of `pool` then.
    func keep(_ value: any Sendable, freedBy pool: OffloadPool) {
        leftover = (Leftover(value), pool)
    }

    /// The storage of an exchange, made where there is none.
    static func of(_ exchange: Exchange) -> ContextStorage {
        if let known = exchange.scope as? ContextStorage { return known }
        let storage = ContextStorage()
        exchange.scope = storage
        return storage
    }
}
