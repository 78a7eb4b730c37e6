// The chunk decoder against tables of bodies: each whole, cut at every byte, and byte by byte.

import Testing
import WritInputs
import WritWire

@Suite struct `Chunked bodies` {
    /// What came of a body: its data, and the count of bytes it took, or the status of its refusal.
    private enum Outcome: Equatable {
        case body(String, byteCount: Int)
        case incomplete
        case refused(Int)
    }

    private func decode(_ pieces: [[UInt8]]) -> Outcome {
        var decoder = ChunkDecoder(limits: HeadLimits(fieldCountMax: 3, headBytesMax: 200), keepsTrailers: true)
        var body: [UInt8] = []
        var consumed = 0
        for piece in pieces {
            let guarded = GuardedBytes(piece)
            var rest = unsafe guarded.bytes[...]
            pieceLoop: while true {
                switch unsafe decoder.next(UnsafeRawBufferPointer(rebasing: rest)) {
                case .data(let skipped, let count):
                    unsafe body += rest.dropFirst(skipped).prefix(count)
                    consumed += skipped + count
                    unsafe rest = unsafe rest.dropFirst(skipped + count)
                case .incomplete:
                    unsafe consumed += rest.count
                    break pieceLoop
                case .complete(let byteCount):
                    return .body(String(decoding: body, as: UTF8.self), byteCount: consumed + byteCount)
                case .refused(let refusal):
                    // A fault stays one, whatever comes next.
                    let next = GuardedBytes(Array("0\r\n\r\n".utf8))
                    #expect(unsafe decoder.next(next.bytes) == .refused(refusal))
                    return .refused(refusal.answer.status)
                }
            }
        }
        return .incomplete
    }

    private func check(_ text: String, _ wanted: Outcome) {
        let input = [UInt8](latin1: text)
        #expect(decode([input]) == wanted, "\(text)")
        #expect(decode(input.map { [$0] }) == wanted, "\(text), byte by byte")
        for cut in 0..<input.count {
            #expect(decode([Array(input[..<cut]), Array(input[cut...])]) == wanted, "\(text), cut at \(cut)")
        }
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("1\r\nh\r\n4\r\nello\r\n0\r\n\r\n", "hello"),
        ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("a\r\n0123456789\r\n000\r\n\r\n", "0123456789"),
        ("0000000000000001\r\nx\r\n0\r\n\r\n", "x"), ("1;a\r\nx\r\n0\r\n\r\n", "x"),
        ("1;a=b;c\r\nx\r\n0;d\r\n\r\n", "x"),
        ("1;a=\"b;\\\" c\"\r\nx\r\n0\r\n\r\n", "x"), ("1;a=\"\"\r\nx\r\n0\r\n\r\n", "x"),
        ("1\r\nx\r\n0\r\nX-Sum: abc\r\nY:\r\n\r\n", "x"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
    ])
    func `well-formed bodies are put together`(text: String, body: String) {
        check(text, .body(body, byteCount: text.unicodeScalars.count))
        check(text + "GET /", .body(body, byteCount: text.unicodeScalars.count))
        check(String(text.unicodeScalars.dropLast()), .incomplete)
    }

    @Test(arguments: [
        "\r\n", "g\r\n", "0x1\r\nx\r\n", "+1\r\nx\r\n", "-1\r\n", "1_0\r\n", " 1\r\n", "1 \r\n", "1\t\r\n", "\"1\"\r\n",
        "1\nx\r\n", "1\r\r\n", "1\rx", "1\r\nxy\r\n", "1\r\nx\n0\r\n\r\n", "1\r\nx0\r\n\r\n",
        "00000000000000001\r\nx\r\n",
        "8000000000000000\r\n", "ffffffffffffffff\r\n", "fffffffffffffffff\r\n", "1;\r\n", "1;=\r\n", "1;a=\r\n",
        "1;;a\r\n",
        "1;a b\r\n", "1 ;a\r\n", "1;a=\"b\r\n\"", "1;a=\"b\nc\"\r\n", "1;a=\"\u{1}\"", "1;a=\"b\"c\r\n", "1;a\0\r\n",
        "1;a\rb\r\n",
        "0\r\nNoColon\r\n\r\n", "0\r\n: x\r\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\n X: y\r\n\r\n",
        "0\r\nX: y\r\n z\r\n\r\n",
        "0\r\nX: \0\r\n\r\n", "0\r\nX: a\rb\r\n\r\n", "0\r\nX: a\nY: b\r\n\r\n", "0\r\n\n", "0\r\n\rx",
    ])
    func `malformed bodies are 400`(text: String) {
        check(text, .refused(400))
    }

    @Test(arguments: [(255, false), (256, false), (257, true)])
    func `an extension beyond 256 bytes is refused`(count: Int, isRefused: Bool) {
        // The line's CR counts as the last byte of the extension.
        let text = "1;\(String(repeating: "a", count: count - 1))\r\nx\r\n0\r\n\r\n"
        let outcome = decode([[UInt8](latin1: text)])
        #expect((outcome == .refused(400)) == isRefused)
    }

    @Test(arguments: [(2, false), (3, false), (4, true)])
    func `more trailer fields than header fields are allowed are refused`(count: Int, isRefused: Bool) {
        let outcome = decode([[UInt8](latin1: "0\r\n\(String(repeating: "X: y\r\n", count: count))\r\n")])
        #expect((outcome == .refused(431)) == isRefused)
    }

    @Test func `a trailer larger than a head may be is refused`() {
        #expect(decode([[UInt8](latin1: "0\r\nX: \(String(repeating: "y", count: 300))\r\n\r\n")]) == .refused(431))
    }

    @Test func `framing out of proportion to the data is refused, chunks of one byte are not`() {
        let singles = String(repeating: "1\r\nx\r\n", count: 20_000) + "0\r\n\r\n"
        #expect(decode([[UInt8](latin1: singles)]) == .body(String(repeating: "x", count: 20_000), byteCount: 120_005))
        let padded = String(repeating: "1;aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nx\r\n", count: 20_000)
        #expect(decode([[UInt8](latin1: padded)]) == .refused(400))
    }
}
