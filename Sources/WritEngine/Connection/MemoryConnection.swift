// A connection without a loop: its host is the task that serves it, and only waits let time pass.

import WritWire

/// Runs a connection over memory; what a test asks of the bytes is its transport's.
// Used by one task from start to end; that is why it may claim to be Sendable.
package final class MemoryConnection: ConnectionHost, @unchecked Sendable {
    private let memory: MemoryTransport
    /// What carries the connection's bytes: the memory, or something around it.
    package let transport: any Transport
    private let millisecondsPerWait: Int
    /// What is left of the current wait.
    private var millisecondsLeft: Int
    private var deadline = Int.max
    /// The time as this connection knows it: only waits let it pass.
    package private(set) var milliseconds = 0
    package var isDraining = false
    /// How often other connections would have had their turn.
    package private(set) var yieldCount = 0
    /// How many requests found the server's memory used up.
    package private(set) var refusedCount = 0
    /// What was waited for.
    package private(set) var waits: [TransportEvent] = []
    private weak var gathering: Exchange?

    /// - Parameters:
    ///   - pieces: what the client sends; between two pieces the connection has to wait.
    ///   - endsInput: whether the client closes its side behind the last piece, instead of keeping silent.
    ///   - sendBytesMax: bytes that one call of `send` takes; after each the client has to be waited for.
    ///   - millisecondsPerWait: how long the client takes for each piece, sent or taken.
    ///   - client: who takes what is sent while it is being sent; nil: it is kept.
    ///   - wrap: puts something around the memory, as TLS would.
    package init(
        pieces: [[UInt8]], endsInput: Bool = true, sendBytesMax: Int = .max, millisecondsPerWait: Int = 0,
        client: (any MemoryClient)? = nil, wrap: (any Transport) -> any Transport = { $0 }
    ) {
        memory = MemoryTransport(pieces: pieces, endsInput: endsInput, sendBytesMax: sendBytesMax, client: client)
        transport = wrap(memory)
        self.millisecondsPerWait = millisecondsPerWait
        millisecondsLeft = millisecondsPerWait
        memory.letClientTake(left: millisecondsLeft, of: millisecondsPerWait)
    }

    /// Everything that was sent.
    package var sent: [UInt8] { memory.sent }
    /// How many calls of `send` it took.
    package var sendCount: Int { memory.sendCount }
    /// Whether the connection was to end with a reset.
    package var isReset: Bool { memory.isReset }

    // Waiting.

    package func startDeadline(milliseconds: Int) {
        deadline = ServerLimits.sum(self.milliseconds, milliseconds)
    }

    package func wait(for event: TransportEvent) async -> Wake {
        waits.append(event)
        switch event {
        case .readable:
            guard memory.isReadable, letTimePass() else { return .timedOut }
            memory.letPieceCome()
            return .ready
        case .writable:
            if let client = memory.client {
                await client.untilRoom()
                return .ready
            }
            return letTimePass() ? .ready : .timedOut
        }
    }

    /// Lets time pass outside of a wait.
    package func pass(milliseconds: Int) { self.milliseconds += milliseconds }

    /// Whether a wait is over before its deadline; if not, the next one takes what is left of it.
    private func letTimePass() -> Bool {
        let isOver = ServerLimits.sum(milliseconds, millisecondsLeft) <= deadline
        if isOver {
            milliseconds += millisecondsLeft
            millisecondsLeft = millisecondsPerWait
            memory.didTakeAll()
        } else {
            millisecondsLeft -= max(deadline - milliseconds, 0)
            milliseconds = max(milliseconds, deadline)
        }
        memory.letClientTake(left: millisecondsLeft, of: millisecondsPerWait)
        return isOver
    }

    package var microseconds: Int { milliseconds * 1000 }

    // Turns.

    /// Nothing else runs: what comes between two waits is a job.
    package var jobNumber: Int { yieldCount + waits.count }

    package func yieldTurn() async {
        memory.letPieceCome()
        yieldCount += 1
        if let socket = gathering?.webSocket {
            _ = socket.sendNow()
        } else {
            _ = gathering?.framing?.sendGathered()
        }
    }

    package func didGather(_ exchange: Exchange) { gathering = exchange }

    package var sendsEachItem: Bool { memory.client != nil }

    // There is no other connection.
    package func movesOn(_ served: HTTP1Connection) -> Bool { false }

    // Supervision: handlers have all the time they want, and nobody looks after them here.

    package func responderDidSuspend(_ exchange: Exchange) {}
    package func responderDidEnd() -> ResponderEnding { .undisturbed }
    package func responderMillisecondsLeft(_ exchange: Exchange) -> Int? { nil }
    package func handlerTimeDidChange() {}
    package func didRefuseForMemory() { refusedCount += 1 }

    /// Serves these pieces as a connection would and returns how it ended.
    package func serve(
        with responder: any Responder, limits: ServerLimits = ServerLimits(), secondsSince1970: Int = 784_111_777
    ) async -> ServeOutcome {
        let time = ResponseTime(secondsSince1970: secondsSince1970)
        time.isDraining = isDraining
        let served = HTTP1Connection(responder: responder, limits: limits, time: time)
        while true {
            served.begin(over: self)
            let outcome = await served.serve()
            if outcome == .postponed {
                yieldCount += 1
                continue
            }
            served.recycle()
            guard outcome == .idle, memory.isReadable else { return outcome }
            _ = await wait(for: .readable)
        }
    }
}
