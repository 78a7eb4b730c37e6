// Bodies of values one after the other: the bytes of the request, and what the handler gets.

import Testing
import WritLoopback

@Suite struct `Series of values` {
    static let records = "application/json-seq"

    static let good: [(type: String, body: String, names: String)] = [
        ("application/jsonl", #"{"name":"a"}"# + "\n" + #"{"name":"b","layers":[1]}"# + "\n", #"["a","b"]"#),
        ("application/jsonl", "\r\n" + #" {"name":"a\n"} "# + "\r\n\n" + #"{"name":"b"}"#, #"["a\n","b"]"#),
        ("application/jsonl; charset=utf-8", "", "[]"), ("application/jsonl", "\n \n", "[]"),
        (records, "\u{1E}{\"name\":\"a\"}\n\u{1E}{\n\"name\":\"b\"\n}\n", #"["a","b"]"#),
        (records, "\u{1E}\u{1E}{\"name\":\"a\"}", #"["a"]"#),
    ]

    static let bad: [(type: String, body: String, status: Int, part: String)] = [
        ("application/jsonl", #"{"name":"a"}"# + "\n" + #"{"name":""}"#, 422, #"{"pointer":"/1/name","keyword":"minLength""#),
        ("application/jsonl", #"{"name":"a"}"# + "\n{}\n", 422, #"{"pointer":"/1/name","keyword":"required""#),
        ("application/jsonl", "5", 422, #"{"pointer":"/0","keyword":"type""#),
        ("application/jsonl", #"{"name":"a"} {"name":"b"}"#, 400, "in item 0"), ("application/jsonl", "{", 400, "in item 0"),
        (records, #"{"name":"a"}"#, 400, "record separator"), (records, "\u{1E}{\"name\":", 400, "in item 0"),
        ("application/json", "[]", 415, "application/jsonl"),
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
}
