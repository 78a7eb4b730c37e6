// Answers that break off, as a client of a socket may get them.

import Testing

@testable import WritTesting

@Suite struct `An answer's bytes` {
    static let counted = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"
    static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n"

    @Test(arguments: [counted, chunked])
    func `are whole with their last byte, and not before`(text: String) throws {
        let bytes = Array(text.utf8)
        var whole = AnswerReader(bytes)
        #expect(whole.next(to: "GET")?.body == Array("body".utf8) && !whole.isCut)
        for count in bytes.indices {
            var reader = AnswerReader(Array(bytes[..<count]))
            let answer = reader.next(to: "GET")
            #expect(answer == nil || reader.isCut, "\(count)")
        }
    }

    @Test(arguments: ["-1", "-9223372036854775808"])
    func `have no length below nothing`(length: String) {
        var reader = AnswerReader(Array("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nbody".utf8))
        #expect(reader.next(to: "GET")?.body.isEmpty == true && reader.isCut)
    }
}
