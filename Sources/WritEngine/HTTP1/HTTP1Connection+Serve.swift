// The life of a connection between two rests: receive, answer all that is there, send once, wait.

import WritWire

extension HTTP1Connection {
    /// Serves requests until the connection rests or ends, or has had its turn. By then it may be another connection than
    /// the one it began with: see `goesOn`.
    ///
    /// Behind each `await` the runtime looks for the executor, at the price of half a head's parsing: on the way of a request
    /// that comes and is answered at once there is the handler's alone. Everything else on this way is a plain function.
    @inline(__always)
    package func serve() async -> ServeOutcome {
        var step = nextStep()
        while true {
            switch step {
            case .run(let handler):
                do {
                    if !handler.isReady(for: exchange) { try await receive(for: handler) }
                    try await handler.run(exchange)
                } catch {
                    await responder.fail(exchange, error)
                }
                if let next = takeStepAhead() {
                    step = next
                    continue
                }
                if !endAtOnce(), let outcome = await endWaiting() { return outcome }
            case .end(let outcome):
                return outcome
            case let waiting:
                if let outcome = await take(waiting) { return outcome }
            }
            step = nextStep()
        }
    }

    package func goesOn(with operation: Int) -> Bool {
        guard isConcludedAtOnce else { return false }
        _ = endAtOnce()
        var step = nextStep()
        while case .end(.idle) = step, let host = exchange.host, host.movesOn(self) { step = nextStep() }
        if exchange.isRoutedDirectly, exchange.operation == operation, step.runs(with: exchange) { return true }
        stepAhead = step
        return false
    }

    /// Waits for a body that did not come with its head.
    private func receive(for handler: ExchangeHandler) async throws(BodyError) {
        if let bytesMax = handler.receivesUpTo { _ = try unsafe await exchange.collectBody(upTo: bytesMax) }
    }

    /// What `goesOn` has found to be next.
    private func takeStepAhead() -> ServeStep? {
        guard stepAhead != nil else { return nil }
        return stepAhead.take()
    }

    /// Goes on as far as nothing is to be waited for.
    private func nextStep() -> ServeStep {
        while true {
            if busyPeriod.requestCount & (Self.requestsPerLook - 1) == 0, busyPeriod.requestCount > 0, !isEverythingRead,
                isBusyPeriodOver()
            {
                return sendAtOnce() ? .end(.postponed) : .flush
            }
            switch requests.nextHead() {
            case .complete:
                busyPeriod.requestCount += 1
                busyPeriod.hasHeadDeadline = false
                unsafe exchange.lend(receivedRequest, headByteCount: requests.bodyStart - requests.start)
                beginRequest()
                if case .length(let length) = requests.head.framing, length > limits.bodyBytesMax {
                    exchange.answer(.bodyTooLarge, at: .unseen)
                    return .conclude
                }
                activity.begin(exchange)
                if let handler = responder.route(exchange) { return .run(handler) }
                if !exchange.isAnswered { return .respond }
                if !endAtOnce() { return .conclude }
            case .refused(let refusal):
                return .refuse(refusal)
            case .incomplete:
                if !sendAtOnce() { return .flush }
                guard let transport else { return .end(.lost) }
                guard isEverythingRead else {
                    startHeadDeadline()
                    return .receiveMore
                }
                // A client that never pauses lets the others have a turn.
                if busyPeriod.hasReceived { return .end(.idle) }
                busyPeriod.hasReceived = true
                switch receive(transport) {
                case .moved: continue
                case .waits(for: .readable): return .end(.idle)
                // What carries the bytes has to send something first, and a rest is not for that.
                case .waits(for: .writable):
                    startHeadDeadline()
                    return .receiveMore
                case .ended: return .end(.finished)
                case .failed: return .end(.lost)
                }
            }
        }
    }

    /// Has the time run in which the head has to come, once.
    private func startHeadDeadline() {
        if !busyPeriod.hasHeadDeadline { exchange.host?.startDeadline(milliseconds: limits.$headTimeout) }
        busyPeriod.hasHeadDeadline = true
    }

    /// Takes a step that may have to wait; how serving ends, if it does.
    private func take(_ step: ServeStep) async -> ServeOutcome? {
        switch step {
        case .respond:
            await responder.respond(to: exchange)
            return endAtOnce() ? nil : await endWaiting()
        case .conclude: return await concludeRequest()
        case .flush: return await sendAll() ? nil : .lost
        case .refuse(let refusal): return await refuse(refusal)
        case .receiveMore:
            switch await receiveMore() {
            case .received: return nil
            // Empty lines behind the last request begin none: there is nobody to answer.
            case .ended where requests.holdsEmptyLinesOnly: return .finished
            case .ended: return await refuse(.incompleteRequest)
            case .timedOut: return await refuse(.headTimedOut)
            case .full: return await refuse(.serverFull)
            case .lost: return .lost
            }
        case .run, .end: return nil
        }
    }

    /// Whether what a connection has sent at once is left for later, when the others have been served. The requests of one
    /// busy period are counted; the time is looked at with each eighth.
    private func isBusyPeriodOver() -> Bool {
        guard let host = exchange.host else { return false }
        let now = host.microseconds
        if busyPeriod.requestCount == Self.requestsPerLook { busyPeriod.start = now }
        return busyPeriod.requestCount >= limits.turnRequestsMax || now - busyPeriod.start >= limits.$turnTimeMax
    }

    private static var requestsPerLook: Int { 8 }

    /// The request from its first byte to the last one received. The ranges of its head count from there, and lie within.
    ///
    /// Put together here from single numbers: a call of a function of `requests` that changes nothing would be handed
    /// a copy of all of it.
    @inline(__always)
    var receivedRequest: UnsafeRawBufferPointer {
        // `start <= end` holds always, and both lie within the storage.
        unsafe UnsafeRawBufferPointer(start: requests.storage + requests.start, count: requests.end - requests.start)
    }

    /// Whether no byte waits to be looked at.
    @inline(__always)
    private var isEverythingRead: Bool { requests.rest == requests.end }

    /// The responder has returned. True where the request can be left behind without waiting, which is nearly always.
    private func endAtOnce() -> Bool {
        activity.end()
        exchange.endRequest()
        return !exchange.hasSuspended && concludeAtOnce()
    }

    /// Sees to what `endAtOnce` has left.
    private func endWaiting() async -> ServeOutcome? {
        if exchange.hasSuspended {
            if let outcome = await concludeSuspended() { return outcome }
            if concludeAtOnce() { return nil }
        }
        return await concludeRequest()
    }

    /// A request begins, or one that is refused.
    private func beginRequest() {
        exchange.beginRequest()
        answerStart = nil
        hasSentContinue = false
        bodyPace = nil
        sendPace = nil
    }

    private var isConcludedAtOnce: Bool {
        unsafe exchange.isAnswered && !exchange.closesConnection && requests.isBodyComplete && attachments.isEmpty
            && output.count < limits.gatheredAnswerBytesMax
    }

    /// Leaves an answered request behind where nothing is to be waited for.
    private func concludeAtOnce() -> Bool {
        guard isConcludedAtOnce else { return false }
        servedCount += 1
        requests.finishRequest()
        return true
    }

    /// Sees to an answer, drops the rest of the body and decides whether the connection goes on (nil) or how it ends.
    func concludeRequest() async -> ServeOutcome? {
        servedCount += 1
        if isBrokenOff { return .lost }
        if !exchange.isAnswered { exchange.answer(exchange.bodyFailure?.refusal ?? .unansweredRequest) }
        countPendingAnswer()
        defer { releasePendingAnswer() }
        while !exchange.closesConnection && !requests.isBodyComplete {
            switch requests.dropBody(upTo: limits.droppedBodyBytesMax) {
            case .complete:
                break
            case .incomplete:
                guard await sendAll() else { return .lost }
                guard await receiveMoreOfBody() == .received else { return .finished }
            case .refused:
                exchange.closesConnection = true
            }
        }
        if exchange.closesConnection {
            let isClean = requests.isBodyComplete && requests.isEmpty && transport?.isReadable == false && !isLeftUnread
            guard await sendAll() else { return .lost }
            return isClean ? .finished : .lingering
        }
        requests.finishRequest()
        if unsafe output.count >= limits.gatheredAnswerBytesMax || !attachments.isEmpty {
            guard await sendAll() else { return .lost }
        }
        return nil
    }

    private func refuse(_ refusal: Refusal) async -> ServeOutcome {
        unsafe exchange.lend(receivedRequest, headByteCount: 0)
        beginRequest()
        exchange.answer(refusal, at: .head)
        return await sendAll() ? .lingering : .lost
    }

    private func receive(_ transport: any Transport) -> TransferResult {
        let room = unsafe requests.makeRoom()
        // The bytes may have moved, and the head that the exchange looks at with them.
        unsafe exchange.lend(receivedRequest)
        let result = unsafe transport.receive(into: room)
        if case .moved(let count) = result {
            requests.didReceive(count)
            receivedCount &+= count
        }
        return result
    }

    /// Receives at least one byte, waiting for it until the deadline.
    func receiveMore() async -> ReceiveOutcome {
        guard let host = exchange.host, let transport else { return .lost }
        while true {
            guard hasRoom() else { return .full }
            switch receive(transport) {
            case .moved: return .received
            case .ended: return .ended
            case .failed: return .lost
            case .waits(let event):
                switch await host.wait(for: event) {
                case .ready: continue
                case .timedOut: return .timedOut
                case .draining, .aborted: return .lost
                }
            }
        }
    }
}
