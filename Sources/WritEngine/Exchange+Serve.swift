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
}

/// What came of waiting for bytes.
enum ReceiveOutcome {
    case received, ended, timedOut, lost
}

extension Exchange {
    /// Serves requests until the connection rests or ends.
    package func serve(over transport: any Transport, with responder: any Responder) async -> ServeOutcome {
        self.transport = transport
        var hasHeadDeadline = false
        var hasReceived = false
        while true {
            switch requests.nextHead() {
            case .complete:
                hasHeadDeadline = false
                prepareAnswer()
                if let length = contentLength, length > limits.bodyBytesMax {
                    answer(.bodyTooLarge)
                } else {
                    pulse.begin(self)
                    do {
                        if let handler = responder.route(self) {
                            try await handler.run(self)
                        } else if !isAnswered {
                            await responder.respond(to: self)
                        }
                    } catch {
                        responder.fail(self, error)
                    }
                    pulse.end()
                    endRequest()
                    if hasSuspended, let outcome = await concludeSuspended(transport) { return outcome }
                }
                // Each `await` costs a look for the executor: what needs none is done without.
                if !concludeAtOnce(), let outcome = await concludeRequest() { return outcome }
            case .refused(let refusal):
                return await refuse(refusal)
            case .incomplete:
                if !sendAtOnce() { guard await flush() else { return .lost } }
                if requests.isEmpty {
                    guard transport.isReadable else { return .idle }
                    // A client that never pauses lets the others have a turn.
                    if hasReceived { await transport.yieldTurn() }
                    hasReceived = true
                    switch receive(transport) {
                    case .moved: continue
                    case .wouldBlock: return .idle
                    case .ended: return .finished
                    case .failed: return .lost
                    }
                }
                if !hasHeadDeadline { transport.startDeadline(milliseconds: limits.headTimeoutMilliseconds) }
                hasHeadDeadline = true
                switch await receiveMore() {
                case .received: continue
                // Empty lines behind the last request begin none: there is nobody to answer.
                case .ended where requests.holdsEmptyLinesOnly: return .finished
                case .ended: return await refuse(.incompleteRequest)
                case .timedOut: return await refuse(.headTimedOut)
                case .lost: return .lost
                }
            }
        }
    }

    /// Makes the exchange fit for another connection.
    package func recycle() {
        transport = nil
        servedCount = 0
        isBrokenOff = false
        hasSendTimedOut = false
        isUpgraded = false
        requests.reset()
        forgetOutput()
        if output.capacity > 65_536 { output = OutputBuffer(minimumCapacity: 16_384) }
    }

    private func prepareAnswer() {
        isAnswered = false
        answerStart = nil
        closesConnection = false
        bodyFailure = nil
        hasSentContinue = false
        bodyPace = nil
        sendPace = nil
        fields.removeAll()
    }

    /// Leaves an answered request behind where nothing is to be waited for, which is nearly always.
    private func concludeAtOnce() -> Bool {
        guard
            unsafe isAnswered && !closesConnection && requests.isBodyComplete && attachments.isEmpty
                && output.count < limits.gatheredAnswerBytesMax
        else { return false }
        servedCount += 1
        requests.finishRequest()
        return true
    }

    /// Sees to an answer, drops the rest of the body and decides whether the connection goes on (nil) or how it ends.
    func concludeRequest() async -> ServeOutcome? {
        servedCount += 1
        if isBrokenOff { return .lost }
        if !isAnswered { answer(bodyFailure?.refusal ?? .unansweredRequest) }
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
        answer(refusal)
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
        guard let transport else { return .lost }
        while true {
            switch receive(transport) {
            case .moved: return .received
            case .ended: return .ended
            case .failed: return .lost
            case .wouldBlock: break
            }
            switch await transport.waitUntilReadable() {
            case .ready: continue
            case .timedOut: return .timedOut
            case .draining, .aborted: return .lost
            }
        }
    }
}
