// Bodies and answers of other media types than JSON alone, over loopback.

import Foundation
import Testing
import WritLoopback
import WritPrograms

@testable import ShowcaseExampleServer

@Suite struct `The showcase's media types` {
    @Test(arguments: [
        ("application/json", "[1,2]", 200, "json [1, 2]"),
        ("Application/JSON; Charset=\"UTF-8\"", "[]", 200, "json []"),
        ("application/json; charset=latin1", "[1]", 200, "json [1]"), ("application/json; charset=utf8", "[1]", 200, "json [1]"),
        ("text/plain; charset=utf8", "grüße", 200, "text grüße"), ("text/plain; charset=latin1", "x", 415, nil),
        ("application/json", "{", 400, nil),
        ("application/json", "1", 422, nil),
        ("text/plain", "grüße", 200, "text grüße"),
        ("text/plain", "123456789", 422, nil),
        ("text/html", "x", 415, nil),
        ("image/png", "xyz", 200, "image/png 3"),
        ("IMAGE/png; a=b", "xyz", 200, "IMAGE/png; a=b 3"),
        ("application/octet-stream; charset=latin1", "xyz", 200, "application/octet-stream; charset=latin1 3"),
        ("application/vnd.a+json", "[1]", 415, nil),
    ]) func `of a body choose its content`(type: String, body: String, status: Int, text: String?) async throws {
        try await withShowcaseServer { server throws in
            let answer = try server.connect().ask("POST", "/api/v1/media/choice", ["Content-Type: \(type)"], body: body)
            #expect(answer.status == status, "\(answer.text)")
            if let text { #expect(answer.text == text) }
            if status == 415 {
                #expect(answer["Accept"] == "application/json, text/plain, image/*, application/octet-stream")
            }
        }
    }

    @Test func `may be missing where bytes are taken, and content codings are not undone`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            try client.send("POST /api/v1/media/choice HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab")
            #expect(try client.answer().text == "nothing 2")
            #expect(try client.ask("POST", "/api/v1/media/choice").status == 400)
            for path in ["POST /api/v1/media/choice", "PUT /api/v1/bodies/tree"] {
                let words = path.split(separator: " ").map(String.init)
                let coded = try client.ask(words[0], words[1], ["Content-Encoding: gzip"], body: "[]")
                #expect(coded.status == 415)
                #expect(coded["Accept-Encoding"] == "identity")
                #expect(try client.ask(words[0], words[1], ["Content-Encoding: Identity"], body: "1").status == 422)
            }
            let broken = try server.connect()
            try broken.send(
                "POST /api/v1/media/choice HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\n")
            try broken.send([0xFF])
            #expect(try broken.answer().status == 400)
        }
    }

    @Test func `of bytes are streamed, up to the operation's limit`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            let path = "/api/v1/media/stream"
            #expect(try client.ask("PUT", path).text == "nothing")
            let type = "Content-Type: application/octet-stream"
            let million = String(repeating: "a", count: 1_000_000)
            #expect(try client.ask("PUT", path, [type], body: million).text == "application/octet-stream 1000000 97000000")
            let more = try client.ask("PUT", path, [type], body: million + "a")
            #expect(more.status == 413, "\(more.text)")
        }
    }

    @Test func `of text carry numbers too`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            let type = ["Content-Type: text/plain"]
            #expect(try client.ask("PUT", "/api/v1/media/number", type, body: "41").text == "42")
            let wrong = try client.ask("PUT", "/api/v1/media/number", type, body: "2")
            #expect(wrong.status == 422)
            #expect(wrong.violations == [" minimum: must be at least 3"])
            #expect(try client.ask("PUT", "/api/v1/media/number", type, body: "x").status == 422)
        }
    }

    @Test func `of answers are chosen by Accept`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            func ask(_ accept: String) throws -> String {
                let answer = try client.ask("GET", "/api/v1/media/negotiated", ["Accept: \(accept)"])
                return "\(answer.status) \(answer["Content-Type"] ?? "")"
            }
            #expect(try ask("*/*") == "200 application/json")
            #expect(try ask("application/hal+json") == "200 application/hal+json")
            #expect(try ask("application/json;q=0.2, application/hal+json;q=0.7") == "200 application/hal+json")
            #expect(try ask("text/csv") == "200 text/csv; charset=utf-8")
            #expect(try ask("image/png") == "406 application/problem+json")
            #expect(try ask("application/*;q=0, text/csv") == "200 text/csv; charset=utf-8")
        }
    }

    @Test func `that are a range are named by the handler`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            let png = try client.ask("GET", "/api/v1/media/picture?type=image/png")
            #expect(png["Content-Type"] == "image/png")
            #expect(png.body == [1, 2, 3])
            // What doesn't fit is not sent under that name.
            #expect(
                try client.ask("GET", "/api/v1/media/picture", ["X-Type: text/html"])["Content-Type"]
                    == "application/octet-stream")
            #expect(try client.ask("GET", "/api/v1/media/picture", ["X-Type: image/xCRLFA:b"]).status == 500)
        }
    }
}

@Suite struct `The showcase's fields and streams` {
    @Test func `of answers have their types' texts`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            let all = try client.ask("GET", "/api/v1/media/headers")
            #expect(all["X-Count"] == "2")
            #expect(all["X-Day"] == "2024-02-29")
            #expect(all["X-List"] == "1,2")
            #expect(all["X-Colour"] == "dark-blue")
            let few = try client.ask("GET", "/api/v1/media/headers?all=false")
            #expect(few["X-Count"] == "1")
            #expect(few["X-Day"] == nil)
            #expect(try client.ask("GET", "/api/v1/media/headers", ["X-Missing: 1"])["Retry-After"] == "5")
            // No data writes a field of its own.
            let split = try client.ask("GET", "/api/v1/media/headers", ["X-Raw: a"])
            #expect(split.status == 500)
            #expect(split["X-Other"] == nil)
            let moved = try client.ask("GET", "/api/v1/media/moved")
            #expect(moved.status == 302)
            #expect(moved["Location"] == "/api/v1/media/headers")
        }
    }

    @Test func `of bytes have their length where it is known`() async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            let known = try client.ask("GET", "/api/v1/media/download?length=25000")
            #expect(known["Content-Length"] == "25000")
            #expect(known.body == [UInt8](repeating: 7, count: 25_000))
            #expect(try client.ask("HEAD", "/api/v1/media/download?length=9")["Content-Length"] == "9")
            try client.send("GET /api/v1/media/download?length=25000&known=false HTTP/1.0\r\n\r\n")
            #expect(try client.answer().body.count == 25_000)
        }
    }

    @Test(arguments: [
        (
            "events", "text/event-stream",
            ": begins\n\nevent: grown  id: 7\nid: 1\nretry: 50\ndata: {\"tree\":{\"name\":\"a\\nb\"}}\n\ndata: {}\n\n"
        ),
        ("talk", "text/event-stream", "data: one\ndata: two\ndata: three\ndata: four\n\ndata: \n\n"),
        ("lines?count=3", "application/jsonl", "[0]\n[1]\n[2]\n"),
        ("records", "application/json-seq", "\u{1E}\"a\"\n\u{1E}\"b\"\n"),
    ]) func `of values come one after the other`(path: String, type: String, text: String) async throws {
        try await withShowcaseServer { server throws in
            let client = try server.connect()
            try client.send("GET /api/v1/media/\(path) HTTP/1.0\r\n\r\n")
            let answer = try client.answer()
            #expect(answer["Content-Type"] == type)
            #expect(answer.text == text)
        }
    }

    @Test func `without end are ended when the client goes away`() async throws {
        let (ends, end) = AsyncStream<Void>.makeStream()
        try await withShowcaseServer(media: EchoMedia(ended: { end.finish() })) { server throws in
            do {
                let client = try server.connect()
                try client.send("GET /api/v1/media/lines HTTP/1.0\r\nX-Endless: 1\r\n\r\n")
            }
            for await _ in ends {}
            #expect(try server.connect().ask("GET", "/api/v1/media/headers").status == 200)
        }
    }

    @Test func `are understood by curl`() async throws {
        try await withShowcaseServer { server throws in
            let base = "http://127.0.0.1:\(server.port)/api/v1/media"
            #expect(try curl(["\(base)/lines?count=2"]) == "[0]\n[1]\n")
            #expect(try curl(["-N", "\(base)/talk"]).hasPrefix("data: one\n"))
            #expect(try curl(["--data-binary", "xyz", "-H", "Content-Type: image/gif", "\(base)/choice"]) == "image/gif 3")
            let form = ["-F", "name=Ada", "-F", "tags=a", "-F", "tags=b", "-F", "owner={\"id\":3};type=application/json"]
            #expect(try curl(form + ["\(base)/form"]) == "Ada - a+b - 3 small")
            let photos = ["-F", "title=T", "-F", "photo=@-;filename=p.png;type=image/png", "-F", "more=@-;filename=q"]
            #expect(try curl(photos + ["\(base)/photos"], input: "abc").hasPrefix("T|-|p.png image/png 3|q "))
            #expect(try curl(photos + ["\(base)/photos?streamed=true"], input: "abc") == "title T|photo p.png 3|more q")
        }
    }

    private func curl(_ arguments: [String], input: String = "") throws -> String {
        try waitForProgram("curl", ["-s", "-m", "60"] + arguments, input: input).output
    }
}
