// A thread beside the loops, for what has to go on while they are blocked.

import CWritSystem
import Glibc

/// Watches descriptors and the time for one engine, on a thread of its own: so a server hears signals, and passes its sockets
/// on, also while handlers block all its loops. What it is given to do must not block.
final class Attendant: Sendable {
    private struct State {
        var watched: [Int32: @Sendable () -> Void] = [:]
        /// Descriptors that are not looked at before that time.
        var paused: [Int32: Int] = [:]
        var delayed: [(due: Int, action: @Sendable () -> Void)] = []
        var isEnded = false
    }

    private let state = Monitor(State())
    private let wakeUp: WakeUp

    /// - Parameter isPortable: as for `WakeUp`.
    init(isPortable: Bool) throws(EngineError) {
        wakeUp = try WakeUp(isPortable: isPortable)
    }

    func start() throws(EngineError) {
        try SystemThread.start { [self] in run() }
    }

    /// Ends the thread; nothing more is called once what runs has returned.
    func stop() { change { $0 = State(isEnded: true) } }

    /// Calls `action` whenever `descriptor` is readable.
    func watch(_ descriptor: Int32, _ action: @escaping @Sendable () -> Void) {
        change { $0.watched[descriptor] = action }
    }

    /// Lets go of a descriptor and of its action.
    func forget(_ descriptor: Int32) {
        change {
            $0.watched[descriptor] = nil
            $0.paused[descriptor] = nil
        }
    }

    /// Doesn't look at a descriptor for so long.
    func pause(_ descriptor: Int32, milliseconds: Int) {
        change { $0.paused[descriptor] = ServerLimits.sum(Self.now, milliseconds) }
    }

    /// Calls `action` when so many milliseconds have passed.
    func later(milliseconds: Int, _ action: @escaping @Sendable () -> Void) {
        change { $0.delayed.append((ServerLimits.sum(Self.now, milliseconds), action)) }
    }

    private static var now: Int { LoopClock.system.milliseconds }

    private func change(_ change: (inout State) -> Void) {
        state.withLock { if !$0.isEnded { change(&$0) } }
        wakeUp.signal()
    }

    private func run() {
        writ_unblock_end_signals()
        while let (descriptors, milliseconds) = plan() {
            var entries = ([wakeUp.number] + descriptors).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            // The entries are told with their own count.
            let count = unsafe poll(&entries, nfds_t(entries.count), Int32(clamping: milliseconds))
            if entries[0].revents != 0 { wakeUp.clear() }
            for entry in entries.dropFirst() where count > 0 && entry.revents != 0 {
                // It may have been forgotten meanwhile.
                state.withLock { $0.watched[entry.fd] }?()
            }
            for action in takeDue() { action() }
        }
    }

    /// What to look at, and for how long; nil at the end. No time is -1.
    private func plan() -> (descriptors: [Int32], milliseconds: Int)? {
        state.withLock { state in
            guard !state.isEnded else { return nil }
            let now = Self.now
            state.paused = state.paused.filter { $0.value > now }
            let due = (state.delayed.map(\.due) + state.paused.values).min()
            // The coarse clock may lag by one of its own ticks.
            return (
                state.watched.keys.filter { state.paused[$0] == nil }, due.map { $0 == .max ? -1 : max($0 - now, 0) + 5 } ?? -1
            )
        }
    }

    private func takeDue() -> [@Sendable () -> Void] {
        state.withLock { state in
            let now = Self.now
            defer { state.delayed.removeAll { $0.due <= now } }
            return state.delayed.filter { $0.due <= now }.map(\.action)
        }
    }
}
