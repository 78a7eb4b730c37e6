// What is made for a request only when somebody asks for it.

internal import Logging
internal import WritEngine

/// The parts of a context that need memory of their own. An exchange keeps one from the first use on, for all its
/// requests.
final class ContextStorage: RequestScope {
    var requestID: String?
    var logger: Logger?
    var values: [ObjectIdentifier: any Sendable] = [:]

    func requestDidEnd() {
        requestID = nil
        logger = nil
        if !values.isEmpty { values.removeAll(keepingCapacity: true) }
    }

    /// The storage of an exchange, made where there is none.
    static func of(_ exchange: Exchange) -> ContextStorage {
        if let known = exchange.scope as? ContextStorage { return known }
        let storage = ContextStorage()
        exchange.scope = storage
        return storage
    }
}
