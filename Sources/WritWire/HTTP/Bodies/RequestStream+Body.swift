// Collecting a request's body in place, or dropping it.

extension RequestStream {
    /// Moves the body's bytes received so far behind the head, until the body is complete or larger than `bytesMax`.
    package mutating func collectBody(upTo bytesMax: Int) -> BodyStep {
        if isBodyComplete { return bodyCount <= bytesMax ? .complete : .refused(.bodyTooLarge) }
        switch head.framing {
        case .none:
            isBodyComplete = true
            return .complete
        case .length(let length):
            if length > bytesMax { return .refused(.bodyTooLarge) }
            // The body is contiguous as received: collecting it means counting it.
            let count = min(bodyRemaining, end - rest)
            bodyRemaining -= count
            rest += count
            bodyEnd += count
            isBodyComplete = bodyRemaining == 0
            return isBodyComplete ? .complete : .incomplete
        case .chunked:
            return collectChunks(upTo: bytesMax)
        }
    }

    /// Whether a body in chunks has anything in it; nil while that isn't known. One that has nothing is complete then, and of
    /// any other nothing is taken.
    package mutating func beginsBody() -> Bool? {
        if isBodyComplete || bodyCount > 0 { return bodyCount > 0 }
        // Nothing has been taken: a decoder at its beginning finds the first chunk. `rest <= end` holds always.
        let unread = unsafe UnsafeRawBufferPointer(start: storage + rest, count: end - rest)
        var ahead = ChunkDecoder(limits: limits)
        switch unsafe ahead.next(unread) {
        case .data, .refused: return true
        case .incomplete: return ahead.announced > 0 ? true : nil
        case .complete: return collectChunks(upTo: 0) != .complete
        }
    }

    private mutating func collectChunks(upTo bytesMax: Int) -> BodyStep {
        while true {
            // `rest <= end` holds always.
            let unread = unsafe UnsafeRawBufferPointer(start: storage + rest, count: end - rest)
            switch unsafe chunks.next(unread) {
            case .data(let skipped, let count):
                if count > bytesMax - bodyCount {
                    chunks.refuse(.bodyTooLarge)
                    return .refused(.bodyTooLarge)
                }
                // Data moves towards the front: `bodyEnd <= rest + skipped`, and `rest + skipped + count <= end`.
                unsafe (storage + bodyEnd).copyMemory(from: storage + rest + skipped, byteCount: count)
                bodyEnd += count
                rest += skipped + count
            case .incomplete:
                rest = end
                // A chunk that says it is too large need not be waited for.
                return chunks.announced > bytesMax - bodyCount ? .refused(.bodyTooLarge) : .incomplete
            case .complete(let byteCount):
                rest += byteCount
                isBodyComplete = true
                return .complete
            case .refused(let refusal):
                return .refused(refusal)
            }
        }
    }

    /// Drops what has been received of a body that nobody wants.
    ///
    /// Returns `refused(.bodyTooLarge)` when more than `bytesMax` bytes are known to be still to come, or have been
    /// dropped of a body whose length nobody knows.
    package mutating func dropBody(upTo bytesMax: Int) -> BodyStep {
        if isBodyComplete { return .complete }
        let step: BodyStep
        switch head.framing {
        case .none, .length:
            let count = min(bodyRemaining, end - rest)
            bodyRemaining -= count
            rest += count
            isBodyComplete = bodyRemaining == 0
            step = isBodyComplete ? .complete : .incomplete
        case .chunked:
            step = dropChunks()
        }
        guard step == .incomplete else { return step }
        let isTooMuch =
            head.framing == .chunked ? chunks.announced > bytesMax - droppedCount : bodyRemaining > bytesMax
        return isTooMuch ? .refused(.bodyTooLarge) : .incomplete
    }

    private mutating func dropChunks() -> BodyStep {
        while true {
            // `rest <= end` holds always.
            let unread = unsafe UnsafeRawBufferPointer(start: storage + rest, count: end - rest)
            switch unsafe chunks.next(unread) {
            case .data(let skipped, let count):
                rest += skipped + count
                droppedCount += skipped + count
            case .incomplete:
                droppedCount += end - rest
                rest = end
                return .incomplete
            case .complete(let byteCount):
                rest += byteCount
                isBodyComplete = true
                return .complete
            case .refused(let refusal):
                return .refused(refusal)
            }
        }
    }
}
