// A connection without sockets: bytes of requests in, bytes of answers out.

import WritWire

/// Plays a client that sends prepared pieces and keeps what comes back.
// Used by one task from start to end; that is why it may claim to be Sendable.
package final class MemoryTransport: Transport, @unchecked Sendable {
    private var pieces: ArraySlice<[UInt8]>
    private let endsInput: Bool
    private let sendBytesMax: Int
    private var mustWait = false
    private let millisecondsPerWait: Int
    /// What is left of the current wait.
    private var millisecondsLeft: Int
    private var deadline = Int.max
    private var lastSentCount = 0
    /// The time as this transport knows it: only waits let it pass.
    package private(set) var milliseconds = 0
    /// Everything that was sent.
    package private(set) var sent: [UInt8] = []
    /// How many calls of `send` it took.
    package private(set) var sendCount = 0
    package var isDraining = false
    /// Whether the connection was to end with a reset.
    package private(set) var isReset = false

    /// - Parameters:
    ///   - pieces: what the client sends; between two pieces the connection has to wait.
    ///   - endsInput: whether the client closes its side behind the last piece, instead of keeping silent.
    ///   - sendBytesMax: bytes that one call of `send` takes; after each the client has to be waited for.
    ///   - millisecondsPerWait: how long the client takes for each piece, sent or taken.
    package init(
        pieces: [[UInt8]], endsInput: Bool = true, sendBytesMax: Int = .max, millisecondsPerWait: Int = 0
    ) {
        self.pieces = pieces[...]
        self.endsInput = endsInput
        self.sendBytesMax = sendBytesMax
        self.millisecondsPerWait = millisecondsPerWait
        millisecondsLeft = millisecondsPerWait
    }

    package var peerAddress: String { "memory" }
    package var localAddress: String { "memory" }
    package var isReadable: Bool { !pieces.isEmpty || endsInput }

    package func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        guard let piece = pieces.first else { return endsInput ? .ended : .wouldBlock }
        if mustWait { return .wouldBlock }
        let count = min(piece.count, room.count)
        // `count` bytes are there on both sides.
        unsafe room.copyBytes(from: piece[..<count])
        if count == piece.count {
            pieces.removeFirst()
            mustWait = true
        } else {
            pieces[pieces.startIndex].removeFirst(count)
        }
        return .moved(count)
    }

    package func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult {
        if sendBytesMax < bytes.count && sendCount % 2 == 1 {
            sendCount += 1
            return .wouldBlock
        }
        let count = min(bytes.count, sendBytesMax)
        // `count` is at most the count of the bytes.
        unsafe sent.append(contentsOf: bytes[..<count])
        sendCount += 1
        lastSentCount = count
        return .moved(count)
    }

    package func resetAtEnd() { isReset = true }

    package func startDeadline(milliseconds: Int) {
        deadline = ServerLimits.sum(self.milliseconds, milliseconds)
    }

    package func waitUntilReadable() async -> Wake {
        guard isReadable, letTimePass() else { return .timedOut }
        mustWait = false
        return .ready
    }

    package func waitUntilWritable() async -> Wake { letTimePass() ? .ready : .timedOut }

    /// Of the bytes sent last, the share that the client has not come to.
    package var unsentByteCount: Int {
        millisecondsPerWait > 0 ? lastSentCount * millisecondsLeft / millisecondsPerWait : 0
    }

    /// Lets time pass outside of a wait.
    package func pass(milliseconds: Int) { self.milliseconds += milliseconds }

    /// Whether a wait is over before its deadline; if not, the next one takes what is left of it.
    private func letTimePass() -> Bool {
        waitCount += 1
        guard ServerLimits.sum(milliseconds, millisecondsLeft) <= deadline else {
            millisecondsLeft -= max(deadline - milliseconds, 0)
            milliseconds = max(milliseconds, deadline)
            return false
        }
        milliseconds += millisecondsLeft
        millisecondsLeft = millisecondsPerWait
        lastSentCount = 0
        return true
    }

    // There is no other connection.
    package func movesOn(_ exchange: Exchange) -> Bool { false }

    // Handlers have all the time they want: nobody looks after them here.
    package func responderDidSuspend(_ exchange: Exchange) {}
    package func responderDidEnd() -> ResponderEnding { .undisturbed }
    package var responderMillisecondsLeft: Int? { nil }

    /// How often other connections would have had their turn.
    package private(set) var yieldCount = 0
    /// How many requests found the server's memory used up.
    package private(set) var refusedCount = 0
    private var waitCount = 0
    /// Nothing else runs: what comes between two waits is a job.
    package var jobNumber: Int { yieldCount + waitCount }
    package var microseconds: Int { milliseconds * 1000 }
    private weak var gathering: Exchange?

    package func yieldTurn() async {
        mustWait = false
        yieldCount += 1
        _ = gathering?.sendGathered()
    }

    package func didGather(_ exchange: Exchange) { gathering = exchange }

    package func didRefuseForMemory() { refusedCount += 1 }

    /// Serves these pieces as a connection would and returns how it ended.
    package func serve(
        with responder: any Responder, limits: ServerLimits = ServerLimits(), secondsSince1970: Int = 784_111_777
    ) async -> ServeOutcome {
        let time = ResponseTime(secondsSince1970: secondsSince1970)
        time.isDraining = isDraining
        let exchange = Exchange(responder: responder, limits: limits, time: time)
        while true {
            exchange.begin(over: self)
            let outcome = await exchange.serve()
            if outcome == .postponed {
                yieldCount += 1
                continue
            }
            exchange.recycle()
            guard outcome == .idle, isReadable else { return outcome }
            _ = await waitUntilReadable()
        }
    }
}
