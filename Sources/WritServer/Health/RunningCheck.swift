// A check of a running server: its last result, and who waits for the next.

internal import Logging
internal import Synchronization

/// Runs one check, at most once at a time, and keeps what it said.
final class RunningCheck: Sendable {
    private struct State {
        var passed: Bool?
        /// When the result is out of date.
        var end: ContinuousClock.Instant?
        var isRunning = false
        /// Whether what runs has had its time: its result comes some day, and nobody waits for it.
        var isOverdue = false
        var waiters: [CheckedContinuation<Bool, Never>] = []
        var timer: Task<Void, Never>?
    }

    let check: ServerHealth.Check
    private let logger: Logger
    private let state = Mutex(State())

    init(_ check: ServerHealth.Check, logger: Logger) {
        self.check = check
        self.logger = logger
    }

    /// Whether the check passes, as far as that is known and not out of date.
    var known: Bool? {
        state.withLock { state in
            if let end = state.end, .now < end { return state.passed }
            // One that hangs is known to have failed.
            return state.isOverdue ? false : nil
        }
    }

    /// Whether the check passes: runs it, or waits for the run that is on its way, for the check's time at most.
    func passes() async -> Bool {
        if let known { return known }
        return await withCheckedContinuation { waiter in
            let begins = state.withLock { state in
                state.waiters.append(waiter)
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if begins { begin() }
        }
    }

    private func begin() {
        let run = Task.detached { [self] in
            do {
                try await check.run()
                end(nil)
            } catch {
                end(error)
            }
        }
        let timer = Task.detached { [self] in
            // Cancelled where the check has ended.
            guard (try? await Task.sleep(for: check.timeout)) != nil else { return }
            run.cancel()
            giveUp()
        }
        let isOver = state.withLock { state in
            if state.isRunning { state.timer = timer }
            return !state.isRunning
        }
        if isOver { timer.cancel() }
    }

    /// The check has ended.
    private func end(_ error: (any Error)?) {
        let waiters = state.withLock { state in
            state.timer?.cancel()
            (state.timer, state.isRunning, state.isOverdue) = (nil, false, false)
            return note(error == nil, error.map { String(reflecting: $0) } ?? "", &state)
        }
        for waiter in waiters { waiter.resume(returning: error == nil) }
    }

    /// The check has had its time.
    private func giveUp() {
        let waiters = state.withLock { state -> [CheckedContinuation<Bool, Never>] in
            guard state.isRunning, !state.isOverdue else { return [] }
            state.isOverdue = true
            return note(false, "it took more than \(check.timeout)", &state)
        }
        for waiter in waiters { waiter.resume(returning: false) }
    }

    /// Keeps a result, and says so where it is another than before; who has waited for it.
    private func note(_ passed: Bool, _ reason: String, _ state: inout State) -> [CheckedContinuation<Bool, Never>] {
        if state.passed ?? true != passed {
            if passed {
                logger.notice("a health check passes again", metadata: ["check": .string(check.name)])
            } else {
                logger.warning("a health check failed", metadata: ["check": .string(check.name), "error": .string(reason)])
            }
        }
        state.passed = passed
        state.end = .now + check.keepsFor
        defer { state.waiters = [] }
        return state.waiters
    }
}
