// A task that serves connections, one after the other.

/// Takes connections from its loop's queue, each from a request that has come to its next rest.
///
/// As long as no handler suspends, one worker serves all connections of a loop, and a request costs no job of its own. Where
/// a handler suspends, its worker is at work until the handler returns, and another one goes on with the queue.
// Only the thread of its loop touches it; that is why it may claim to be Sendable.
@safe
final class Worker: @unchecked Sendable {
    private let loop: Loop
    private var task: Task<Void, Never>?
    private var isCancelled = false
    /// One that was taken from the queue with another one's requests at hand.
    private var upcoming: Connection?
    /// How to go on; set while there is nothing to do.
    private var parked: UnsafeContinuation<Bool, Never>?

    init(loop: Loop) {
        self.loop = loop
    }

    /// Begins with what is in the queue.
    func start() {
        task = Task(executorPreference: loop) { await self.run() }
    }

    /// Goes on with the queue, or ends.
    func resume(goesOn: Bool) {
        guard let parked = unsafe parked else { return }
        unsafe self.parked = nil
        unsafe parked.resume(returning: goesOn)
    }

    /// Cancels the task, and so the handler; the worker ends behind it, since a task stays cancelled.
    func cancel() {
        isCancelled = true
        task?.cancel()
    }

    /// Leaves a connection at its rest, and has what served it begin over the next one of the queue. False where there
    /// is none, or this worker's turn is over; then it has no connection any more.
    ///
    /// Where one handler answers connection after connection, this saves each of them the way out of the handler and back.
    func movesOn(from connection: Connection, with served: HTTP1Connection) -> Bool {
        _ = connection.endServing(served, .idle)
        served.recycle()
        while !isEnding {
            if let next = takeConnection() {
                guard next.isInterrupted else {
                    served.begin(over: next)
                    return true
                }
                upcoming = next
                break
            }
            guard loop.beginsTurn() else { break }
        }
        served.leaveConnection()
        return false
    }

    /// Whether no other connection may be served: what a handler has cancelled, be it its own task, stays cancelled, and the
    /// handlers of others are not to feel it.
    private var isEnding: Bool { isCancelled || Task.isCancelled }

    private func run() async {
        // One that has been taken is nobody else's any more.
        while upcoming != nil || !isEnding {
            if let first = takeConnection() {
                let served = first.takeInterrupted() ?? loop.borrowServer()
                served.begin(over: first)
                let outcome = await served.serve()
                // By now it may be another one, or none.
                let last = served.exchange.host as? Connection
                if last?.endServing(served, outcome) ?? true { loop.giveBack(served) }
                if outcome == .lingering, let last {
                    await last.linger()
                    last.end()
                }
            } else if !loop.beginsTurn() {
                guard loop.keeps(idle: self) else { break }
                guard unsafe await withUnsafeContinuation({ unsafe parked = $0 }) else { break }
            }
        }
        task = nil
    }

    private func takeConnection() -> Connection? {
        if upcoming != nil { return upcoming.take() }
        while let next = loop.takeReady() {
            if next.beginServing(by: self) { return next }
            next.end()
        }
        return nil
    }
}
