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

    private func run() async {
        while !isCancelled {
            if let connection = loop.takeReady() {
                guard let exchange = connection.beginServing(by: self) else {
                    connection.end()
                    continue
                }
                let outcome = await exchange.serve(over: connection)
                connection.endServing(exchange, outcome)
                if outcome == .lingering {
                    await connection.linger()
                    connection.end()
                }
            } else if Task.isCancelled {
                // A handler has cancelled the task that it runs in.
                break
            } else if !loop.beginsTurn() {
                guard loop.keeps(idle: self) else { break }
                guard unsafe await withUnsafeContinuation({ unsafe parked = $0 }) else { break }
            }
        }
        task = nil
    }
}
