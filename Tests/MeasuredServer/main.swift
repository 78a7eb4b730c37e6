// What `make metrics` asks under load, and what is compared to see what metrics cost.
//
// usage: WritMeasuredServer --port PORT --threads COUNT [--around nothing|bare|metrics|slow] [--page-port PORT]

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
configuration.logger.logLevel = .critical
let middleware: [any Middleware] =
    switch option("--around") ?? "metrics" {
    case "nothing": []
    case "bare": [Bare()]
    case "slow": [SlowRequestLog(after: .seconds(10))]
    default: [ServerMetrics(interval: .milliseconds(200)), MetricsPage(metrics)]
    }
if let port = option("--page-port").flatMap({ Int($0) }) {
    let server = MetricsServer(metrics, configuration: ServerConfiguration(port: port))
    Task { try await server.run() }
}
await APIServer(GreetingAPI(), configuration: configuration, middleware: middleware).runOrExit()
