// Problems that are thrown, and errors of an application that are mapped to answers.

import Testing
import WritServer
import WritTesting

private struct Refusal: Error {
    var kind = "stale"
}

private struct Elsewhere: Error {}

@Suite struct `A thrown problem` {
    private func client(
        _ error: any Error, notes: Notes = Notes(), middleware: [any Middleware] = [], errors: [ErrorMapping] = []
    ) -> TestClient {
        TestClient(
            FailingAPI { throw error }, configuration: ServerConfiguration(logger: notingLogger(notes)), middleware: middleware,
            errors: errors)
    }

    @Test func `has the members that the schema has, and no others`() async {
        let problem = HTTPProblem(
            404, "There is none.", title: "Lost", instance: "/lost/1", members: ["code": 7, "b": [1], "a": nil])
        let strict = await client(problem).get("/strict")
        #expect(strict.text == #"{"type":"about:blank","title":"Lost","status":404,"detail":"There is none."}"#)
        #expect(strict["Content-Type"] == "application/problem+json")
        let open = await client(problem).get("/open?q")
        #expect(open.text == #"{"title":"Lost","detail":"There is none.","instance":"/lost/1","code":7,"a":null,"b":[1]}"#)
    }

    @Test func `is filled from the status and the request where members are required`() async {
        #expect(await client(HTTPProblem(409)).get("/strict").text == #"{"type":"about:blank","title":"Conflict","status":409}"#)
        let open = await client(HTTPProblem(418, members: ["code": "no number"])).get("/open?q")
        #expect(open.status == 418)
        #expect(open.text == #"{"title":"Status 418","detail":"Status 418","instance":"/open"}"#)
        // `code` must be there, and is of a kind.
        #expect(await client(HTTPProblem(404)).get("/other").status == 500)
        #expect(await client(HTTPProblem(404, members: ["code": 1])).get("/other").status == 500)
        #expect(
            await client(HTTPProblem(404, members: ["code": "e1"])).get("/other").text == #"{"title":"Not Found","code":"e1"}"#)
    }

    @Test func `has no body where the contract has none for the status`() async {
        let empty = await client(HTTPProblem(503, "Later.", fields: ["Retry-After": "3", "Bad Name": "x"])).get("/empty")
        #expect(empty.status == 503 && empty.text.isEmpty && empty["Retry-After"] == "3")
        let framed = await client(
            HTTPProblem(
                409, fields: ["Content-Length": "1", "content-type": "a/b", "X": "1\r\n2", "Transfer-Encoding": "chunked"])
        ).get("/strict")
        #expect(framed.status == 409 && framed["Content-Type"] == "application/problem+json" && framed["X"] == nil)
        #expect(framed["Content-Length"] == "\(framed.body.count)" && framed["Transfer-Encoding"] == nil)
        #expect(await client(HTTPProblem.gone("Gone.")).get("/strict").text.isEmpty)
    }

    @Test func `brings the fields that must be there`() async {
        #expect(await client(HTTPProblem.tooManyRequests("Slow down.")).get("/limit").status == 500)
        let limited = await client(HTTPProblem.tooManyRequests("Slow down.", retryAfterSeconds: 9)).get("/limit")
        #expect(limited.status == 429 && limited["Retry-After"] == "9")
    }

    @Test(arguments: [
        ("/strict", 400, "add '400', 4XX or default to the responses of GET /strict"),
        ("/strict", 503, "add '503', 5XX or default"),
        ("/none", 404, "add '404'"), ("/text", 404, "declares status 404 with another body"),
        ("/open", 200, "these have 400...599"),
        ("/open", 600, "these have 400...599"),
    ]) func `is a 500 where the operation doesn't declare it, and the log says how to`(path: String, status: Int, said: String)
        async
    {
        let notes = Notes()
        let answer = await client(HTTPProblem(status, "Secret."), notes: notes).get(path)
        #expect(answer.status == 500 && !answer.text.contains("Secret"))
        #expect(notes.all.count == 1 && notes.all[0].hasPrefix("error") && notes.all[0].contains(said))
    }

    @Test func `of middleware is answered as the contract has it, or freely`() async {
        func thrower(_ problem: HTTPProblem) -> [any Middleware] { [RequestIDField(), Around { _, _ in throw problem }] }
        let notes = Notes()
        let declared = await client(Elsewhere(), middleware: thrower(.notFound("a"))).get("/strict")
        #expect(declared.text == #"{"type":"about:blank","title":"Not Found","status":404,"detail":"a"}"#)
        let limited = HTTPProblem.tooManyRequests("b", retryAfterSeconds: 1)
        for path in ["/strict", "/nowhere"] {
            let free = await client(Elsewhere(), notes: notes, middleware: thrower(limited)).get(path)
            #expect(free.status == 429 && free["Retry-After"] == "1" && free["X-Request-ID"] != nil)
            #expect(free.json == ["type": "about:blank", "title": "Too Many Requests", "status": 429, "detail": "b"])
        }
        #expect(notes.all.isEmpty)
    }

    @Test func `logs what is behind it, and tells nobody`() async {
        let notes = Notes()
        let answer = await client(HTTPProblem(404, "None.", cause: Refusal(kind: "disk")), notes: notes).get("/strict")
        #expect(answer.status == 404 && !answer.text.contains("disk"))
        #expect(notes.all.count == 1 && notes.all[0].hasPrefix("info") && notes.all[0].contains("disk"))
    }

    // MARK: Mappings

    private static let mappings = [
        ErrorMapping { (refusal: Refusal) in
            switch refusal.kind {
            case "stale": HTTPProblem(409, "It has changed.")
            case "failure": StrictFailure()
            case "denied": AccessDenied("You are not Ada.")
            default: nil
            }
        },
        ErrorMapping { (error: any Error) in HTTPProblem(404, "\(type(of: error))") },
    ]

    @Test(arguments: [
        ("stale", 409, "It has changed."), ("failure", 404, "strict"), ("denied", 403, "You are not Ada."),
        ("other", 404, "Refusal"),
    ]) func `stands for an application's own error`(kind: String, status: Int, text: String) async {
        let notes = Notes()
        let noting = Around { _, next in
            let answer = await next()
            notes.add("\(answer.status) \(answer.error is Refusal)")
            return answer
        }
        let answer = await client(Refusal(kind: kind), middleware: [noting], errors: Self.mappings).get("/strict")
        #expect(answer.status == status && answer.text.contains(text))
        #expect(notes.all == ["\(status) true"])
        #expect(await client(Refusal(kind: kind), errors: Self.mappings).get("/strict").text.contains(text))
    }

    @Test func `of a mapping for all errors is not for those that the server knows`() async {
        #expect(await client(Elsewhere(), errors: Self.mappings).get("/strict").text.contains("Elsewhere"))
        #expect(await client(AccessDenied("No."), errors: Self.mappings).get("/strict").status == 403)
        #expect(await client(NotImplemented(), errors: Self.mappings).get("/strict").status == 501)
        #expect(await client(StrictFailure(status: 409), errors: Self.mappings).get("/strict").status == 409)
        let own = [ErrorMapping { (_: NotImplemented) in HTTPProblem(409, "Not yet.") }]
        #expect(await client(NotImplemented(), errors: own).get("/strict").status == 409)
    }

    @Test func `of a mapping is a 500 where the operation doesn't declare it`() async {
        #expect(await client(Refusal(), errors: Self.mappings).get("/none").status == 500)
    }
}
