// What `make metrics` asks under load, and what is compared to see what metrics cost.
//
// usage: WritMeasuredServer --port PORT --threads COUNT [--around nothing|bare|metrics|slow|log|cors|all] [--page-port PORT]

import CoreMetrics
import Logging
import WritMetrics
import WritServer

/// Middleware that does nothing, for comparison.
struct Bare: Middleware {
    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer { await next() }
}

func option(_ name: String) -> String? {
    let words = CommandLine.arguments
    return words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
}

let metrics = PrometheusMetrics()
MetricsSystem.bootstrap(metrics)
var configuration = ServerConfiguration(port: option("--port").flatMap { Int($0) } ?? 8080, docs: .disabled)
configuration.loops.count = option("--threads").flatMap { Int($0) } ?? 1
let around = option("--around") ?? "metrics"
configuration.logger.logLevel = around == "log" || around == "all" ? .info : .critical
let cors = CORS(origins: ["https://app.example"])
let middleware: [any Middleware] =
    switch around {
    case "nothing": []
    case "bare": [Bare()]
    case "slow": [SlowRequestLog(after: .seconds(10))]
    case "log": [AccessLog(format: .line)]
    case "cors": [cors]
    case "all": [AccessLog(format: .line), ServerMetrics(interval: .milliseconds(200)), MetricsPage(metrics), cors]
    default: [ServerMetrics(interval: .milliseconds(200)), MetricsPage(metrics)]
    }
if let port = option("--page-port").flatMap({ Int($0) }) {
    let server = MetricsServer(metrics, configuration: ServerConfiguration(port: port))
    Task { try await server.run() }
}
await APIServer(GreetingAPI(), configuration: configuration, middleware: middleware).runOrExit()
