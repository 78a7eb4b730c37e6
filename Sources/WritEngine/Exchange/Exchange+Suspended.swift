// An exchange whose responder has suspended, and what the connection does for it meanwhile.

import WritWire

extension Exchange {
    /// When the time of this request's handler is up; nil without a limit.
    ///
    /// The time ends with the beginning of the answer. While the client is waited for, it stands still: read the deadline
    /// again after the body has come. Exact to some ten milliseconds.
    public var deadline: ContinuousClock.Instant? {
        host?.responderMillisecondsLeft.map { .now.advanced(by: .milliseconds($0)) }
    }

    /// Tells the watchdog which operation the responder is at work on; `Responder.name(ofOperation:)` has its name.
    @inline(__always)
    public func note(operation number: Int) {
        operation = number
        pulse.note(operation: number)
    }

    /// Tells the watchdog what is done for the request from now on.
    @inline(__always)
    package func note(_ work: BlockingWork) {
        // What is read on another thread blocks no loop.
        if readingElsewhere == nil { pulse.note(work) }
    }

    /// Whether the server has stopped accepting, and waits for what runs to end: a good time to end an answer that has no end.
    public var isDraining: Bool { time.isDraining }

    /// Whether the answer has no end that is known.
    var isEndless: Bool { isUpgraded || answerStream.map { $0.contentLength == nil } == true }

    /// Whether the request's last byte has been received and taken.
    var isBodyReceived: Bool { requests.isBodyComplete }

    /// Sends the answers of earlier requests, which need not wait for this one; true if nothing is left of them.
    @discardableResult
    func sendEarlierAnswers() -> Bool {
        guard !isAnswered, !isFlushing, unsafe attachments.isEmpty, let transport else { return output.count == 0 }
        while sentCount < output.count {
            // `sentCount` is below the count of the bytes written.
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: output.bytes[sentCount...])
            guard case .moved(let count) = unsafe transport.send(bytes, hasMore: false) else { return false }
            sentCount += count
        }
        forgetOutput()
        return true
    }

    /// Answers for a responder that has had its time and does not return; whatever it answers later is ignored. False
    /// where something stands in the way.
    func answerInPlaceOfResponder() -> Bool {
        let isFree = sendEarlierAnswers()
        dropPending()
        if isFree && !isFlushing {
            answer(ResponderEnding.abandoned.refusal)
        }
        isAnswered = true
        closesConnection = true
        bodyFailure = .connectionLost
        return isFree && sendAtOnce()
    }

    /// Sees to a request whose responder has suspended and returned: what is to be done as ever (nil), or how serving ends.
    func concludeSuspended() async -> ServeOutcome? {
        hasSuspended = false
        isCancelled = false
        defer { endsWithServer = false }
        let ending = host?.responderDidEnd() ?? .undisturbed
        switch ending {
        case .undisturbed: return nil
        case .abandoned: return .lost
        case .timedOut, .clientGone, .serverEnds:
            if !isAnswered && bodyFailure == nil { answer(ending.refusal) }
            if ending == .serverEnds { closesConnection = true }
            return await concludeRequest() ?? .interrupted
        }
    }
}
