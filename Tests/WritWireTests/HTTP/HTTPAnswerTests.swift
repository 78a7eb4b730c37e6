// What answers look like on the wire.

import Testing
import WritWire

@Suite struct `Answer heads` {
    private func written(_ write: (inout OutputBuffer) -> Void) -> String {
        var output = OutputBuffer()
        write(&output)
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `dates are written as IMF-fixdate`(seconds: Int, wanted: String) {
        #expect(written { HTTPDate.append(seconds, to: &$0) } == wanted)
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 12345], [1, 2, 3, 6])
    func `the length is filled in whatever was guessed`(count: Int, digits: Int) {
        var cache = ResponseHeadCache(secondsSince1970: 0)
        let text = written { output in
            let head = ResponseHead(
                to: &output, cache: &cache, status: 200, contentType: "text/plain", fields: FieldBlock(),
                persistence: .implied, digitsExpected: digits)
            for _ in 0..<count { output.append("x") }
            #expect(head.finish(&output, dropsBody: false) == String(count).count)
        }
        let head =
            "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Type: text/plain\r\nContent-Length: \(count)\r\n\r\n"
        #expect(text == head + String(repeating: "x", count: count))
    }

    @Test func `an answer to HEAD keeps the length and drops the body`() {
        var cache = ResponseHeadCache(secondsSince1970: 0)
        let text = written { output in
            let head = ResponseHead(
                to: &output, cache: &cache, status: 404, contentType: nil, fields: FieldBlock(), persistence: .close,
                digitsExpected: 1)
            output.append("0123456789ab")
            _ = head.finish(&output, dropsBody: true)
        }
        #expect(
            text
                == "HTTP/1.1 404 Not Found\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: close\r\nContent-Length: 12\r\n\r\n"
        )
    }

    @Test(arguments: [
        ("b", true), ("caf\u{E9}\t b", true), ("a\r\nSet-Cookie: x", false), ("a\rb", false), ("a\nb", false),
        ("a\0b", false),
    ])
    func `field values that would write fields of their own are told`(value: String, isFine: Bool) {
        var fields = FieldBlock()
        fields.add("X-A", value)
        let isWellFormed = fields.isWellFormed
        #expect(isWellFormed == isFine)
    }

    @Test(arguments: ["Date", "date", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Trailer"])
    func `fields that the engine writes are told, so that there is no second one`(name: String) {
        var name = name
        name.withUTF8 { name in
            var fields = FieldBlock()
            // The text lends its bytes for the closure.
            unsafe fields.add(name: UnsafeRawBufferPointer(name), value: UnsafeRawBufferPointer(name))
            let isWellFormed = fields.isWellFormed
            #expect(!isWellFormed)
        }
    }

    @Test func `field names are tokens`() {
        var fields = FieldBlock()
        fields.add("X A", "b")
        let isWellFormed = fields.isWellFormed
        #expect(!isWellFormed)
    }

    @Test func `every refusal has a status that is an error, and a sentence`() {
        for refusal in Refusal.allCases {
            #expect((400...599).contains(refusal.answer.status))
            #expect(refusal.answer.detail.utf8CodeUnitCount > 10)
            #expect(!HTTPStatus.reason(refusal.answer.status).description.isEmpty)
        }
    }

    @Test func `a refusal is a problem document`() {
        let text = written { ProblemDocument.append(Refusal.targetTooLong.answer, to: &$0) }
        #expect(
            text
                == #"{"type":"about:blank","title":"URI Too Long","status":414,"detail":"The request target is too long."}"#
        )
    }
}
