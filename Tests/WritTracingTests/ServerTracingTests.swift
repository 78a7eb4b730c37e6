// Spans of requests, as a tracer in memory gets them.

import InMemoryTracing
import Instrumentation
import Logging
import ServiceContextModule
import Testing
import Tracing
import WritEngine
import WritRuntime
import WritServer
import WritTesting
import WritTracing

private struct TracedAPI: WritAPI {
    let tracer: InMemoryTracer

    static let description = APIDescription(
        title: "Traced", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: """
            GET /pets/{petId} showPet
            GET /fails fails
            GET /stream stream
            """)

    struct Failure: Error {}

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) { try await answer(operation.id, request) }
        }
    }

    private func answer(_ name: String, _ request: OperationRequest) async throws {
        switch name {
        case "fails": throw Failure()
        case "stream":
            try await request.answer(200, "text/plain", bytes: AnswerBytes { body in try await body.write("0123456789") })
        default:
            tracer.withSpan("query") { _ in }
            request.answer(200, "text/plain", text: "hello")
        }
    }
}

@Suite struct `Spans of requests` {
    let tracer = InMemoryTracer()

    private func client(_ tracing: ServerTracing) -> TestClient {
        var configuration = ServerConfiguration()
        configuration.logger.logLevel = .critical
        return TestClient(TracedAPI(tracer: tracer), configuration: configuration, middleware: [tracing])
    }

    private func text(_ span: FinishedInMemorySpan, _ name: String) -> String? {
        span.attributes.get(name).map { if case .string(let text) = $0 { text } else { "\($0)" } }
    }

    @Test func `are named by the route, and have the attributes of the convention`() async throws {
        let fields: KeyValuePairs = ["Host": "api.example:8443", "User-Agent": "test"]
        #expect(await client(ServerTracing(tracer: tracer)).get("/pets/7?a=1", fields: fields).status == 200)
        let span = try #require(tracer.finishedSpans.last)
        #expect(span.operationName == "GET /pets/{petId}" && span.kind == .server && span.status == nil)
        #expect(text(span, "http.request.method") == "GET" && text(span, "http.route") == "/pets/{petId}")
        #expect(text(span, "url.path") == "/pets/7" && text(span, "url.scheme") == "http" && text(span, "url.query") == nil)
        #expect(text(span, "user_agent.original") == "test" && text(span, "network.protocol.version") == "1.1")
        #expect(span.attributes.get("http.response.status_code") == .int64(200))
        #expect(span.attributes.get("http.response.body.size") == .int64(5))
    }

    @Test func `are the parents of those that handlers open`() async throws {
        _ = await client(ServerTracing(tracer: tracer)).get("/pets/7")
        let (query, request) = (try #require(tracer.finishedSpans.first), try #require(tracer.finishedSpans.last))
        #expect(query.operationName == "query" && request.operationName == "GET /pets/{petId}")
        #expect(query.spanContext.parentSpanID == request.spanContext.spanID)
        #expect(query.spanContext.traceID == request.spanContext.traceID && request.spanContext.parentSpanID == nil)
    }

    @Test func `go on with the client's trace`() async throws {
        let fields: KeyValuePairs = [InMemoryTracer.traceIDKey: "t-9", InMemoryTracer.spanIDKey: "s-9"]
        _ = await client(ServerTracing(tracer: tracer)).get("/pets/7", fields: fields)
        let span = try #require(tracer.finishedSpans.last)
        #expect(span.spanContext.traceID == "t-9" && span.spanContext.parentSpanID == "s-9")
    }

    @Test func `of failures have what was thrown`() async throws {
        _ = await client(ServerTracing(tracer: tracer)).get("/fails")
        let span = try #require(tracer.finishedSpans.last)
        #expect(span.operationName == "GET /fails" && span.status?.code == .error)
        #expect(text(span, "error.type") == "Failure" && span.errors.count == 1)
        #expect(span.attributes.get("http.response.status_code") == .int64(500))
    }

    @Test func `of what isn't there are named by the method`() async throws {
        _ = await client(ServerTracing(tracer: tracer, recordsQuery: true)).get("/nowhere?q=1")
        let span = try #require(tracer.finishedSpans.last)
        #expect(span.operationName == "GET" && text(span, "http.route") == nil && text(span, "url.query") == "q=1")
        // A client's own fault is no error of the server's.
        #expect(span.status == nil && text(span, "error.type") == nil)
        _ = await client(ServerTracing(tracer: tracer)).send("BREW", "/nowhere")
        let brew = try #require(tracer.finishedSpans.last)
        #expect(brew.operationName == "HTTP" && text(brew, "http.request.method") == "_OTHER")
        #expect(text(brew, "http.request.method_original") == "BREW")
    }

    @Test func `of streams end with them`() async throws {
        #expect(await client(ServerTracing(tracer: tracer)).get("/stream").body.count == 10)
        let span = try #require(tracer.finishedSpans.last)
        #expect(span.attributes.get("http.response.body.size") == .int64(10) && tracer.activeSpans.isEmpty)
    }

    @Test func `are told to servers that are asked`() async {
        let tracing = ServerTracing(tracer: tracer)
        let fields = tracer.withSpan("outer") { span in tracing.outgoingFields(of: span.context) }
        #expect(Set(fields.map(\.name)) == [InMemoryTracer.traceIDKey, InMemoryTracer.spanIDKey])
    }

    @Test func `are not there without a tracer`() async {
        #expect(await client(ServerTracing()).get("/pets/7").status == 200)
        #expect(tracer.finishedSpans.map(\.operationName) == ["query"])
    }
}
