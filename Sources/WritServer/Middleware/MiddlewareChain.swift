// The middleware of a server in its order, and what it surrounds.

internal import WritEngine
internal import WritWire

/// What answers a request when no middleware does.
protocol Endpoint: Sendable {
    /// Throws what a handler threw that is no declared failure.
    func answer(_ match: RouteMatch, _ exchange: Exchange) async throws
}

/// The middleware of a server. There is none where no middleware is configured: then a request costs one look for it.
final class MiddlewareChain: Sendable {
    let middleware: [any Middleware]
    let endpoint: any Endpoint
    private let shared: ServerShared

    init(_ middleware: [any Middleware], around endpoint: any Endpoint, shared: ServerShared) {
        self.middleware = middleware
        self.endpoint = endpoint
        self.shared = shared
    }

    func respond(to exchange: Exchange, _ match: RouteMatch) async {
        var operation: Int?
        if case .operation(let number, _) = match { operation = number }
        let context = Context(
            exchange: exchange, number: exchange.requestNumber, operationNumber: operation, shared: shared)
        do {
            try await NextStep(chain: self, index: 0, context: context, match: match)()
        } catch {
            shared.fail(exchange, error, operation: operation)
        }
    }
}
