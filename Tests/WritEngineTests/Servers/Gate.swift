// A place where a handler waits until the test lets it pass.

import Synchronization

/// Handlers wait at it; a test knows when the first has come, and opens it.
final class Gate: Sendable {
    private struct State {
        var isReached = false
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Waits until the gate is open.
    func pass() async {
        await withCheckedContinuation { continuation in
            let (watchers, mayPass) = state.withLock { state in
                defer { state.watchers = [] }
                state.isReached = true
                if !state.isOpen { state.waiters.append(continuation) }
                return (state.watchers, state.isOpen)
            }
            for watcher in watchers { watcher.resume() }
            if mayPass { continuation.resume() }
        }
    }

    /// Waits until somebody waits at the gate.
    func isReached() async {
        await withCheckedContinuation { continuation in
            let hasCome = state.withLock { state in
                if !state.isReached { state.watchers.append(continuation) }
                return state.isReached
            }
            if hasCome { continuation.resume() }
        }
    }

    func open() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            state.isOpen = true
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
