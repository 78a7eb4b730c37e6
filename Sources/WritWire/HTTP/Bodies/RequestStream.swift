// The receiving half of a connection as a pure state machine: bytes in; heads, bodies and refusals out.

/// The bytes a connection has received and the request that is being read from them.
///
///     storage      start        bodyStart      bodyEnd         rest          end      capacity
///      | old ...... | head ..... | body ...... | (framing) ... | unread ..... | free .. |
///
/// `start` is the first byte of the current request, `bodyStart..<bodyEnd` the body collected so far (chunks are moved
/// together in place), `rest..<end` what has not been looked at. A body that is handed out part by part is never
/// collected: `bodyStart` and `bodyEnd` then follow `rest`, and `makeRoom` starts over behind the head, which stays where
/// it is. The machine never reads, waits or knows the time.
@safe
package struct RequestStream: ~Copyable {
    package enum BodyStep: Equatable {
        /// The whole body is collected.
        case complete
        /// More bytes are needed.
        case incomplete
        case refused(Refusal)
    }

    package static let standardCapacity = 16_384

    package var head = RequestHead()
    package internal(set) var storage: UnsafeMutableRawPointer
    var capacity: Int
    package internal(set) var start = 0
    package internal(set) var bodyStart = 0
    package internal(set) var bodyEnd = 0
    package internal(set) var rest = 0
    package internal(set) var end = 0
    /// Bytes of the current request's head.
    var headCount = 0
    /// The part of the body that was handed out last.
    var partStart = 0
    var partEnd = 0
    /// Bytes of the body that have been handed out.
    package internal(set) var handedOutCount = 0
    /// Bytes of a chunked body that have been dropped, framing and data.
    var droppedCount = 0
    /// Bytes of a body with a length that have not been collected, handed out or dropped yet.
    var bodyRemaining = 0
    var chunks: ChunkDecoder
    /// Whether the current request's last byte has been seen and taken.
    package internal(set) var isBodyComplete = true
    package let limits: HeadLimits

    package init(limits: HeadLimits) {
        self.limits = limits
        chunks = ChunkDecoder(limits: limits)
        capacity = Self.standardCapacity
        // So few bytes are exactly as many.
        unsafe storage = BufferMemory(atLeast: capacity).start
    }

    deinit {
        memory.free()
    }

    private var memory: BufferMemory {
        // The storage has `capacity` bytes always.
        unsafe BufferMemory(start: storage, byteCount: capacity)
    }

    /// Whether no byte waits to be looked at.
    package var isEmpty: Bool { rest == end }

    /// Whether nothing but CR and LF has come of the next request (RFC 9112 section 2.2).
    package var holdsEmptyLinesOnly: Bool {
        for index in start..<end {
            // `start <= end <= capacity` holds always.
            let byte = unsafe storage.load(fromByteOffset: index, as: UInt8.self)
            if byte != .carriageReturn && byte != .lineFeed { return false }
        }
        return true
    }

    /// The current request from its first byte to the last byte received; ranges of the head count from its start.
    package var requestBytes: UnsafeRawBufferPointer {
        // `start <= end <= capacity` holds always.
        unsafe UnsafeRawBufferPointer(start: storage + start, count: end - start)
    }

    /// The head of the current request, with the empty line behind it; valid until the next call of `makeRoom` or
    /// `finishRequest`.
    package var headBytes: UnsafeRawBufferPointer {
        // `start <= bodyStart <= end` holds always.
        unsafe UnsafeRawBufferPointer(start: storage + start, count: bodyStart - start)
    }

    /// The part of the body collected so far; valid until the next call of `makeRoom` or `finishRequest`.
    package var body: UnsafeRawBufferPointer {
        // `bodyStart <= bodyEnd <= end` holds always.
        unsafe UnsafeRawBufferPointer(start: storage + bodyStart, count: bodyEnd - bodyStart)
    }

    /// Bytes of the body collected or handed out so far.
    package var bodyCount: Int { handedOutCount + bodyEnd - bodyStart }

    /// Parses the next head. After `complete`, the body follows.
    package mutating func nextHead() -> RequestHead.Result {
        if isEmpty { return .incomplete }
        let result = unsafe head.parse(requestBytes, limits: limits)
        guard case .complete(let byteCount) = result else { return result }
        headCount = byteCount
        bodyStart = start + byteCount
        bodyEnd = bodyStart
        rest = bodyStart
        switch head.framing {
        case .none:
            isBodyComplete = true
        case .length(let count):
            bodyRemaining = count
            isBodyComplete = false
        case .chunked:
            chunks = ChunkDecoder(limits: limits, keepsTrailers: true)
            droppedCount = 0
            isBodyComplete = false
        }
        return result
    }

    /// Leaves the current request behind, so that the next head can be parsed. The body must be complete.
    package mutating func finishRequest() {
        precondition(isBodyComplete)
        head.reset()
        handedOutCount = 0
        if rest == end {
            rest = 0
            end = 0
        }
        start = rest
        bodyStart = rest
        bodyEnd = rest
    }

    /// Forgets everything received.
    package mutating func reset() {
        isBodyComplete = true
        rest = end
        finishRequest()
        if !chunks.trailers.isEmpty { chunks = ChunkDecoder(limits: limits) }
        if capacity != Self.standardCapacity { replaceStorage(capacity: Self.standardCapacity) }
    }

    /// Keeps no more memory than the current request takes; what is behind it is gone.
    package mutating func releaseRoom() {
        rest = bodyEnd
        end = bodyEnd
        replaceStorage(capacity: max(end - start, 64))
    }

    /// Free memory for at least a kilobyte; what is written there is announced by `didReceive`. Moves the bytes, and
    /// those that were handed out are gone.
    package mutating func makeRoom() -> UnsafeMutableRawBufferPointer {
        forgetConsumed()
        if capacity - end < roomMin { replaceStorage(capacity: capacityWanted) }
        // `end` is below `capacity`: at least a kilobyte is free.
        return unsafe UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end)
    }

    /// Bytes by which `makeRoom` would have the storage grow if it were called now. Those that were handed out are gone.
    package mutating func growthOfRoom() -> Int {
        forgetConsumed()
        return capacity - end < roomMin ? capacityWanted - capacity : 0
    }

    /// A body that is handed out comes through the same room again and again: little of it would mean many reads.
    private var roomMin: Int { handedOutCount > 0 ? Self.standardCapacity / 2 : 1024 }

    /// What the storage has to have, where there is too little room behind the bytes.
    private var capacityWanted: Int {
        capacity - (end - start) < max(capacity / 4, roomMin) ? capacity * 2 : capacity
    }

    private mutating func forgetConsumed() {
        if start == end {
            // Nothing of the current request is there yet; all that is behind has been consumed.
            start = 0
            bodyStart = 0
            bodyEnd = 0
            rest = 0
            end = 0
        } else if rest == end {
            // The framing between the body and the unread bytes has been consumed.
            if bodyStart > start + headCount { closeGap() }
            rest = bodyEnd
            end = bodyEnd
        }
    }

    package mutating func didReceive(_ byteCount: Int) {
        precondition(byteCount >= 0 && byteCount <= capacity - end)
        end += byteCount
    }

    /// Moves what is collected to the end of the head, over the parts that were handed out before it.
    private mutating func closeGap() {
        let count = bodyEnd - bodyStart
        // The target lies in front of the source, and both within the storage; `copyMemory` allows them to overlap.
        unsafe (storage + start + headCount).copyMemory(from: storage + bodyStart, byteCount: count)
        bodyStart = start + headCount
        bodyEnd = bodyStart + count
    }

    /// Moves the current request to the front of a storage of `capacity` bytes.
    private mutating func replaceStorage(capacity newCapacity: Int) {
        let moved = start
        // Source and target lie in the same storage; `copyMemory` allows them to overlap.
        if moved > 0 { unsafe storage.copyMemory(from: storage + moved, byteCount: end - moved) }
        if newCapacity > capacity {
            keep(memory.grown(used: end - moved, to: newCapacity))
        } else if newCapacity < capacity {
            let smaller = BufferMemory(atLeast: newCapacity)
            // The caller asks for at least as much as the current request occupies.
            unsafe smaller.start.copyMemory(from: storage, byteCount: end - moved)
            memory.free()
            keep(smaller)
        }
        start = 0
        bodyStart -= moved
        bodyEnd -= moved
        rest -= moved
        end -= moved
    }

    private mutating func keep(_ memory: BufferMemory) {
        unsafe storage = memory.start
        capacity = memory.byteCount
    }
}
