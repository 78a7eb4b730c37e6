// A server for metrics alone.

internal import WritRuntime
public import WritServer

/// Serves the page of metrics on an address of its own, which clients of the API can't reach.
///
///     async let admin: Void = MetricsServer(metrics, configuration: ServerConfiguration(port: 9090)).run()
///     try await APIServer(api, middleware: [ServerMetrics(factory: metrics)]).run()
///
/// It has nothing but the page, and what `ServerConfiguration` has for health.
public struct MetricsServer: Sendable {
    private let server: APIServer<NoOperations>

    /// A server that does nothing until it runs.
    ///
    /// - Parameters:
    ///   - metrics: What the page has.
    ///   - path: Where it is.
    ///   - configuration: Where to listen, and within which limits.
    public init(_ metrics: PrometheusMetrics, at path: String = "/metrics", configuration: ServerConfiguration) {
        var configuration = configuration
        configuration.docs = .disabled
        server = APIServer(NoOperations(), configuration: configuration, middleware: [MetricsPage(metrics, at: path)])
    }

    /// Serves until it is told to end, by a signal or its task's cancellation.
    public func run() async throws { try await server.run() }

    /// The same; `onStart` gets the addresses that are listened on.
    public func run(onStart: @Sendable ([String]) -> Void) async throws { try await server.run(onStart: onStart) }
}

/// A contract that promises nothing.
private struct NoOperations: WritAPI {
    static let description = APIDescription(title: "Metrics", version: "1", routeLines: "")

    func handler(_ operation: ServedOperation) -> OperationHandler? { nil }
}
