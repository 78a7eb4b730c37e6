// Middleware around answers that are written piece by piece, and what is logged of requests that don't reach it.

import Testing
import WritEngine
import WritRuntime
import WritServer
import WritTesting

private struct Mishap: OperationFailure {
    static var declared: StaticString { "409" }

    func answer(_ request: OperationRequest) { request.answer(409) }
}

/// One operation, which streams; it fails before the first byte where the query says so.
private struct StreamingAPI: WritAPI {
    static let description = APIDescription(
        title: "Streams", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"), routes: "GET /stream stream")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve(failures: Mishap.self) { exchange in
            for request in operation.requests(on: exchange) {
                let fails = request.context.query == "fail"
                try await request.answer(
                    200, "text/plain",
                    bytes: AnswerBytes { body in
                        if fails { throw Mishap() }
                        try await body.write("streamed")
                    })
            }
        }
    }
}

@Suite struct `Middleware around streams` {
    @Test func `adds fields, and is told how the stream ended`() async {
        let notes = Notes()
        let client = TestClient(
            StreamingAPI(), configuration: ServerConfiguration(logger: notingLogger(notes)),
            middleware: [
                AccessLog(),
                Around { _, next in
                    let answer = await next()
                    #expect(answer.isStream && answer.body == nil && answer.error == nil)
                    #expect(answer.hasField("content-type") && !answer.hasField("X-Added"))
                    answer.addField("X-Added", "1")
                    answer.whenSent { notes.add("sent \($0.status) \($0.streamedByteCount ?? -1)") }
                    return answer
                },
            ])
        let whole = await client.get("/stream")
        #expect(whole.status == 200 && whole.text == "streamed" && whole["X-Added"] == "1")
        // What the operation declares is answered, also where the writer throws it behind the middleware.
        let failed = await client.get("/stream?fail")
        #expect(failed.status == 409 && failed["X-Added"] == "1" && failed["Content-Type"] == nil)
        #expect(notes.all.filter { $0.hasPrefix("sent") } == ["sent 200 8", "sent 409 0"])
        let lines = notes.all.filter { $0.contains(" request ") }
        #expect(lines.count == 2 && lines[0].contains("bytes=8") && lines[1].contains("status=409"))
    }

    @Test(arguments: [true, false])
    func `is not asked of malformed requests, which leave a line all the same`(hasAccessLog: Bool) async {
        let notes = Notes()
        var configuration = ServerConfiguration(logger: notingLogger(notes))
        configuration.readinessPath = "/ready"
        let client = TestClient(StreamingAPI(), configuration: configuration, middleware: hasAccessLog ? [AccessLog()] : [])
        _ = await client.sendRaw("BAD\r\n\r\n")
        #expect(notes.all.count == 1 && notes.all[0].contains("refused a request") && notes.all[0].contains("status=400"))
        #expect(await client.get("/ready").status == 200)
        #expect(notes.all.count == (hasAccessLog ? 2 : 1))
    }
}

@Suite struct `Times of settings` {
    @Test(arguments: [
        (Duration.zero, 0), (.seconds(-1), 0), (.milliseconds(1), 1), (.microseconds(1), 1), (.microseconds(1_001), 2),
        (.seconds(75), 75_000), (.seconds(Int64.max), Int.max), (.seconds(Int64.min), 0),
    ])
    func `are whole milliseconds, rounded up, and never below zero`(time: Duration, milliseconds: Int) {
        var limits = ServerLimits()
        limits.idleTimeout = time
        limits.handlerTimeout = time
        #expect(limits.$idleTimeout == milliseconds && limits.$handlerTimeout == milliseconds)
        limits.handlerTimeout = nil
        #expect(limits.$handlerTimeout == nil && limits.handlerTimeout == nil)
    }
}
