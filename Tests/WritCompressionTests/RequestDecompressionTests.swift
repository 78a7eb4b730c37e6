// Request bodies in a content coding.

import Testing
import WritCompression
import WritServer
import WritTesting

private func client(bodyBytesMax: Int = 1 << 20, _ middleware: RequestDecompression = RequestDecompression()) -> TestClient {
    var configuration = ServerConfiguration()
    configuration.limits.bodyBytesMax = bodyBytesMax
    return TestClient(CodedAPI(), configuration: configuration, middleware: [middleware])
}

private func post(_ target: String, _ body: [UInt8], _ coding: String, to client: TestClient = client()) async -> TestAnswer {
    await client.send("POST", target, fields: ["Content-Type": "text/plain", "Content-Encoding": coding], body: body)
}

@Suite struct `Coded request bodies` {
    @Test(arguments: ContentCoding.allCases, [0, 1, 70_000, 1_000_000])
    func `are read as if they weren't`(coding: ContentCoding, byteCount: Int) async {
        let text = Array(CodedAPI.text(byteCount + 1).utf8.prefix(byteCount))
        let whole = await post("/echo", encoded(text, coding), coding.rawValue)
        #expect(whole.status == 200 && whole.body == text)
        let plain = await client().send("POST", "/count", fields: ["Content-Type": "text/plain"], body: text)
        let streamed = await post("/count", encoded(text, coding), coding.rawValue)
        #expect(streamed.status == 200 && streamed.text == plain.text)
    }

    @Test(arguments: ["GZIP", "x-gzip", " gzip , identity", ",gzip"])
    func `are known by any spelling`(field: String) async {
        #expect(await post("/echo", encoded(Array("hello".utf8), .gzip), field).text == "hello")
    }

    @Test func `of several members are one body`() async {
        let (one, two) = (Array("one".utf8), Array("two".utf8))
        #expect(await post("/echo", encoded(one, .gzip) + encoded(two, .gzip), "gzip").text == "onetwo")
        #expect(await post("/echo", encoded(one, .zstd) + encoded(two, .zstd), "zstd").text == "onetwo")
        #expect(await post("/echo", encoded(one, .brotli) + encoded(two, .brotli), "br").status == 400)
        #expect(await post("/echo", encoded(one, .deflate) + encoded(two, .deflate), "deflate").status == 400)
    }

    @Test(arguments: ["compress", "gzip, br", "gzip, gzip", "exi", "zstd"])
    func `in other codings get 415`(field: String) async {
        let client = client(RequestDecompression(codings: [.gzip, .deflate, .brotli]))
        let answer = await post("/echo", encoded(Array("hello".utf8), .gzip), field, to: client)
        #expect(answer.status == 415 && answer["Accept-Encoding"] == "gzip, deflate, br, identity")
    }

    @Test(arguments: ContentCoding.allCases)
    func `that are broken get 400`(coding: ContentCoding) async {
        let whole = encoded(Array(CodedAPI.text(20_000).utf8), coding)
        for target in ["/echo", "/count"] {
            // Nothing of what is said of a whole body can be said of a part of it.
            for count in [1, whole.count / 2, whole.count - 1] {
                #expect(await post(target, Array(whole.prefix(count)), coding.rawValue).status == 400)
            }
            #expect(await post(target, whole + [1, 2, 3], coding.rawValue).status == 400)
            #expect(await post(target, Array("this is no such thing".utf8), coding.rawValue).status == 400)
        }
    }

    /// 64 MB of zeros in a few KB.
    @Test(arguments: ContentCoding.allCases)
    func `that become too large get 413 after as many bytes`(coding: ContentCoding) async {
        let bomb = encoded([UInt8](repeating: 0, count: 64 << 20), coding, level: 9)
        #expect(bomb.count < 1 << 17)
        for target in ["/echo", "/count"] {
            let answer = await post(target, bomb, coding.rawValue)
            #expect(answer.status == 413 && answer["Connection"] == "close")
        }
    }

    /// A server that takes streams of any length decodes a bomb no further than it is worth.
    @Test(arguments: ContentCoding.allCases)
    func `that become a thousand times as large get 413`(coding: ContentCoding) async {
        let bomb = encoded([UInt8](repeating: 0, count: 64 << 20), coding, level: 9)
        let answer = await post("/count", bomb, coding.rawValue, to: client(bodyBytesMax: .max))
        #expect(answer.status == 413 && answer["Connection"] == "close" && answer.text.contains("too many times"))
        let free = client(bodyBytesMax: .max, RequestDecompression(expansionMax: .max))
        #expect(await post("/count", bomb, coding.rawValue, to: free).status == 200)
        // What every body may become, however small it is.
        let small = encoded([UInt8](repeating: 0, count: 1 << 20), coding, level: 9)
        #expect(await post("/count", small, coding.rawValue, to: client(bodyBytesMax: .max)).status == 200)
        let more = encoded([UInt8](repeating: 0, count: (1 << 20) + 1), coding, level: 9)
        #expect(await post("/count", more, coding.rawValue, to: client(bodyBytesMax: .max)).status == 413)
    }

    @Test func `have the limits of what they become`() async {
        let body = encoded(Array(CodedAPI.text(999).utf8.prefix(1_000)), .gzip)
        #expect(await post("/echo", body, "gzip", to: client(bodyBytesMax: 1_000)).status == 200)
        #expect(await post("/echo", body, "gzip", to: client(bodyBytesMax: 999)).status == 413)
        #expect(await post("/count", body, "gzip", to: client(bodyBytesMax: .max)).status == 200)
    }
}
