// The chunk decoder: the same in pieces as in one, to the very byte at which it ends.

import WritWire

func fuzzChunks(_ input: [UInt8]) {
    let whole = decode([input])
    for pieces in cuts(of: input) {
        let cut = decode(pieces)
        expect(whole == cut, "whole: \(whole), in \(pieces.count) pieces: \(cut)")
    }
    if case .complete(let byteCount) = whole.end {
        expect(byteCount <= input.count && whole.body.count + 5 <= byteCount, "a body larger than its coding")
        expect(input[..<byteCount].suffix(4) == [13, 10, 13, 10], "a body without an empty line at its end")
        let again = decode([encode(whole.body)])
        expect(again.body == whole.body, "the body changes when it is coded again")
    }
}

private struct Decoded: Equatable {
    enum End: Equatable { case incomplete, complete(byteCount: Int), refused(Refusal) }
    var body: [UInt8] = []
    var end = End.incomplete
}

private func decode(_ pieces: [[UInt8]]) -> Decoded {
    var decoder = ChunkDecoder(limits: HeadLimits(fieldCountMax: 4, headBytesMax: 200))
    var decoded = Decoded()
    var consumed = 0
    for piece in pieces {
        var rest = piece[...]
        while decoded.end == .incomplete, !rest.isEmpty {
            // The exact copy outlives the call.
            switch unsafe withExactly(rest, { unsafe decoder.next($0) }) {
            case .data(let skipped, let count):
                expect(skipped + count <= rest.count, "more data than there is")
                decoded.body += rest.dropFirst(skipped).prefix(count)
                consumed += skipped + count
                rest = rest.dropFirst(skipped + count)
            case .incomplete:
                consumed += rest.count
                rest = []
            case .complete(let byteCount): decoded.end = .complete(byteCount: consumed + byteCount)
            case .refused(let refusal): decoded.end = .refused(refusal)
            }
        }
    }
    return decoded
}

private func encode(_ body: [UInt8]) -> [UInt8] {
    let size = body.isEmpty ? "" : String(body.count, radix: 16) + "\r\n"
    return Array(size.utf8) + body + Array((body.isEmpty ? "" : "\r\n").utf8) + Array("0\r\n\r\n".utf8)
}
