// Items of a streamed answer, which leave together at the end of a turn.

import WritWire

extension Exchange {
    /// Appends an item, which leaves when the handler suspends or has had its turn, together with the others of that time.
    ///
    /// Waits where the client has not taken what left before: it slows down the handler.
    func gatherInStream(_ body: (inout OutputBuffer) -> Void) async throws(AnswerStreamError) {
        if framing?.hasUnsentRest == true { try await flushStream() }
        noteGathered()
        try await writeToStream(body)
        // What leaves must be readable at once.
        if coding != nil { flushEncoder() }
        if !hasLoop, host?.sendsEachItem == true { _ = framing?.sendGathered() }
    }

    /// Has what is written leave when the current job is over.
    private func noteGathered() {
        guard answerStream != nil, let host else { return }
        answerStream?.isGathered = true
        answerStream?.heartbeat?.wrote(at: host.milliseconds)
        let place = Turn.Place(job: host.jobNumber, request: requestNumber)
        guard gatheredAt != place else { return }
        gatheredAt = place
        host.didGather(self)
    }
}
