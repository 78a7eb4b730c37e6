// What a connection holds of the memory that all bodies and answers share.

import WritWire

extension HTTP1Connection {
    /// Whether the next bytes of the client have a place: where its buffer would have to grow, the server's budget is asked.
    func hasRoom() -> Bool {
        let growth = requests.growthOfRoom()
        guard growth > 0 else { return true }
        guard exchange.reserve(growth) else { return false }
        roomReserved += growth
        return true
    }

    /// The bytes behind the request, which belong to another protocol; nil where there are none. Until something is received.
    func takeRest() -> UnsafeRawBufferPointer? { unsafe requests.takeUnread() ? requests.part : nil }

    /// Gives up the buffers of a connection that goes on in another protocol; the request's head stays.
    func releaseBuffers() {
        forgetOutput()
        output = OutputBuffer(minimumCapacity: 0)
        requests.releaseRoom()
        unsafe exchange.lend(receivedRequest)
    }

    /// Whether the answer that is written, and doesn't fit the usual buffer, may wait for its client. If not, and nothing of
    /// it has left, 503 takes its place.
    func countPendingAnswer() {
        let byteCount = output.count
        guard byteCount >= max(limits.gatheredAnswerBytesMax, Exchange.keptUncountedMax), exchange.answerStream == nil
        else { return }
        if exchange.reserve(byteCount) {
            answerReserved = byteCount
        } else if let answerStart, sentCount <= answerStart, unsafe attachments.last?.offset ?? 0 <= answerStart {
            output.truncate(to: answerStart)
            self.answerStart = nil
            exchange.isAnswered = false
            exchange.fields.removeAll()
            exchange.answer(.serverFull)
        }
    }

    /// Whether what is written may wait for its client.
    func countPendingOutput() -> Bool {
        guard answerReserved == 0, output.count > Exchange.keptUncountedMax else { return true }
        guard exchange.reserve(output.count) else { return false }
        answerReserved = output.count
        return true
    }

    func releasePendingAnswer() {
        guard answerReserved > 0 else { return }
        exchange.budget.giveBack(answerReserved)
        answerReserved = 0
    }

    /// The buffers have their usual size again.
    func releaseRoom() {
        exchange.budget.giveBack(roomReserved)
        roomReserved = 0
    }
}
