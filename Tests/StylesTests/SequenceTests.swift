// Bodies of values one after the other: the bytes of the request, and what the handler gets.

import Testing
import WritLoopback

@Suite struct `Series of values` {
    static let records = "application/json-seq"
    static let events = "text/event-stream"

    static let good: [(type: String, body: String, names: String)] = [
        ("application/jsonl", #"{"name":"a"}"# + "\n" + #"{"name":"b","layers":[1]}"# + "\n", #"["a","b"]"#),
        ("application/jsonl", "\r\n" + #" {"name":"a\n"} "# + "\r\n\n" + #"{"name":"b"}"#, #"["a\n","b"]"#),
        ("application/jsonl; charset=utf-8", "", "[]"), ("application/jsonl", "\n \n", "[]"),
        (records, "\u{1E}{\"name\":\"a\"}\n\u{1E}{\n\"name\":\"b\"\n}\n", #"["a","b"]"#),
        (records, "\u{1E}\u{1E}{\"name\":\"a\"}", #"["a"]"#),
        (events, "data: {\"name\":\"a\"}\n\nevent: added\ndata: {\"name\":\ndata: \"b\"}\n\n", #"["message a","added b"]"#),
        (events, ": hello\n\nid: 4\n\ndata: {\"name\":\"a\"}", #"["message a"]"#), (events, "", "[]"),
    ]

    /// Event streams of text, and what stands in them: kind, id, retry and data of each event.
    static let remarks: [(body: String, events: String)] = [
        ("data: one\n\ndata: two\n\n", #"["message - 0 one","message - 0 two"]"#),
        ("data: one\r\rdata: two\r\r", #"["message - 0 one","message - 0 two"]"#),
        ("data: one\r\n\r\ndata:two\r\n\r\n", #"["message - 0 one","message - 0 two"]"#),
        ("\u{FEFF}data: one\n\n\u{FEFF}data: two\n\n", #"["message - 0 one"]"#),
        ("event: said\nid: 7\nretry: 50\ndata:  a\ndata\ndata:b:c\n\n", ##"["said 7 50  a\n\nb:c"]"##),
        ("retry: soon\nid: a\u{0}b\nEvent: x\nother: y\ndata: z\n\n", #"["message - 0 z"]"#),
        ("event: none\n\nid: 1\n\n:\n\ndata:\n\n", #"["message - 0 "]"#),
        ("data: the last", #"["message - 0 the last"]"#),
    ]

    static let bad: [(type: String, body: String, status: Int, part: String)] = [
        ("application/jsonl", #"{"name":"a"}"# + "\n" + #"{"name":""}"#, 422, #"{"pointer":"/1/name","keyword":"minLength""#),
        ("application/jsonl", #"{"name":"a"}"# + "\n{}\n", 422, #"{"pointer":"/1/name","keyword":"required""#),
        ("application/jsonl", "5", 422, #"{"pointer":"/0","keyword":"type""#),
        ("application/jsonl", #"{"name":"a"} {"name":"b"}"#, 400, "in item 0"), ("application/jsonl", "{", 400, "in item 0"),
        (records, #"{"name":"a"}"#, 400, "record separator"), (records, "\u{1E}{\"name\":", 400, "in item 0"),
        ("application/json", "[]", 415, "application/jsonl"),
        (events, "data: {\"name\":\"a\"}\n\ndata: {\"name\":\"\"}\n\n", 422, #"{"pointer":"/1/name","keyword":"minLength""#),
        (
            events, "data: {\"name\":\"a\"}\n\nevent: far too long\nid: 1\ndata: {\"name\":\"b\"}\n\n", 422,
            #"{"pointer":"/1/event","keyword":"maxLength""#
        ),
        (events, "id: x\ndata: {\"name\":\"b\"}\n\n", 422, #"{"pointer":"/0/id","keyword":"pattern""#),
        (events, "data: {\"name\":\"a\"}\n\ndata: {\n\n", 400, "in item 1"), (events, "data\n\n", 400, "in item 0"),
    ]

    @Test(arguments: good.indices)
    func `are read as they come`(index: Int) async throws {
        let (type, body, names) = Self.good[index]
        try await withStyles { client throws in
            let answer = try client.ask("POST", "/paints/series", ["Content-Type: \(type)"], body: body)
            #expect(answer.status == 200 && answer.text == names, "\(body) \(answer.text)")
        }
    }

    @Test(arguments: bad.indices)
    func `that break the contract are refused, with the number of the value`(index: Int) async throws {
        let (type, body, status, part) = Self.bad[index]
        try await withStyles { client throws in
            let answer = try client.ask("POST", "/paints/series", ["Content-Type: \(type)"], body: body)
            #expect(answer.status == status && answer.text.contains(part), "\(body) \(answer.text)")
        }
    }

    @Test(arguments: remarks.indices)
    func `are events of text, whatever ends their lines`(index: Int) async throws {
        let (body, events) = Self.remarks[index]
        try await withStyles { client throws in
            let answer = try client.ask("POST", "/remarks", ["Content-Type: text/event-stream"], body: body)
            #expect(answer.status == 200 && answer.text == events, "\(body) \(answer.text)")
        }
    }

    @Test(arguments: [
        ("data: twenty and one letters\n\n", 422, #"{"pointer":"/0","keyword":"maxLength""#)
    ])
    func `of text are checked`(body: String, status: Int, part: String) async throws {
        try await withStyles { client throws in
            let answer = try client.ask("POST", "/remarks", ["Content-Type: text/event-stream"], body: body)
            #expect(answer.status == status && answer.text.contains(part), "\(body) \(answer.text)")
        }
    }
}
