// Answers in a content coding, compared with what is sent without one.

import Testing
import WritCompression
import WritServer
import WritTesting

private func client(_ compression: Compression = Compression()) -> TestClient {
    TestClient(CodedAPI(), middleware: [compression])
}

@Suite struct `Compressed answers` {
    @Test(arguments: ContentCoding.allCases, [1_024, 5_000, 65_536, 65_537, 3_000_000])
    func `say the same as those that aren't`(coding: ContentCoding, byteCount: Int) async {
        let plain = await client().get("/text?\(byteCount)")
        let coded = await client().get("/text?\(byteCount)", fields: ["Accept-Encoding": coding.rawValue])
        #expect(plain["Content-Encoding"] == nil && plain["Vary"] == "Accept-Encoding")
        #expect(coded["Content-Encoding"] == coding.rawValue && coded["Vary"] == "Accept-Encoding")
        #expect(coded["Content-Type"] == plain["Content-Type"])
        #expect(coded.body.count < plain.body.count / 4)
        #expect(decoded(coded.body, coding) == plain.body)
    }

    @Test func `stay as they are where the contract wants it so`() async {
        let answer = await client().get("/secret", fields: ["Accept-Encoding": "gzip"])
        #expect(answer["Content-Encoding"] == nil && answer["Vary"] == nil && answer.body.count > 5_000)
    }

    @Test(
        arguments: [
            ("gzip", "gzip"), ("GZIP", "gzip"), ("x-gzip", "gzip"), ("br;q=0.5, gzip", "gzip"),
            ("gzip, br, zstd, deflate", "zstd"),
            ("gzip;q=0.8, br;q=0.8", "br"), ("*", "zstd"), ("*;q=0.1, gzip;q=0.2", "gzip"), ("gzip;q=0, *", "zstd"),
            ("gzip;q=0", nil), ("", nil), ("identity", nil), ("identity, gzip;q=0.5", nil),
            ("identity;q=0.5, gzip;q=0.5", "gzip"),
            ("identity;q=0, gzip", "gzip"), ("identity;q=0", nil), ("compress, exi", nil), ("gzip;q=1.0", "gzip"),
            ("gzip;q=1.5", "gzip"),
            ("gzip;q=abc", nil), ("gzip;q=0.0001", nil), ("gzip ; q=0.5 , br;q=0.4", "gzip"), (",,gzip,,", "gzip"),
            ("zstd;q=0.001", "zstd"),
        ] as [(String, String?)])
    func `are in the coding that the client likes best`(field: String, coding: String?) async {
        let answer = await client().get("/text", fields: ["Accept-Encoding": field])
        #expect(answer.status == 200 && answer["Content-Encoding"] == coding)
    }

    @Test func `take a long Accept-Encoding as it comes`() async {
        let field = String(repeating: "x;q=0.5,", count: 7_500) + "gzip"
        var configuration = ServerConfiguration()
        configuration.limits.head.headBytesMax = 100_000
        configuration.limits.head.fieldBytesMax = 100_000
        let client = TestClient(CodedAPI(), configuration: configuration, middleware: [Compression()])
        #expect(await client.get("/text", fields: ["Accept-Encoding": field])["Content-Encoding"] == "gzip")
    }

    @Test(arguments: [("/text?10", false), ("/picture", false), ("/text", true), ("/tagged", true), ("/events", true)])
    func `are those that get smaller by it`(target: String, isCoded: Bool) async {
        let answer = await client().get(target, fields: ["Accept-Encoding": "gzip"])
        #expect((answer["Content-Encoding"] == "gzip") == isCoded && (answer["Vary"] == "Accept-Encoding") == isCoded)
    }

    @Test func `have the fields of GET for HEAD`() async {
        for target in ["/text", "/text?200000", "/events"] {
            let get = await client().get(target, fields: ["Accept-Encoding": "br"])
            let head = await client().head(target, fields: ["Accept-Encoding": "br"])
            #expect(head.body.isEmpty && head["Content-Encoding"] == "br")
            #expect(head["Content-Length"] == get["Content-Length"] && head["Transfer-Encoding"] == get["Transfer-Encoding"])
        }
    }

    @Test func `have weak entity tags, also where the client has them already`() async {
        let coded = await client().get("/tagged", fields: ["Accept-Encoding": "gzip"])
        #expect(coded["ETag"] == "W/\"1\"")
        #expect(await client().get("/tagged")["ETag"] == "\"1\"")
        let known = await client().get("/tagged", fields: ["Accept-Encoding": "gzip", "If-None-Match": "W/\"1\""])
        #expect(known.status == 304 && known["ETag"] == "W/\"1\"" && known["Vary"] == "Accept-Encoding")
        #expect(known["Content-Encoding"] == nil)
        let kept = await client(Compression(keepsEntityTags: true)).get("/tagged", fields: ["Accept-Encoding": "gzip"])
        #expect(kept["ETag"] == "\"1\"" && kept["Content-Encoding"] == "gzip")
    }

    @Test func `leave what middleware inside says of itself`() async {
        struct Says: Middleware {
            let name: String
            let value: String
            func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
                let answer = await next()
                answer.setField(name, value)
                return answer
            }
        }
        for says in [Says(name: "Cache-Control", value: "public, No-Transform"), Says(name: "Content-Encoding", value: "exi")] {
            let client = TestClient(CodedAPI(), middleware: [Compression(), says])
            let answer = await client.get("/text", fields: ["Accept-Encoding": "gzip"])
            #expect(answer["Content-Encoding"] != "gzip" && answer.body.count >= 5_000 && answer["Vary"] == nil)
        }
        let varied = TestClient(CodedAPI(), middleware: [Compression(), Says(name: "Vary", value: "Origin")])
        #expect(await varied.get("/text", fields: ["Accept-Encoding": "gzip"])["Vary"] == "Origin, Accept-Encoding")
    }
}

@Suite struct `Compressed streams` {
    @Test(arguments: ContentCoding.allCases)
    func `can be read as far as they have come`(coding: ContentCoding) async {
        let raw = await client().sendRaw(
            Array("GET /events HTTP/1.1\r\nHost: a\r\nAccept-Encoding: \(coding.rawValue)\r\nConnection: close\r\n\r\n".utf8))
        let chunks = chunks(of: raw)
        #expect(chunks.count >= 3)
        for count in 1...3 {
            let events = (1...count).map { "data: \($0)\n\n" }.joined()
            let bytes = decoded(chunks.prefix(count).flatMap(\.self), coding, isWhole: false)
            #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == events)
        }
        #expect(decoded(chunks.flatMap(\.self), coding) != nil)
    }

    @Test(arguments: ContentCoding.allCases)
    func `say the same as those that aren't`(coding: ContentCoding) async {
        let plain = await client().get("/lines")
        let coded = await client().get("/lines", fields: ["Accept-Encoding": coding.rawValue])
        #expect(coded.body.count < plain.body.count / 2 && decoded(coded.body, coding) == plain.body)
    }

    @Test func `fail as those that aren't`() async {
        let accepts: KeyValuePairs = ["Accept-Encoding": "gzip"]
        #expect(await client().get("/fails", fields: accepts).status == 413)
        #expect(await client().get("/fails", fields: accepts)["Content-Encoding"] == nil)
        // Less than was promised, with nothing sent yet.
        #expect(await client().get("/promised", fields: accepts).status == 500)
        #expect(await client().get("/promised", fields: accepts)["Content-Encoding"] == nil)
    }

    /// The chunks of a body in the chunked coding, without the last one.
    private func chunks(of raw: [UInt8]) -> [[UInt8]] {
        var rest = raw[...]
        var chunks: [[UInt8]] = []
        func takeLine() -> String {
            let end = rest.firstIndex(of: 13) ?? rest.endIndex
            defer { rest = rest[min(end + 2, rest.endIndex)...] }
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        while !takeLine().isEmpty {}
        while let count = Int(takeLine(), radix: 16), count > 0 {
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count + 2)
        }
        return chunks
    }
}
