// What the documentation shows of metrics and spans.

import CoreMetrics
import PetstoreExample
import Tracing
import WritMetrics
import WritServer
import WritTracing

func measured(_ api: some WritAPI) -> [any Sendable] {
    let metrics = PrometheusMetrics()
    MetricsSystem.bootstrap(metrics)
    return [
        APIServer(api, middleware: [ServerMetrics(), MetricsPage(metrics)]),
        APIServer(api, middleware: [ServerMetrics(), MetricsPage(metrics), AccessLog()]),
        APIServer(api, middleware: [ServerMetrics(factory: metrics), MetricsPage(metrics)]),
    ]
}

func measuredApart(_ api: some WritAPI, _ metrics: PrometheusMetrics) async throws {
    async let admin: Void = MetricsServer(metrics, configuration: ServerConfiguration(port: 9090)).run()
    try await APIServer(api, middleware: [ServerMetrics(factory: metrics)]).run()
    try await admin
}

func traced(_ api: some WritAPI, _ tracer: any Tracer) -> [any Sendable] {
    InstrumentationSystem.bootstrap(tracer)
    return [
        APIServer(api, middleware: [ServerTracing(), AccessLog()]),
        APIServer(api, middleware: [SlowRequestLog(after: .milliseconds(500)), AccessLog()]),
    ]
}

func passOn(_ tracing: ServerTracing, _ request: inout OutgoingRequest) {
    for field in tracing.outgoingFields() { request.setField(field.name, field.value) }
}
