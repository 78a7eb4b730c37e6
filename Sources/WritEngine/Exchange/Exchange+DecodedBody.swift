// Reading a request's body that the client has coded.

import WritWire

extension Exchange {
    /// The whole body, decoded.
    func collectDecodedBody(_ coding: BodyCoding, upTo bytesMax: Int) async throws(BodyError) -> UnsafeRawBufferPointer {
        while !coding.isDecoded { try await decodeMore(coding, upTo: bytesMax) }
        // `bytesMax` may be another one than that of the call before.
        guard coding.decodedCount <= bytesMax else { throw fail(.tooLarge) }
        return unsafe coding.decoded.bytes
    }

    /// The next bytes of the body, decoded; nil once it has ended.
    func nextDecodedPart(_ coding: BodyCoding, upTo bytesMax: Int) async throws(BodyError) -> UnsafeRawBufferPointer? {
        // What was handed out last is over; what was collected before comes first.
        if coding.isPartLent { coding.decoded.truncate(to: 0) }
        coding.isPartLent = true
        while coding.decoded.count == 0 {
            if coding.isDecoded { return nil }
            try await decodeMore(coding, upTo: bytesMax)
        }
        let part = unsafe coding.decoded.bytes
        if isTurnOver(after: part.count) { await host?.yieldTurn() }
        return unsafe part
    }

    /// Decodes a piece of what has come, or waits for more; notes the end.
    private func decodeMore(_ coding: BodyCoding, upTo bytesMax: Int) async throws(BodyError) {
        guard let decoder = coding.decoder, let framing else { throw .connectionLost }
        let bytesMax = min(bytesMax, limits.bodyBytesMax)
        let part = unsafe coding.takenOfPart == nil ? UnsafeRawBufferPointer(start: nil, count: 0) : framing.bodyPart
        let rest = unsafe UnsafeRawBufferPointer(rebasing: part[(coding.takenOfPart ?? 0)...])
        let before = coding.decoded.count
        let taken: Int
        do throws(BodyError) {
            // One more than may come, so that it is seen.
            let room = min(Self.decodedPieceBytes, bytesMax - coding.decodedCount) + 1
            taken = try unsafe decoder.decode(rest, into: &coding.decoded, room: room)
        } catch {
            throw fail(error)
        }
        let count = coding.decoded.count - before
        coding.decodedCount += count
        coding.takenCount += taken
        guard coding.decodedCount <= bytesMax else { throw fail(.tooLarge) }
        guard coding.decodedCount <= coding.decodedMax else { throw fail(.expandsTooMuch) }
        if !coding.isPartLent { try hold(count) }
        coding.takenOfPart? += taken
        if isTurnOver(after: count) { await host?.yieldTurn() }
        if taken == 0 && count == 0 { try await nextCodedPart(coding, decoder, upTo: bytesMax) }
    }

    /// Takes the next part as it was sent.
    private func nextCodedPart(_ coding: BodyCoding, _ decoder: any BodyDecoder, upTo bytesMax: Int) async throws(BodyError) {
        // What can't be made smaller is a little larger coded.
        let (codedMax, overflows) = bytesMax.addingReportingOverflow(bytesMax / 8 + 1024)
        guard let framing else { throw .connectionLost }
        switch framing.nextBodyPart(upTo: overflows ? .max : codedMax) {
        case .part: coding.takenOfPart = 0
        case .incomplete:
            coding.takenOfPart = nil
            _ = try await receiveBody()
        case .complete:
            guard decoder.isComplete else { throw fail(.malformedCoding) }
            coding.takenOfPart = nil
            coding.isDecoded = true
        case .refused(let refusal): throw fail(BodyError(refusal))
        }
    }

    private static var decodedPieceBytes: Int { 65_536 }
}
