// Conditions and parts of files, by RFC 9110 sections 13 and 14; nginx is asked the same where it is there.

import Foundation
import Testing
import WritServer
import WritTesting

/// The version of `digits.txt`, whose bytes were changed last at that second.
private let date = "Sun, 06 Nov 1994 08:49:37 GMT"
private let earlier = "Sun, 06 Nov 1994 08:49:36 GMT"
private let later = "Sun, 06 Nov 1994 08:49:38 GMT"

/// Fields of requests for ten digits, the status, and the body or the Content-Range. `TAG` is the file's own entity tag.
let fileRequests: [(fields: [(String, String)], status: Int, text: String)] = [
    ([], 200, "0123456789"),
    ([("Range", "bytes=0-3")], 206, "0123"),
    ([("Range", "bytes=4-")], 206, "456789"),
    ([("Range", "bytes=-3")], 206, "789"),
    ([("Range", "bytes=-30")], 206, "0123456789"),
    ([("Range", "bytes=9-9")], 206, "9"),
    ([("Range", "bytes=9-100")], 206, "9"),
    ([("Range", "bytes=10-")], 416, "bytes */10"),
    ([("Range", "bytes=-0")], 416, "bytes */10"),
    ([("Range", "bytes=abc")], 416, "bytes */10"),
    ([("Range", "items=0-1")], 200, "0123456789"),
    ([("Range", "bytes=0-9,0-9")], 200, "0123456789"),
    ([("Range", "bytes=0-0,20-30")], 206, "0"),
    ([("If-None-Match", "TAG")], 304, ""),
    ([("If-None-Match", "W/TAG")], 304, ""),
    ([("If-None-Match", "*")], 304, ""),
    ([("If-None-Match", "\"other\"")], 200, "0123456789"),
    ([("If-None-Match", "\"other\", TAG")], 304, ""),
    ([("If-Modified-Since", date)], 304, ""),
    ([("If-Modified-Since", later)], 304, ""),
    ([("If-Modified-Since", earlier)], 200, "0123456789"),
    ([("If-Modified-Since", "yesterday")], 200, "0123456789"),
    ([("If-None-Match", "\"other\""), ("If-Modified-Since", date)], 200, "0123456789"),
    ([("If-Match", "TAG")], 200, "0123456789"),
    ([("If-Match", "*")], 200, "0123456789"),
    ([("If-Match", "\"other\"")], 412, ""),
    ([("If-Match", "W/TAG")], 412, ""),
    ([("If-Unmodified-Since", date)], 200, "0123456789"),
    ([("If-Unmodified-Since", earlier)], 412, ""),
    ([("If-Match", "TAG"), ("If-None-Match", "TAG")], 304, ""),
    ([("If-Match", "\"other\""), ("If-None-Match", "TAG")], 412, ""),
    ([("If-Range", "TAG"), ("Range", "bytes=1-2")], 206, "12"),
    ([("If-Range", "\"other\""), ("Range", "bytes=1-2")], 200, "0123456789"),
    ([("If-Range", "W/TAG"), ("Range", "bytes=1-2")], 200, "0123456789"),
    ([("If-Range", date), ("Range", "bytes=1-2")], 206, "12"),
    ([("If-Range", later), ("Range", "bytes=1-2")], 200, "0123456789"),
    ([("If-None-Match", "TAG"), ("Range", "bytes=1-2")], 304, ""),
    ([("If-None-Match", "TAG"), ("Range", "bytes=100-")], 304, ""),
]

@Suite struct `Conditions and parts of files` {
    let folder: ServedFolder

    init() throws { folder = try ServedFolder() }

    @Test(arguments: fileRequests.indices)
    func `are answered as the table says`(index: Int) async throws {
        let client = try folder.client()
        let tag = try #require(await client.get("/digits.txt")["ETag"])
        let request = fileRequests[index]
        let lines = request.fields.map { "\($0.0): \($0.1.replacing("TAG", with: tag))\r\n" }.joined()
        for method in ["GET", "HEAD"] {
            let raw = await client.sendRaw("\(method) /digits.txt HTTP/1.1\r\nHost: a\r\n\(lines)\r\n")
            let answer = try #require(TestAnswer.all(in: raw, methods: [method]).first)
            // HEAD has no parts (RFC 9110 section 14.2).
            guard method == "GET" || ![206, 416].contains(request.status) else {
                #expect(answer.status == 200)
                continue
            }
            #expect(answer.status == request.status)
            guard method == "GET" else { continue }
            switch request.status {
            case 200, 206: #expect(answer.text == request.text && answer["ETag"] == tag)
            case 416: #expect(answer["Content-Range"] == request.text)
            case 304: #expect(answer.body.isEmpty && answer["ETag"] == tag && answer["Content-Length"] == nil)
            default: #expect(answer["Content-Type"] == "application/problem+json")
            }
            #expect((answer["Content-Range"] != nil) == [206, 416].contains(request.status))
        }
    }

    @Test func `may be several parts in one body`() async throws {
        let answer = await (try folder.client()).get("/digits.txt", fields: ["Range": "bytes=7-8,0-1,-1"])
        let type = try #require(answer["Content-Type"])
        let boundary = try #require(type.split(separator: "boundary=").last)
        #expect(answer.status == 206 && type.hasPrefix("multipart/byteranges; ") && answer["Content-Range"] == nil)
        let part = { (range: String, text: String) in
            "\r\n--\(boundary)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes \(range)/10\r\n\r\n\(text)"
        }
        #expect(answer.text == part("7-8", "78") + part("0-1", "01") + part("9-9", "9") + "\r\n--\(boundary)--\r\n")
        #expect(answer["Content-Length"] == "\(answer.body.count)")
    }

    @Test func `are no more than a client has use for`() async throws {
        let client = try folder.client()
        let many = "bytes=" + (0..<1_200).map { "\($0 % 10)-\($0 % 10)" }.joined(separator: ",")
        #expect(await client.get("/digits.txt", fields: ["Range": many]).status == 200)
        // Of no bytes there is no part that could be told.
        #expect(await client.get("/nothing.txt", fields: ["Range": "bytes=0-"]).status == 200)
    }
}
