// Multipart forms over loopback: typed fields, files, and what is wrong with them.

import Testing
import WritLoopback

@Suite struct `The showcase's multipart forms` {
    private func form(_ parts: [(head: String, body: String)], end: String = "--b--\r\n") -> String {
        parts.map { "--b\r\nContent-Disposition: form-data; \($0.head)\r\n\r\n\($0.body)\r\n" }.joined() + end
    }

    private func ask(
        _ path: String, _ body: String, type: String = "multipart/form-data; boundary=b"
    ) async throws -> LoopbackAnswer {
        try await withShowcaseServer { server throws in
            try server.connect().ask("POST", "/api/v1/media/\(path)", ["Content-Type: \(type)"], body: body)
        }
    }

    @Test func `are read by the names of their parts`() async throws {
        let answer = try await ask(
            "form",
            form([
                ("name=\"tags\"", "x"), ("name=name", "Ada"), ("name=\"count\"", "7"), ("name=\"tags\"", "y"),
                ("name=\"colour\"", "#fff"), ("name=\"owner\"", " {\"id\": 3} "), ("name=\"size\"", "large"),
            ]))
        #expect(answer.text == "Ada 7 x+y #fff 3 large")
        #expect(try await ask("form", form([("name=\"name\"", "Bob")])).text == "Bob - - - - small")
    }

    @Test func `tell all that breaks the contract`() async throws {
        let answer = try await ask(
            "form",
            form([
                ("name=\"count\"", "12"), ("name=\"count\"", "1"), ("name=\"colour\"", "pink"), ("name=\"owner\"", "{}"),
                ("name=\"other\"", ""), ("name=\"tags\"", "1"), ("name=\"tags\"", "2"), ("name=\"tags\"", "3"),
            ]))
        #expect(answer.status == 422)
        #expect(
            answer.violations == [
                "/count maximum: must be at most 9", "/count type: must be given once only",
                "/colour enum: must be one of: red, green, dark-blue, #fff", "/owner/id required: is required",
                "/other additionalProperties: is no part of this form", "/name required: is required",
                "/tags maxItems: must have at most 2 items",
            ])
    }

    @Test(arguments: [
        ("multipart/form-data", "", 400), ("multipart/form-data; boundary=\"\"", "", 400),
        ("multipart/form-data; boundary=\(String(repeating: "b", count: 71))", "", 400),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda", 400),
        ("multipart/form-data; boundary=b", "--b\r\n\r\nAda\r\n--b--", 400),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: file; name=a\r\n\r\nAda\r\n--b--", 400),
        ("multipart/form-data; boundary=b", "nothing", 400),
        ("multipart/form-data; boundary=b", "--b\r\nA: \(String(repeating: "a", count: 9_000))\r\n\r\n\r\n--b--", 400),
        ("multipart/form-data; boundary=b", "--b--", 422),
        ("application/json", "{}", 415),
    ]) func `that are malformed are refused`(type: String, body: String, status: Int) async throws {
        for path in ["form", "photos", "photos?streamed=true"] {
            #expect(try await ask(path, body, type: type).status == status, "\(path)")
        }
    }

    @Test func `with files are collected, or taken as they come`() async throws {
        let photo = "name=\"photo\"; filename=\"a \\\"b\\\".png\"\r\nContent-Type: image/png"
        let parts = form([
            ("name=\"title\"", "T"), (photo, "\r\n--bx\r\n-"), ("name=\"unknown\"", "?"),
            ("name=\"more\"; filename*=UTF-8''%c3%a9", "12"),
        ])
        #expect(try await ask("photos", parts).text == "T|-|a \"b\".png image/png 9|é - 2")
        #expect(try await ask("photos?streamed=true", parts).text == "title T|photo a \"b\".png 9|more é")
        let wrong = form([("name=\"title\"", "T"), ("name=\"photo\"; filename=a\r\nContent-Type: text/html", "")])
        for path in ["photos", "photos?streamed=true"] {
            let answer = try await ask(path, wrong)
            #expect(answer.violations == ["/photo contentType: must have the media type image/png or image/jpeg"])
            #expect(try await ask(path, form([("name=\"title\"", "T")])).violations == ["/photo required: is required"])
        }
    }

    @Test func `are streamed beyond what is collected`() async throws {
        let photo = "name=\"photo\"; filename=a\r\nContent-Type: image/png"
        let line = "-\r\n" + String(repeating: "-", count: 27)
        let parts = form([("name=\"title\"", "T"), (photo, String(repeating: line, count: 100_000))])
        #expect(try await ask("photos", parts).status == 413)
        #expect(try await ask("photos?streamed=true", parts).text == "title T|photo a 3000000")
        let long = form([("name=\"title\"", String(repeating: "T", count: 1_048_577))])
        #expect(try await ask("photos?streamed=true", long).status == 413)
    }
}
