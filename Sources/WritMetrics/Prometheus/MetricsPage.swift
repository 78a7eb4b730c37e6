// Where Prometheus asks for metrics.

internal import WritEngine
internal import WritRuntime
public import WritServer
internal import WritWire

/// Answers `GET` at a path with the metrics of the program.
///
///     APIServer(api, middleware: [ServerMetrics(factory: metrics), MetricsPage(metrics)])
///
/// The page is in the text format 0.0.4, and in OpenMetrics 1.0 for who prefers that by `Accept`. It is for everybody who can reach the
/// path, and tells how much the server is asked for and which operations it has: let a proxy refuse the path, say `allows`, or
/// put the page on a port of its own by ``MetricsServer``. Put it behind `ServerMetrics` in the list, and before what counts or refuses
/// requests of clients.
public struct MetricsPage: Middleware {
    let metrics: PrometheusMetrics
    private let path: [UInt8]
    private let allows: (@Sendable (RequestContext) -> Bool)?

    /// The page of those metrics.
    ///
    /// - Parameters:
    ///   - metrics: What the page has.
    ///   - path: Where it is, whatever the contract has there.
    ///   - allows: Who may read it; for all others there is no page. Nil: everybody.
    public init(
        _ metrics: PrometheusMetrics, at path: String = "/metrics", allows: (@Sendable (RequestContext) -> Bool)? = nil
    ) {
        self.metrics = metrics
        self.path = Array(path.utf8)
        self.allows = allows
    }

    /// Answers at the page's path, and has the rest of the server answer elsewhere.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        // The path's bytes are compared at once.
        guard let exchange = context.live, unsafe exchange.path.elementsEqual(path),
            exchange.method == .get || exchange.method == .head,
            allows?(context) ?? true
        else { return await next() }
        let format = format(exchange)
        // A page of many series is written apart from the loop; where all threads are busy, it is written here.
        let bytes = try? await context.offload { [metrics] in metrics.page(format) }
        let answer = ServerAnswer(to: context, status: 200, contentType: format.contentType, bytes: bytes ?? metrics.page(format))
        answer.addField("Vary", "Accept")
        answer.addField("Cache-Control", "no-store")
        return answer
    }

    /// Who names OpenMetrics gets it, unless he likes the other better; who takes anything gets what all can read.
    private func format(_ exchange: Exchange) -> ExpositionText.Format {
        let isPreferred = unsafe exchange.withField("Accept") { accept in
            // The field is lent for the closure.
            unsafe MediaTypes.preferred(
                accept, offered: ["text/plain;version=0.0.4", "application/openmetrics-text;version=1.0.0"]) == 1
        }
        return isPreferred ?? false ? .openMetrics : .text
    }
}
