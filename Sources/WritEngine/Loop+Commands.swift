// What a loop does when other threads tell it to: above all, how it comes to its end.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

extension Loop {
    /// How long handshakes may take that have begun when the sockets stop listening.
    private static let handshakeMicroseconds: UInt32 = 10_000

    func carryOut(_ command: LoopCommand) {
        switch command {
        case .drain(let milliseconds, let restMilliseconds, let left): drain(milliseconds, restMilliseconds, left)
        case .abort:
            drainEnd = min(drainEnd, now)
            time.isDraining = true
        case .resumeAccepting: resumeAccepting()
        case .watch(let descriptor, let action):
            watched[descriptor] = action
            _ = poller.addListener(descriptor, isShared: false)
        case .forget(let descriptor):
            poller.removeListener(descriptor)
            watched[descriptor] = nil
        case .later(let milliseconds, let action):
            delayed.append((Limits.sum(now, milliseconds), action))
            scheduleDelayed()
        case .tell(let turns, let report):
            if turns > 0 { post(.tell(turns: turns - 1, report)) } else { report() }
        }
    }

    /// Calls what was to be called later, where it is time.
    func callDelayed() {
        guard !delayed.isEmpty else { return }
        let due = delayed.filter { $0.due <= now }
        delayed.removeAll { $0.due <= now }
        scheduleDelayed()
        for entry in due { entry.action() }
    }

    /// Has it told within a second that requests were refused, and how many.
    func tellRefusals() {
        guard budget.countRefusal() else { return }
        delayed.append((Limits.sum(now, 1_000), { [budget] in budget.tellRefusals() }))
        scheduleDelayed()
    }

    private func scheduleDelayed() {
        if let due = delayed.map(\.due).min() { _ = scheduleTimer(Self.laterTimer, deadline: due) }
    }

    private func drain(_ milliseconds: Int, _ restMilliseconds: Int, _ left: Set<Int32>) {
        guard !isDraining else { return }
        // Those that are already in the system's queue were promised an answer.
        let ending = listeners.listeners.map(\.socket.number).filter { !left.contains($0) }
        for listener in ending { acceptRest(of: listener) }
        if !ending.isEmpty {
            // A client may know itself connected while the last packet of its handshake is still on its way to the queue,
            // longest on a busy machine. Nobody new comes any more: the queue is emptied again before it is closed.
            usleep(Self.handshakeMicroseconds)
            for listener in ending { acceptRest(of: listener) }
        }
        listeners.close(with: poller)
        drainEnd = Limits.sum(now, milliseconds)
        time.isDraining = true
        restEnd = Limits.sum(now, min(restMilliseconds, milliseconds))
        _ = scheduleTimer(Self.drainTimer, deadline: drainEnd)
        for connection in connections { connection?.startDraining() }
    }

    /// Ends the loop once its connections have ended, or can't be waited for any longer.
    func concludeDrain() {
        if connectionCount == 0 {
            isFinished = true
        } else if now >= drainEnd {
            for connection in connections { connection?.abort() }
            if now >= drainEnd + Self.abortMilliseconds {
                isFinished = true
            } else {
                _ = scheduleTimer(Self.drainTimer, deadline: now + 1)
            }
        }
    }
}
