// Reading a request's body, by its length or in chunks (RFC 9112 sections 6 and 7.1).

package import WritWire

extension HTTP1Connection {
    package func collectBody(upTo bytesMax: Int) -> RequestStream.BodyStep { requests.collectBody(upTo: bytesMax) }

    package var receivedBody: UnsafeRawBufferPointer {
        // `bodyStart <= bodyEnd` holds always, and both lie within the storage.
        unsafe UnsafeRawBufferPointer(
            start: requests.storage + requests.bodyStart, count: requests.bodyEnd - requests.bodyStart)
    }

    package func nextBodyPart(upTo bytesMax: Int) -> RequestStream.PartStep { requests.nextPart(upTo: bytesMax) }

    package var bodyPart: UnsafeRawBufferPointer { unsafe requests.part }

    package func beginsBody() -> Bool? { requests.beginsBody() }

    package var isBodyComplete: Bool { requests.isBodyComplete }

    package func forEachTrailer(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
        unsafe requests.forEachTrailer(body)
    }

    /// A client that waits for `100 Continue` gets it now (RFC 9110 section 10.1.1).
    package func receiveBody() async throws(BodyError) -> Int {
        if requests.head.expectsContinue && !hasSentContinue && requests.bodyCount == 0
            && exchange.answerStream?.isHeadWritten != true
        {
            hasSentContinue = true
            output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
        let before = receivedCount
        guard await flush() == nil else { throw .connectionLost }
        switch await receiveMoreOfBody() {
        case .received: return receivedCount &- before
        case .ended: throw .malformed
        case .timedOut: throw .timedOut
        case .full: throw .serverFull
        case .lost: throw .connectionLost
        }
    }
}
