// The life of a connection between two rests: receive, answer all that is there, send once, wait.

import WritWire

/// How a stretch of serving ended.
package enum ServeOutcome: Equatable {
    /// Nothing is buffered and everything is sent: the exchange can be lent to another connection.
    case idle
    /// Everything is sent; the connection can be closed.
    case finished
    /// The answer is sent, but the client may still be sending: read on for a while before closing.
    case lingering
    /// Nobody is there any more.
    case lost
    /// The task was cancelled; what is buffered is to be served by another one, with the same exchange.
    case interrupted
    /// The connection has had its turn; what is buffered is to be served later, with the same exchange.
    case postponed
}

/// What came of waiting for bytes.
enum ReceiveOutcome {
    case received, ended, timedOut, lost
    /// The server holds as much as it may.
    case full
}

/// What serving has to do next: all that it can't do without waiting, or without the responder's own waiting.
enum ServeStep {
    case run(ExchangeHandler)
    case respond
    case conclude
    case flush
    case receiveMore
    case refuse(Refusal)
    case end(ServeOutcome)

    /// Whether a handler runs next, and has nothing of the body to wait for.
    func runs(with exchange: Exchange) -> Bool {
        guard case .run(let handler) = self else { return false }
        return handler.isReady(for: exchange)
    }
}

extension Exchange {
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
                    if !handler.isReady(for: self) { try await receive(for: handler) }
                    try await handler.run(self)
                } catch {
                    await responder.fail(self, error)
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

    /// Leaves an answered request behind and goes on to the next one, of this connection or, where that rests now, of the
    /// next that is ready. True if the same handler is to answer that one too: then nothing is to be waited for in between.
    /// Called by handlers, behind the answer.
    public func goesOn(with operation: Int) -> Bool {
        guard isRoutedDirectly, !hasSuspended, isConcludedAtOnce else { return false }
        _ = endAtOnce()
        var step = nextStep()
        while case .end(.idle) = step, let host, host.movesOn(self) { step = nextStep() }
        if isRoutedDirectly, self.operation == operation, step.runs(with: self) { return true }
        stepAhead = step
        return false
    }

    /// Waits for a body that did not come with its head.
    private func receive(for handler: ExchangeHandler) async throws(BodyError) {
        if let bytesMax = handler.receivesUpTo { _ = try unsafe await collectBody(upTo: bytesMax) }
    }

    /// What `goesOn` has found to be next.
    private func takeStepAhead() -> ServeStep? {
        guard stepAhead != nil else { return nil }
        return stepAhead.take()
    }

    /// Has what `serve` does next be done for that connection.
    package func begin(over host: any ConnectionHost) {
        self.host = host
        transport = host.transport
        stretch = Stretch()
    }

    /// Has no connection any more.
    func leaveConnection() {
        host = nil
        transport = nil
    }

    /// Goes on as far as nothing is to be waited for.
    private func nextStep() -> ServeStep {
        while true {
            if stretch.requestCount & (Self.requestsPerLook - 1) == 0, stretch.requestCount > 0, !isEverythingRead,
                isStretchOver()
            {
                return sendAtOnce() ? .end(.postponed) : .flush
            }
            switch requests.nextHead() {
            case .complete:
                stretch.requestCount += 1
                stretch.hasHeadDeadline = false
                prepareAnswer()
                if let length = contentLength, length > limits.bodyBytesMax {
                    answer(.bodyTooLarge, at: .unseen)
                    return .conclude
                }
                pulse.begin(self)
                if let handler = responder.route(self) { return .run(handler) }
                if !isAnswered { return .respond }
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
                if stretch.hasReceived { return .end(.idle) }
                stretch.hasReceived = true
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
        if !stretch.hasHeadDeadline { host?.startDeadline(milliseconds: limits.$headTimeout) }
        stretch.hasHeadDeadline = true
    }

    /// Takes a step that may have to wait; how serving ends, if it does.
    private func take(_ step: ServeStep) async -> ServeOutcome? {
        switch step {
        case .respond:
            await responder.respond(to: self)
            return endAtOnce() ? nil : await endWaiting()
        case .conclude: return await concludeRequest()
        case .flush: return await flush() ? nil : .lost
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

    /// The responder has returned. True where the request can be left behind without waiting, which is nearly always.
    private func endAtOnce() -> Bool {
        pulse.end()
        endRequest()
        return !hasSuspended && concludeAtOnce()
    }

    /// Sees to what `endAtOnce` has left.
    private func endWaiting() async -> ServeOutcome? {
        if hasSuspended {
            if let outcome = await concludeSuspended() { return outcome }
            if concludeAtOnce() { return nil }
        }
        return await concludeRequest()
    }

    /// Makes the exchange fit for another connection, which `begin` tells.
    ///
    /// - Parameter keepsRoom: Whether it may keep room for four times the usual answers.
    package func recycle(keepsRoom: Bool = true) {
        servedCount = 0
        isBrokenOff = false
        hasSendTimedOut = false
        isUpgraded = false
        requests.reset()
        forgetOutput()
        if output.capacity > (keepsRoom ? 65_536 : 16_384) { output = OutputBuffer(minimumCapacity: 16_384) }
        if roomReserved > 0 { releaseRoom() }
    }

    private func prepareAnswer() {
        isAnswered = false
        isPending = false
        isRoutedDirectly = false
        variesByAccept = false
        answerStart = nil
        closesConnection = false
        bodyFailure = nil
        hasSentContinue = false
        bodyPace = nil
        sendPace = nil
        fields.removeAll()
    }

    private var isConcludedAtOnce: Bool {
        unsafe isAnswered && !closesConnection && requests.isBodyComplete && attachments.isEmpty
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
        if !isAnswered { answer(bodyFailure?.refusal ?? .unansweredRequest) }
        holdAnswer()
        defer { releaseAnswer() }
        while !closesConnection && !requests.isBodyComplete {
            switch requests.dropBody(upTo: limits.droppedBodyBytesMax) {
            case .complete:
                break
            case .incomplete:
                guard await flush() else { return .lost }
                guard await receiveMoreOfBody() == .received else { return .finished }
            case .refused:
                closesConnection = true
            }
        }
        if closesConnection {
            let isClean = requests.isBodyComplete && requests.isEmpty && transport?.isReadable == false
            guard await flush() else { return .lost }
            return isClean ? .finished : .lingering
        }
        requests.finishRequest()
        if unsafe output.count >= limits.gatheredAnswerBytesMax || !attachments.isEmpty {
            guard await flush() else { return .lost }
        }
        return nil
    }

    private func refuse(_ refusal: Refusal) async -> ServeOutcome {
        prepareAnswer()
        answer(refusal, at: .head)
        return await flush() ? .lingering : .lost
    }

    private func receive(_ transport: any Transport) -> TransferResult {
        let room = unsafe requests.makeRoom()
        let result = unsafe transport.receive(into: room)
        if case .moved(let count) = result {
            requests.didReceive(count)
            receivedCount &+= count
        }
        return result
    }

    /// Receives at least one byte, waiting for it until the deadline.
    func receiveMore() async -> ReceiveOutcome {
        guard let host, let transport else { return .lost }
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
