// Answers by status, by family and by default; as JSON, as text, without a body.

import WritLoopback
import Testing
import WritWire

@Suite struct `The showcase's answers` {
    /// A status that the case doesn't declare is a fault of the handler's, of which a client learns nothing.
    @Test(arguments: ["answers/600", "answers/100", "answers/any?600", "answers/any?199"])
    func `are a 500 without the handler's words where the status is none of its case`(path: String) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/\(path)")
            #expect(answer.status == 500 && answer["Content-Type"] == "application/problem+json")
            #expect(!answer.text.contains("declared") && !answer.text.contains("<p>") && !answer.text.contains("null"))
        }
    }

    @Test(arguments: [
        ("json", 200, "application/json", #"{"kind":"json"}"#),
        ("text", 200, "text/plain; charset=utf-8", "täxt"),
        ("accepted", 202, nil, ""),
        ("elsewhere", 303, nil, ""),
        ("missing", 404, nil, ""),
        ("418", 418, "text/plain; charset=utf-8", "client"),
        ("503", 503, nil, ""),
        ("301", 301, "application/json", #"{"a":{"c":"d"},"b":[1,null]}"#),
    ])
    func `have the status, the media type and the body of their case`(
        kind: String, status: Int, contentType: String?, body: String
    ) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/answers/\(kind)")
            #expect(answer.status == status)
            #expect(answer["Content-Type"] == contentType)
            #expect(answer.text == body)
            #expect(answer["Content-Length"] == "\(body.utf8.count)")
        }
    }

    @Test func `of no declared kind are problems`() async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/answers/fail")
            #expect(answer.status == 500)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(try client.ask("DELETE", "/api/v1/answers/nothing", ["X-Fail: 1"]).status == 500)
            #expect(try client.ask("DELETE", "/api/v1/answers/nothing").status == 204)
        }
    }

    @Test func `are chosen by the handler where there are several`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/answers/negotiated"
            #expect(try client.ask("GET", path).text == #"{"kind":"json"}"#)
            #expect(try client.ask("GET", path, ["Accept: text/plain"]).text == "text")
            #expect(
                try client.ask("GET", path, ["Accept: text/plain;q=0.1", "Accept: application/*"]).text == #"{"kind":"json"}"#)
        }
    }

    @Test func `by default alone have any status, and a literal path wins`() async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/answers/%61ny")
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "text/html; charset=utf-8")
            #expect(answer.text == "<p>answerAny GET /api/v1/answers/%61ny</p>")
            #expect(try client.ask("GET", "/api/v1/answers/any?404").status == 404)
            #expect(try client.ask("GET", "/api/v1/answers/any?204").status == 204)
            #expect(try client.ask("HEAD", "/api/v1/answers/any").status == 200)
            #expect(try client.ask("GET", "/api/v1/answers/any", ["Accept: application/json"]).status == 406)
            #expect(try client.ask("DELETE", "/api/v1/answers/any")["Allow"] == "GET, HEAD, OPTIONS")
            #expect(try client.ask("GET", "/api/v1/answers/nothing").status == 405)
        }
    }
}
