// Writing an answer's body through a content coding.

import WritWire

extension Exchange {
    /// Codes bytes and appends what comes of them, sending what doesn't fit the buffer; `append` appends those of a range.
    func writeEncoded(
        _ coding: BodyCoding, byteCount: Int, _ append: (Range<Int>, inout OutputBuffer) -> Void
    ) async throws(AnswerStreamError) {
        var written = 0
        while written < byteCount {
            let count = min(Self.codedPieceBytes, byteCount - written)
            coding.plain.truncate(to: 0)
            append(written..<written + count, &coding.plain)
            encodePlain(coding)
            written += count
            if let room = framing?.streamRoom, room <= 0 { try await sendStream() }
            if isTurnOver(after: count) { await host?.yieldTurn() }
        }
    }

    /// Codes what `body` writes, however much that is.
    func writeEncoded(_ coding: BodyCoding, _ body: (inout OutputBuffer) -> Void) async throws(AnswerStreamError) {
        coding.plain.truncate(to: 0)
        body(&coding.plain)
        let count = coding.plain.count
        try countStreamed(count)
        encodePlain(coding)
        if coding.plain.capacity > Self.codedPieceBytes * 4 { coding.plain = OutputBuffer(minimumCapacity: 0) }
        if let room = framing?.streamRoom, room <= 0 { try await sendStream() }
        if isTurnOver(after: count) { await host?.yieldTurn() }
    }

    /// Appends all that is needed to decode what was written.
    func flushEncoder() {
        guard let coding, let encoder = coding.encoder, answerStream?.isHeadWritten == true else { return }
        coding.coded.truncate(to: 0)
        encoder.flush(into: &coding.coded)
        appendCoded(coding)
    }

    /// Appends the end of the coded body.
    func finishEncoder() {
        guard let coding, let encoder = coding.encoder else { return }
        coding.coded.truncate(to: 0)
        encoder.finish(into: &coding.coded)
        appendCoded(coding)
    }

    func encodePlain(_ coding: BodyCoding) {
        guard let encoder = coding.encoder else { return }
        coding.coded.truncate(to: 0)
        // The encoder writes to the other buffer.
        unsafe encoder.encode(coding.plain.bytes, into: &coding.coded)
        appendCoded(coding)
    }

    private func appendCoded(_ coding: BodyCoding) {
        guard coding.coded.count > 0 else { return }
        // The bytes are another buffer's than the framing's.
        framing?.append { unsafe $0.append(coding.coded.bytes) }
    }

    private static var codedPieceBytes: Int { 16_384 }
}
