// Reading a request's body while it comes.

import WritWire

extension Exchange {
    /// The next bytes of the body, in the connection's own buffer; nil once the body has ended.
    ///
    /// The bytes are valid until the next `await` on the exchange. As long as nobody asks, nothing is received: the client
    /// is stopped by its socket, and memory stays at the size of the read buffer however long the body is. What
    /// `collectBody` has collected comes first. A client that waits for `100 Continue` gets it when it is first waited for
    /// (RFC 9110 section 10.1.1).
    ///
    /// `bytesMax` holds for the body as a whole; a larger one is refused as soon as its framing says so. After an error the
    /// connection is closed behind the answer. After a whole answer, what is left of the body is dropped, and this is nil;
    /// inside of `answerStream` it can be read on.
    public func nextBodyPart(upTo bytesMax: Int = .max) async throws(BodyError) -> UnsafeRawBufferPointer? {
        if let bodyFailure { throw bodyFailure }
        guard !isAnswered || answerStream != nil else { return nil }
        if let coding, coding.decoder != nil { return try unsafe await nextDecodedPart(coding, upTo: bytesMax) }
        while true {
            guard let framing else { throw .connectionLost }
            switch framing.nextBodyPart(upTo: min(bytesMax, limits.bodyBytesMax)) {
            case .part:
                // The bytes stay where they are until more are asked for.
                let part = unsafe framing.bodyPart
                if isTurnOver(after: part.count) { await host?.yieldTurn() }
                return unsafe part
            case .incomplete: _ = try await receiveBody()
            case .complete: return nil
            case .refused(let refusal): throw fail(BodyError(refusal))
            }
        }
    }

    /// The body as a sequence of chunks, each an array of its own; to be read once.
    ///
    /// - Parameter bytesMax: bytes that the body may have as a whole.
    public func body(upTo bytesMax: Int = .max) -> RequestBody {
        RequestBody(exchange: self, requestNumber: requestNumber, bytesMax: bytesMax)
    }

    /// The trailer fields of a chunked body, in the order they came; none before the body has been read to its end.
    ///
    /// Fields that have no place in a trailer section, above all those that matter to framing, routing, authentication and
    /// content, are not among them (RFC 9110 section 6.5.1). They are never merged with the head's fields.
    public var trailers: [TrailerField] {
        var trailers: [TrailerField] = []
        // The bytes are copied before the call is over.
        unsafe framing?.forEachTrailer { name, value in
            unsafe trailers.append(
                TrailerField(
                    name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self)))
        }
        return trailers
    }
}

/// A field behind a body, as it was sent; bytes that are not UTF-8 are replaced by U+FFFD.
public struct TrailerField: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
