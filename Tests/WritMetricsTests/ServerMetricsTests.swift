// What is recorded of requests and of the server, read from the page.

import CoreMetrics
import Logging
import Testing
import WritLoopback
import WritServer
import WritTesting

@testable import WritMetrics

@Suite struct `Metrics of requests` {
    let metrics = PrometheusMetrics()

    private var client: TestClient {
        var configuration = ServerConfiguration()
        configuration.logger.logLevel = .critical
        return TestClient(
            MeasuredAPI(), configuration: configuration, middleware: [ServerMetrics(factory: metrics), MetricsPage(metrics)])
    }

    private var lines: [Substring] { String(decoding: metrics.page(), as: UTF8.self).split(separator: "\n") }

    /// The value of the sample with that beginning.
    private func value(_ start: String) -> String? {
        lines.first { $0.hasPrefix(start + " ") }.map { String($0.dropFirst(start.utf8.count + 1)) }
    }

    private static func labels(_ method: String, _ route: String?, _ status: Int, version: String = "1.1") -> String {
        var labels = status >= 500 ? "error_type=\"\(status)\"," : ""
        labels += "http_request_method=\"\(method)\",http_response_status_code=\"\(status)\","
        if let route { labels += "http_route=\"\(route)\"," }
        return "{\(labels)network_protocol_version=\"\(version)\",url_scheme=\"http\"}"
    }

    @Test func `have the route and not the path`() async {
        let client = client
        for number in 0..<20 { #expect(await client.get("/api/pets/\(number)").status == 200) }
        let labels = Self.labels("GET", "/api/pets/{petId}", 200)
        #expect(value("http_server_request_duration_seconds_count\(labels)") == "20")
        #expect(value("http_server_response_body_size_bytes_sum\(labels)") == "100.0")
        // Without a body nothing is known of its size.
        #expect(value("http_server_request_body_size_bytes_count\(labels)") == "0")
        #expect(lines.count { $0.hasPrefix("http_server_request_duration_seconds_count") } == 1)
        #expect(lines.contains("# TYPE http_server_request_duration_seconds histogram"))
    }

    @Test func `have the bounds of the convention`() async {
        _ = await client.get("/api/pets/1")
        let bounds = lines.compactMap { $0.firstMatch(of: /^http_server_request_duration_seconds_bucket\{.*le="(.*)"\}/)?.1 }
        let wanted = "0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 +Inf"
        #expect(bounds.joined(separator: " ") == wanted)
    }

    @Test func `tell statuses, methods and errors apart`() async {
        let client = client
        _ = await client.send("POST", "/api/pets", fields: ["Content-Type": "text/plain"], body: Array("12345678".utf8))
        _ = await client.get("/api/fails")
        _ = await client.get("/nowhere")
        _ = await client.send("BREW", "/nowhere")
        let duration = "http_server_request_duration_seconds_count"
        #expect(value(duration + Self.labels("POST", "/api/pets", 201)) == "1")
        #expect(value("http_server_request_body_size_bytes_sum" + Self.labels("POST", "/api/pets", 201)) == "8.0")
        #expect(value(duration + Self.labels("GET", "/api/fails", 500)) == "1")
        #expect(value(duration + Self.labels("GET", nil, 404)) == "1")
        #expect(value(duration + Self.labels("_OTHER", nil, 501)) == "1")
        _ = await client.sendRaw("GET /api/pets/1 HTTP/1.0\r\n\r\n")
        #expect(value(duration + Self.labels("GET", "/api/pets/{petId}", 200, version: "1.0")) == "1")
    }

    @Test func `count a stream when it has been written`() async {
        #expect(await client.get("/api/stream").body.count == 30)
        let labels = Self.labels("GET", "/api/stream", 200)
        #expect(value("http_server_response_body_size_bytes_sum\(labels)") == "30.0")
        #expect(value("http_server_active_requests{http_request_method=\"GET\",url_scheme=\"http\"}") == "0.0")
    }

    @Test func `tell what is being answered, the page's own request among it`() async {
        let page = await client.get("/metrics")
        #expect(page.text.contains("http_server_active_requests{http_request_method=\"GET\",url_scheme=\"http\"} 1.0\n"))
        #expect(page["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(value("http_server_active_requests{http_request_method=\"GET\",url_scheme=\"http\"}") == "0.0")
    }

    @Test func `of servers that share the middleware stay apart by their operations`() async {
        let shared = ServerMetrics(factory: metrics)
        let first = TestClient(MeasuredAPI(), middleware: [shared])
        let second = TestClient(MeasuredAPI(), middleware: [shared.on(paths: "/api/pets")])
        for client in [first, second, first] {
            #expect(await client.get("/api/pets/1").status == 200)
            #expect(await client.get("/api/stream").status == 200)
        }
        let duration = "http_server_request_duration_seconds_count"
        #expect(value(duration + Self.labels("GET", "/api/pets/{petId}", 200)) == "3")
        #expect(value(duration + Self.labels("GET", "/api/stream", 200)) == "2")
    }

    @Test func `of many at once add up`() async {
        let client = client
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<250 { _ = await client.get("/api/pets/1") } }
            }
        }
        #expect(value("http_server_request_duration_seconds_count" + Self.labels("GET", "/api/pets/{petId}", 200)) == "2000")
    }

    @Test func `of the server's core add up to what clients did`() async throws {
        var configuration = ServerConfiguration()
        configuration.docs = .disabled
        let middleware: [any Middleware] = [
            ServerMetrics(factory: metrics, interval: .milliseconds(10)), MetricsPage(metrics),
        ]
        try await withServer(MeasuredAPI(), configuration, middleware: middleware) { server in
            let clients = try (0..<5).map { _ in try server.connect() }
            for client in clients { #expect(try client.ask("GET", "/api/pets/1").status == 200) }
            let broken = try server.connect()
            try broken.send("GET /api/pets/1 HTTP/1.1\r\nHost: a\r\nbad field\r\n\r\n")
            #expect(try broken.answer(to: "GET").status == 400)
            var page = try clients[0].ask("GET", "/metrics").text
            while !page.contains("\nwrit_server_connections_accepted_total 6\n")
                || !page.contains("\nwrit_server_loop_lag_seconds_count{loop=\"0\"} ")
            {
                try await Task.sleep(for: .milliseconds(20))
                page = try clients[0].ask("GET", "/metrics").text
            }
            #expect(page.contains(#/\nwrit_server_refusals_total\{http_response_status_code="400",reason="[^"]+"\} 1\n/#))
            #expect(page.contains("\nwrit_server_memory_refusals_total 0\n"))
        }
        // Nothing is open when it has ended.
        #expect(value("writ_server_connections") == "0.0")
        #expect(value("writ_server_connections_accepted_total") == "6")
    }

    @Test func `are served on a port of their own`() async throws {
        metrics.makeCounter(label: "jobs.done", dimensions: []).increment(by: 3)
        var configuration = ServerConfiguration(port: 0)
        configuration.shutdown.catchesSignals = false
        configuration.logger.logLevel = .critical
        let server = MetricsServer(metrics, configuration: configuration)
        let (starts, reporter) = AsyncStream<[String]>.makeStream()
        let task = Task { try await server.run { reporter.yield($0) } }
        let address = try #require(await starts.first { _ in true }?.first)
        let client = try LoopbackClient(port: try #require(UInt16(address.split(separator: ":").last ?? "")))
        #expect(try client.ask("GET", "/metrics").text.contains("\njobs_done_total 3\n"))
        #expect(try client.ask("GET", "/").status == 404)
        task.cancel()
        try await task.value
    }
}
