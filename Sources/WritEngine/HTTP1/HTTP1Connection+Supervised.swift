// What is done for a request whose responder has suspended, meanwhile and behind it.

import WritWire

extension HTTP1Connection {
    package func sendGathered() -> TransportEvent? {
        guard exchange.answerStream?.isGathered == true, !isFlushing, let transport else { return nil }
        endChunk()
        stream.headStart = nil
        while sentCount < output.count {
            // `sentCount` is below the count of the bytes written.
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: output.bytes[sentCount...])
            switch unsafe transport.send(bytes, hasMore: false) {
            case .moved(let count): sentCount += count
            case .waits(let event): return event
            case .ended, .failed:
                exchange.answerStream?.failure = .connectionLost
                exchange.answerStream?.isGathered = false
                return nil
            }
        }
        exchange.answerStream?.isGathered = false
        forgetOutput()
        return nil
    }

    @discardableResult
    package func sendEarlierAnswers() -> Bool {
        guard !exchange.isAnswered, !isFlushing, unsafe attachments.isEmpty, let transport else { return output.count == 0 }
        while sentCount < output.count {
            // `sentCount` is below the count of the bytes written.
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: output.bytes[sentCount...])
            guard case .moved(let count) = unsafe transport.send(bytes, hasMore: false) else { return false }
            sentCount += count
        }
        forgetOutput()
        return true
    }

    /// Whatever the responder answers later is ignored.
    package func answerInPlaceOfResponder() -> Bool {
        let isFree = sendEarlierAnswers()
        exchange.dropPending()
        if isFree && !isFlushing {
            exchange.answer(ResponderEnding.abandoned.refusal)
        }
        exchange.isAnswered = true
        exchange.closesConnection = true
        exchange.bodyFailure = .connectionLost
        return isFree && sendAtOnce()
    }

    /// Sees to a request whose responder has suspended and returned: what is to be done as ever (nil), or how serving ends.
    func concludeSuspended() async -> ServeOutcome? {
        exchange.hasSuspended = false
        exchange.isCancelled = false
        defer { exchange.endsWithServer = false }
        let ending = exchange.host?.responderDidEnd() ?? .undisturbed
        switch ending {
        case .undisturbed: return nil
        case .abandoned: return .lost
        case .timedOut, .clientGone, .serverEnds:
            if !exchange.isAnswered && exchange.bodyFailure == nil { exchange.answer(ending.refusal) }
            if ending == .serverEnds { exchange.closesConnection = true }
            return await concludeRequest() ?? .interrupted
        }
    }
}
