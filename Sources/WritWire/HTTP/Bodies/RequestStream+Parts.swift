// Handing out a request's body part by part, so that a long one needs no more memory than the read buffer.

extension RequestStream {
    package enum PartStep: Equatable {
        /// `part` holds the next bytes of the body.
        case part
        /// More bytes are needed.
        case incomplete
        /// The body has no further bytes.
        case complete
        case refused(Refusal)
    }

    /// The bytes handed out last, where they were received; valid until the next call of `makeRoom`.
    package var part: UnsafeRawBufferPointer {
        // `partStart <= partEnd <= end` holds from the step that set them until `makeRoom`.
        unsafe UnsafeRawBufferPointer(start: storage + partStart, count: partEnd - partStart)
    }

    /// Finds the next run of body bytes; it becomes `part`, and its place is free for others from `makeRoom` on.
    ///
    /// What `collectBody` has collected comes first, in one part; and what has been handed out, `collectBody` doesn't
    /// collect again. A body larger than `bytesMax` is refused as soon as its framing says so.
    package mutating func nextPart(upTo bytesMax: Int) -> PartStep {
        if bodyEnd > bodyStart {
            if bodyCount > bytesMax { return .refused(.bodyTooLarge) }
            return handOut(bodyStart, bodyEnd)
        }
        if isBodyComplete { return .complete }
        switch head.framing {
        case .none:
            isBodyComplete = true
            return .complete
        case .length(let length):
            if length > bytesMax { return .refused(.bodyTooLarge) }
            let count = min(bodyRemaining, end - rest)
            guard count > 0 else { return .incomplete }
            bodyRemaining -= count
            isBodyComplete = bodyRemaining == 0
            rest += count
            return handOut(rest - count, rest)
        case .chunked:
            return nextChunkPart(upTo: bytesMax)
        }
    }

    private mutating func nextChunkPart(upTo bytesMax: Int) -> PartStep {
        // `rest <= end` holds always.
        let unread = unsafe UnsafeRawBufferPointer(start: storage + rest, count: end - rest)
        let step = unsafe chunks.next(unread)
        switch step {
        case .data(let skipped, let count):
            rest += skipped + count
            // The whole chunk counts, so that it does not matter how much of it has come so far.
            if chunks.announced > bytesMax - bodyCount - count { return .refused(.bodyTooLarge) }
            return handOut(rest - count, rest)
        case .incomplete:
            rest = end
            return chunks.announced > bytesMax - bodyCount ? .refused(.bodyTooLarge) : .incomplete
        case .complete(let byteCount):
            rest += byteCount
            isBodyComplete = true
            return .complete
        case .refused(let refusal):
            return .refused(refusal)
        }
    }

    /// Hands out what was received behind the request as it stands; false where there is nothing.
    ///
    /// For a connection that goes over to another protocol: after this, no further head can be parsed.
    package mutating func takeUnread() -> Bool {
        precondition(isBodyComplete)
        guard rest < end else { return false }
        let first = rest
        rest = end
        _ = handOut(first, end)
        return true
    }

    private mutating func handOut(_ first: Int, _ last: Int) -> PartStep {
        partStart = first
        partEnd = last
        handedOutCount += last - first
        // Nothing is collected: what follows is received behind the head.
        bodyStart = rest
        bodyEnd = rest
        return .part
    }
}
