// What an exchange holds of the memory that all bodies and answers share.

import WritWire

extension Exchange {
    /// Whether the next bytes of the client have a place: where its buffer would have to grow, the server's budget is asked.
    func hasRoom() -> Bool {
        let growth = requests.growthOfRoom()
        guard growth > 0 else { return true }
        guard reserve(growth) else { return false }
        roomReserved += growth
        return true
    }

    /// Counts bytes of the body that the layer above keeps, until the request ends.
    package func hold(_ byteCount: Int) throws(BodyError) {
        heldByRequest += byteCount
        guard heldByRequest > max(heldReserved, Self.heldUncountedMax) else { return }
        // In steps, so that a body of many small parts doesn't ask for each.
        let wanted = heldByRequest - heldReserved + Self.heldUncountedMax
        guard reserve(wanted) else { throw fail(.serverFull) }
        heldReserved += wanted
    }

    private static var heldUncountedMax: Int { 16_384 }

    /// Whether the answer that is written, and doesn't fit the usual buffer, may wait for its client. If not, and nothing of
    /// it has left, 503 takes its place.
    func holdAnswer() {
        let byteCount = output.count
        guard byteCount >= max(limits.gatheredAnswerBytesMax, Self.heldUncountedMax), answerStream == nil else { return }
        if reserve(byteCount) {
            answerReserved = byteCount
        } else if let answerStart, sentCount <= answerStart, unsafe attachments.last?.offset ?? 0 <= answerStart {
            output.truncate(to: answerStart)
            self.answerStart = nil
            isAnswered = false
            fields.removeAll()
            answer(.serverFull)
        }
    }

    /// Whether what is written may wait for its client.
    func holdOutput() -> Bool {
        guard answerReserved == 0, output.count > Self.heldUncountedMax else { return true }
        guard reserve(output.count) else { return false }
        answerReserved = output.count
        return true
    }

    func releaseAnswer() {
        guard answerReserved > 0 else { return }
        budget.giveBack(answerReserved)
        answerReserved = 0
    }

    /// The request has ended: what the layer above kept of it is gone.
    func releaseHeld() {
        if heldReserved > 0 { budget.giveBack(heldReserved) }
        heldReserved = 0
        heldByRequest = 0
    }

    /// The buffers have their usual size again.
    func releaseRoom() {
        budget.giveBack(roomReserved)
        roomReserved = 0
    }

    private func reserve(_ byteCount: Int) -> Bool {
        if budget.reserve(byteCount) { return true }
        host?.didRefuseForMemory()
        return false
    }
}
