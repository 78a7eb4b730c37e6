// The middleware of a server in its order, and what it surrounds.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// What answers a request when no middleware does.
protocol Endpoint: Sendable {
    func match(_ exchange: Exchange) -> RouteMatch

    /// Throws what a handler threw that is no declared failure.
    func answer(_ match: RouteMatch, _ exchange: Exchange) async throws
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

    func respond(to exchange: Exchange) async throws {
        let match = endpoint.match(exchange)
        var served = none
        if case .operation(let number, _) = match { served = operations[number] }
        // An error is told of the right operation, also where its handler doesn't come to run.
        exchange.note(operation: served.number)
        let context = RequestContext(exchange: exchange, number: exchange.requestNumber, served: served)
        try await NextStep(chain: self, index: 0, context: context, match: match)()
    }
}
