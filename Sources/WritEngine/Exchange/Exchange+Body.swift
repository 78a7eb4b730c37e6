// Reading a request's body.

import WritWire

extension Exchange {
    /// The whole body, collected in the connection's own buffer; empty where the request has none.
    ///
    /// The bytes are valid until the next `await` on the exchange. A body of more than `bytesMax` bytes is refused,
    /// before any of it is read where its length is known. A client that waits for `100 Continue` gets it now
    /// (RFC 9110 section 10.1.1). After an error the connection is closed behind the answer.
    public func collectBody(upTo bytesMax: Int) async throws(BodyError) -> UnsafeRawBufferPointer {
        if let bodyFailure { throw bodyFailure }
        guard !isAnswered || answerStream != nil else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
        while true {
            switch requests.collectBody(upTo: min(bytesMax, limits.bodyBytesMax)) {
            case .complete: return unsafe receivedBody
            case .incomplete:
                let before = receivedCount
                try await receiveBody()
                if isTurnOver(after: receivedCount &- before) { await host?.yieldTurn() }
            case .refused(let refusal): throw fail(BodyError(refusal))
            }
        }
    }

    /// Whether the whole body has come already, and is not larger than `bytesMax`; then it is in `receivedBody`.
    public func receivesBodyAtOnce(upTo bytesMax: Int) -> Bool {
        guard bodyFailure == nil, !isAnswered else { return false }
        switch requests.collectBody(upTo: min(bytesMax, limits.bodyBytesMax)) {
        case .complete: return true
        case .incomplete: return false
        case .refused(let refusal):
            // `collectBody` tells it, whoever asks next.
            _ = fail(BodyError(refusal))
            return false
        }
    }

    /// Whether it is known if the body has anything in it: one in chunks says so when it has begun or ended.
    package var isBodyBegun: Bool {
        guard requests.head.framing == .chunked, bodyFailure == nil, !isAnswered else { return true }
        return requests.beginsBody() != nil
    }

    /// Waits until that is known.
    package func awaitBodyBegin() async throws(BodyError) {
        while !isBodyBegun { try await receiveBody() }
    }

    /// Whether a body in chunks has come to its end without a byte.
    package var isBodyEmpty: Bool {
        requests.head.framing == .chunked && requests.isBodyComplete && requests.handedOutCount == 0
            && requests.bodyStart == requests.bodyEnd
    }

    /// The part of the body that has been collected; valid until the next `await` on the exchange.
    public var receivedBody: UnsafeRawBufferPointer {
        // `bodyStart <= bodyEnd` holds always, and both lie within the storage.
        unsafe UnsafeRawBufferPointer(
            start: requests.storage + requests.bodyStart, count: requests.bodyEnd - requests.bodyStart)
    }

    /// Waits for more of the body.
    func receiveBody() async throws(BodyError) {
        if requests.head.expectsContinue && !hasSentContinue && requests.bodyCount == 0
            && answerStream?.isHeadWritten != true
        {
            hasSentContinue = true
            output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
        guard await flushAll() else { throw fail(.connectionLost) }
        switch await receiveMoreOfBody() {
        case .received: return
        case .ended: throw fail(.malformed)
        case .timedOut: throw fail(.timedOut)
        case .full: throw fail(.serverFull)
        case .lost: throw fail(.connectionLost)
        }
    }

    func fail(_ error: BodyError) -> BodyError {
        bodyFailure = error
        closesConnection = true
        return error
    }
}
