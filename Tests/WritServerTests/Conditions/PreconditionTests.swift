// What comes of conditions: in the order of RFC 9110 section 13.2.2, and over the wire.

import Testing
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

    @Test func `that are not met are told as problem documents`() async {
        let answer = await TestClient(Self.api).get("/api/run", fields: ["If-Match": "\"1-1\""])
        #expect(answer["Content-Type"] == "application/problem+json")
        #expect(answer.text.contains("This is not the version that is there."))
    }
}
