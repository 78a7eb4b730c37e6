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
        if let coding, coding.decoder != nil { return try unsafe await collectDecodedBody(coding, upTo: bytesMax) }
        while true {
            guard let framing else { throw .connectionLost }
            switch framing.collectBody(upTo: min(bytesMax, limits.bodyBytesMax)) {
            case .complete: return unsafe receivedBody
            case .incomplete:
                let byteCount = try await receiveBody()
                if isTurnOver(after: byteCount) { await host?.yieldTurn() }
            case .refused(let refusal): throw fail(BodyError(refusal))
            }
        }
    }

    /// Whether the whole body has come already, and is not larger than `bytesMax`; then it is in `receivedBody`.
    public func receivesBodyAtOnce(upTo bytesMax: Int) -> Bool {
        guard bodyFailure == nil, !isAnswered, let framing else { return false }
        if let coding, coding.decoder != nil { return coding.isDecoded && coding.decodedCount <= bytesMax }
        switch framing.collectBody(upTo: min(bytesMax, limits.bodyBytesMax)) {
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
        guard head.framing == .chunked, bodyFailure == nil, !isAnswered, let framing else { return true }
        return framing.beginsBody() != nil
    }

    /// Waits until that is known.
    package func awaitBodyBegin() async throws(BodyError) {
        while !isBodyBegun { _ = try await receiveBody() }
    }

    /// Whether a body in chunks has come to its end without a byte.
    package var isBodyEmpty: Bool {
        head.framing == .chunked && isBodyReceived && framing?.beginsBody() != true
    }

    /// The part of the body that has been collected; valid until the next `await` on the exchange.
    public var receivedBody: UnsafeRawBufferPointer {
        if let coding, coding.decoder != nil { return unsafe coding.decoded.bytes }
        return unsafe framing?.receivedBody ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// Whether the request's last byte has been received and taken.
    package var isBodyReceived: Bool { framing?.isBodyComplete ?? true }

    /// Waits for more of the body; how much has come.
    func receiveBody() async throws(BodyError) -> Int {
        do throws(BodyError) {
            guard let framing else { throw .connectionLost }
            return try await framing.receiveBody()
        } catch {
            throw fail(error)
        }
    }

    package func fail(_ error: BodyError) -> BodyError {
        bodyFailure = error
        closesConnection = true
        return error
    }
}
