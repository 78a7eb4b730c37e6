// How many requests are at work at once.

import Synchronization
import Testing
import WritRuntime
import WritServer
import WritTesting

@Suite struct `Limits of requests at work` {
    @Test func `refuse what is more at once, and take the next when one is done`() async {
        let (open, gate) = AsyncStream.makeStream(of: Void.self)
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let api = SampleAPI { context in
            guard context.query == "wait" else { return "hello" }
            beginning.yield()
            for await _ in open { break }
            return "waited"
        }
        let limit = ConcurrentRequestsLimit(1, retryAfter: .seconds(7))
        let client = TestClient(api, middleware: [limit])
        async let waiting = client.get("/api/run?wait")
        for await _ in begun { break }
        #expect(limit.requestCount == 1)
        let refused = await client.get("/api/run")
        #expect(refused.status == 503 && refused["Retry-After"] == "7" && refused["Content-Type"] == "application/problem+json")
        gate.yield()
        #expect(await waiting.text == "waited")
        #expect(limit.requestCount == 0)
        #expect(await client.get("/api/run").status == 200)
        #expect(await client.get("/api/nothing").status == 404)
        #expect(limit.requestCount == 0)
    }

    @Test func `count a stream until it has ended`() async {
        let limit = ConcurrentRequestsLimit(2)
        let counts = Mutex<[Int]>([])
        let api = SampleStreamAPI { counts.withLock { $0.append(limit.requestCount) } }
        let client = TestClient(api, middleware: [limit])
        #expect(await client.get("/stream").status == 200)
        #expect(counts.withLock { $0 } == [1] && limit.requestCount == 0)
    }
}

/// Its answer is a stream, which says when it is written.
private struct SampleStreamAPI: WritAPI {
    let onWrite: @Sendable () -> Void

    static let description = APIDescription(
        title: "Sample", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: "GET /stream stream")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                try await request.answer(
                    200, "text/plain",
                    bytes: AnswerBytes { [onWrite] body in
                        onWrite()
                        try await body.write("x")
                    })
            }
        }
    }
}
