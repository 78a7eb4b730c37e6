// What comes of conditions: in the order of RFC 9110 section 13.2.2, and over the wire.

import Testing
import WritLoopback
import WritTesting
import WritWire

@testable import WritRuntime
@testable import WritServer

@Suite struct `Conditions of a request` {
    static let current = EntityTag(7, 3)
    static let changed = DateTime("1994-11-06T08:49:37.9Z")
    static let api = SampleAPI { context in
        let name = context.query ?? ""
        let verdict = try context.checkPreconditions(
            name == "missing" ? nil : name == "weak" ? current.weak : current,
            lastModified: name == "missing" || name == "undated" ? nil : changed, isRequired: name == "required")
        return "\(verdict)"
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let fields: [String]
        var query = ""
        let get: String
        let post: String
        var testDescription: String { "\(query) \(fields)" }
    }

    static let same = "Sun, 06 Nov 1994 08:49:37 GMT"
    static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
    static let rows: [Row] = [
        Row(fields: [], get: "proceed", post: "proceed"),
        Row(fields: [#"If-Match: "7-3""#], get: "proceed", post: "proceed"),
        Row(fields: [#"If-Match: "7-2", "7,3", "7-3""#], get: "proceed", post: "proceed"),
        Row(fields: [#"If-Match: "7-2""#, #"If-Match: "7-3""#], get: "proceed", post: "proceed"),
        Row(fields: [#"If-Match: "7-2""#], get: "412", post: "412"),
        Row(fields: [#"If-Match: W/"7-3""#], get: "412", post: "412"),
        Row(fields: [#"If-Match: "7-3""#], query: "weak", get: "412", post: "412"),
        Row(fields: ["If-Match: 7-3"], get: "412", post: "412"),
        Row(fields: ["If-Match: *"], get: "proceed", post: "proceed"),
        Row(fields: ["If-Match: *"], query: "missing", get: "412", post: "412"),
        Row(fields: [#"If-Match: "7-3""#], query: "missing", get: "412", post: "412"),
        Row(fields: ["If-None-Match: *"], get: "notModified", post: "412"),
        Row(fields: ["If-None-Match: *"], query: "missing", get: "proceed", post: "proceed"),
        Row(fields: [#"If-None-Match: W/"7-3""#], get: "notModified", post: "412"),
        Row(fields: [#"If-None-Match: "7-2""#], get: "proceed", post: "proceed"),
        Row(fields: ["If-None-Match: "], get: "proceed", post: "proceed"),
        Row(fields: ["If-Unmodified-Since: \(same)"], get: "proceed", post: "proceed"),
        Row(fields: ["If-Unmodified-Since: \(before)"], get: "412", post: "412"),
        Row(fields: ["If-Unmodified-Since: \(before)"], query: "undated", get: "proceed", post: "proceed"),
        Row(fields: ["If-Unmodified-Since: yesterday"], get: "proceed", post: "proceed"),
        Row(fields: ["If-Modified-Since: \(same)"], get: "notModified", post: "proceed"),
        Row(fields: ["If-Modified-Since: \(before)"], get: "proceed", post: "proceed"),
        Row(fields: ["If-Modified-Since: \(same)", "If-Modified-Since: \(same)"], get: "proceed", post: "proceed"),
        // Tags go before dates.
        Row(fields: [#"If-Match: "7-3""#, "If-Unmodified-Since: \(before)"], get: "proceed", post: "proceed"),
        Row(fields: [#"If-None-Match: "7-2""#, "If-Modified-Since: \(same)"], get: "proceed", post: "proceed"),
        Row(fields: [#"If-Match: "7-3""#, #"If-None-Match: "7-3""#], get: "notModified", post: "412"),
        // Some condition has to be there.
        Row(fields: [], query: "required", get: "428", post: "428"),
        Row(fields: [#"If-Match: "7-3""#], query: "required", get: "proceed", post: "proceed"),
        Row(fields: ["If-Unmodified-Since: \(same)"], query: "required", get: "proceed", post: "proceed"),
        Row(fields: [#"If-None-Match: "7-2""#], query: "required", get: "proceed", post: "proceed"),
        Row(fields: ["If-Modified-Since: \(same)"], query: "required", get: "428", post: "428"),
    ]

    @Test(arguments: rows)
    func `are held against the version that is there`(row: Row) async {
        let client = TestClient(Self.api)
        for (line, expected) in [("GET /api/run", row.get), ("POST /api/items", row.post)] {
            let head = ["\(line)?\(row.query) HTTP/1.1", "Host: h", "Content-Length: 0"] + row.fields
            let answer = TestAnswer.all(in: await client.sendRaw(head.joined(separator: "\r\n") + "\r\n\r\n"))[0]
            #expect((answer.status == 200 ? answer.text : "\(answer.status)") == expected)
        }
    }

    @Test func `are a value where a change is made, and are never taken for none`() async throws {
        let api = SampleAPI { context in
            let (conditions, isContext) = (context.versionConditions, context.query == "context")
            // A context is empty there.
            try await context.offload {
                _ = try isContext ? context.checkPreconditions(Self.current) : conditions.check(Self.current)
            }
            return ""
        }
        try await withServer(api) { server throws in
            let old = [#"If-Match: "1-1""#]
            #expect(try server.connect().ask("GET", "/api/run", old).status == 412)
            #expect(try server.connect().ask("GET", "/api/run", [#"If-Match: "7-3""#]).status == 200)
            #expect(try server.connect().ask("GET", "/api/run?context", old).status == 500)
        }
    }

    @Test func `that are not met are told as problem documents`() async {
        let answer = await TestClient(Self.api).get("/api/run", fields: ["If-Match": "\"1-1\""])
        #expect(answer["Content-Type"] == "application/problem+json")
        #expect(answer.text.contains("This is not the version that is there."))
    }
}

@Suite struct `Answers that a client has` {
    private func ask(
        _ field: String, line: String = "GET /api/run", tag: String? = "\"1\"", status: Int = 200, hashesBodies: Bool = false
    ) async -> TestAnswer {
        let inner = Around { _, next in
            let answer = await next()
            if let tag { answer.setField("ETag", tag) }
            answer.setField("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
            answer.setField("Cache-Control", "max-age=5")
            answer.setField("Content-Language", "en")
            answer.status = status
            return answer
        }
        let client = TestClient(SampleAPI(), middleware: [ConditionalAnswers(hashesBodies: hashesBodies), inner])
        return TestAnswer.all(in: await client.sendRaw("\(line) HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\(field)\r\n\r\n"))[0]
    }

    @Test func `are 304 without a body, and with all that isn't told of one`() async {
        for field in ["If-None-Match: \"0\", W/\"1\"", "If-None-Match: *", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT"] {
            let answer = await ask(field)
            #expect(answer.status == 304 && answer.body.isEmpty && answer["ETag"] == "\"1\"", "\(field)")
            #expect(answer["Cache-Control"] == "max-age=5" && answer["Content-Type"] == nil && answer["Content-Language"] == nil)
        }
    }

    @Test func `are sent where it has another, or asks for something else`() async {
        #expect(await ask("If-None-Match: \"2\"").text == "hello")
        #expect(await ask("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT").status == 200)
        #expect(await ask("If-Match: \"2\"").status == 200, "that is for handlers")
        #expect(await ask("If-None-Match: \"1\"", line: "POST /api/items").status == 200)
        #expect(await ask("If-None-Match: \"1\"", status: 203).status == 203)
    }

    @Test func `get a tag of their bytes`() async {
        let first = await ask("X: y", tag: nil, hashesBodies: true)
        let again = await ask("If-None-Match: \(first["ETag"] ?? "")", tag: nil, hashesBodies: true)
        #expect(first.status == 200 && again.status == 304 && again["ETag"] == first["ETag"])
        #expect(await ask("If-None-Match: \(first["ETag"] ?? "")", tag: nil).status == 200)
    }
}
