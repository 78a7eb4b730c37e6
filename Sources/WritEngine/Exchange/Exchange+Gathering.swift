// Items of a streamed answer, which leave together at the end of a turn.

import WritWire

extension Exchange {
    /// Appends an item, which leaves when the handler suspends or has had its turn, together with the others of that time.
    ///
    /// Waits where the client has not taken what left before: it slows down the handler.
    func gatherInStream(_ body: (inout OutputBuffer) -> Void) async throws(AnswerStreamError) {
        // What is sent from elsewhere stands between the heads of earlier answers: `flush` alone sends it.
        if unsafe sentCount > 0 || !attachments.isEmpty { try await flushStream() }
        noteGathered()
        try await writeToStream(body)
    }

    /// Has what is written leave when the current job is over.
    private func noteGathered() {
        guard answerStream != nil, let host else { return }
        answerStream?.isGathered = true
        let place = Turn.Place(job: host.jobNumber, request: requestNumber)
        guard gatheredAt != place else { return }
        gatheredAt = place
        host.didGather(self)
    }

    /// Sends what is written of a streamed answer as far as the client takes it now; where something is left, what
    /// the transport waits for.
    func sendGathered() -> TransportEvent? {
        guard answerStream?.isGathered == true, !isFlushing, let transport else { return nil }
        endChunk()
        answerStream?.headStart = nil
        while sentCount < output.count {
            // `sentCount` is below the count of the bytes written.
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: output.bytes[sentCount...])
            switch unsafe transport.send(bytes, hasMore: false) {
            case .moved(let count): sentCount += count
            case .waits(let event): return event
            case .ended, .failed:
                answerStream?.failure = .connectionLost
                answerStream?.isGathered = false
                return nil
            }
        }
        answerStream?.isGathered = false
        forgetOutput()
        return nil
    }
}
