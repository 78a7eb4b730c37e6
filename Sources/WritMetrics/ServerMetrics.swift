// What a server tells of itself in numbers.

public import CoreMetrics
internal import WritEngine
internal import WritRuntime
public import WritServer
internal import WritWire

/// Records each request by OpenTelemetry's semantic conventions for HTTP servers, and what the server's core counts.
///
///     let metrics = PrometheusMetrics()
///     MetricsSystem.bootstrap(metrics)
///     APIServer(api, middleware: [ServerMetrics(), MetricsPage(metrics), AccessLog()])
///
/// Put it first, so that its time is that of all others. Of each request: `http.server.request.duration`,
/// `http.server.request.body.size` as far as `Content-Length` tells it, `http.server.response.body.size`, and meanwhile
/// `http.server.active_requests`. Their attributes are `http.request.method` (`_OTHER` for what neither HTTP nor the contract knows),
/// `http.route`, the path as the contract has it behind the base path, `http.response.status_code`, `error.type` from 500 on, `url.scheme` and
/// `network.protocol.version`. A stream counts when it has been written to its end.
///
/// Of the server: `writ.server.connections`, `.connections.accepted` and `.connections.refused`, `writ.server.refusals` (requests that the
/// server refused by itself, by reason), `writ.server.memory.held` and `.memory.refusals`, and `writ.server.loop.lag`, the time until
/// a loop came to what it was asked. Where the middleware is for some operations alone, by `on(tags:)` and the like, these are
/// not told.
///
/// A request costs no allocation for this, no lock and no look into a dictionary: operation, scheme, version and status are an index.
public struct ServerMetrics: Middleware {
    let tables: OperationTables
    let engine: EngineMetrics
    let refusals: RefusalCounters

    /// Records into what that factory makes.
    ///
    /// - Parameters:
    ///   - factory: Where the numbers go. Bootstrap swift-metrics before the middleware is made, or say it here.
    ///   - interval: How often the server's core is asked for what it counts.
    public init(factory: any MetricsFactory = MetricsSystem.factory, interval: Duration = .seconds(1)) {
        tables = OperationTables(factory)
        engine = EngineMetrics(factory, interval: max(interval, .milliseconds(10)))
        refusals = RefusalCounters(factory)
    }

    /// Has the request answered, then records it.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard let exchange = context.live else { return await next() }
        let isSecure = context.isSecure
        let row = tables.table(of: context.shared).row(
            operation: context.served.number, method: exchange.method, isSecure: isSecure, minorVersion: exchange.minorVersion)
        let requestBytes = exchange.contentLength
        let active = tables.active(exchange.method, isSecure: isSecure)
        let start = ContinuousClock.now
        active.meter.increment(by: 1)
        let answer = await next()
        guard answer.isStream else {
            let byteCount = context.method == .head ? 0 : answer.bodyByteCount
            row.series(status: answer.status)?.record(since: start, requestBytes: requestBytes, answerBytes: byteCount)
            active.meter.decrement(by: 1)
            return answer
        }
        answer.whenSent { sent in
            row.series(status: sent.status)?.record(
                since: start, requestBytes: requestBytes, answerBytes: sent.streamedByteCount)
            active.meter.decrement(by: 1)
        }
        return answer
    }
}

extension ServerMetrics: ServerObserver {
    package func didRefuse(status: Int, detail: StaticString, at stage: RefusalStage) {
        refusals.count(status: status, detail: detail)
    }

    package func watch(_ engine: Engine) async { await self.engine.watch(engine) }
}
