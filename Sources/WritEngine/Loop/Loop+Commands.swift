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
        case .drain(let milliseconds, let restMilliseconds, let streamMilliseconds, let left):
            drain(milliseconds, restMilliseconds, streamMilliseconds, left)
        case .abort:
            drainEnd = min(drainEnd, now)
            time.isDraining = true
        case .resumeAccepting: resumeAccepting()
        case .perform(let body): body()
        case .tell(let turns, let report):
            if turns > 0 { post(.tell(turns: turns - 1, report)) } else { report() }
        }
    }

    private func drain(_ milliseconds: Int, _ restMilliseconds: Int, _ streamMilliseconds: Int, _ left: Set<Int32>) {
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
        drainEnd = ServerLimits.sum(now, milliseconds)
        time.isDraining = true
        restEnd = ServerLimits.sum(now, min(restMilliseconds, milliseconds))
        _ = scheduleTimer(Self.drainTimer, deadline: drainEnd)
        streamEnd = ServerLimits.sum(now, max(streamMilliseconds, 0))
        _ = scheduleTimer(Self.streamTimer, deadline: streamEnd)
        for connection in connections { connection?.startDraining() }
    }

    /// Ends answers without end, where it is time; those that begin later end with the next tick.
    private func endStreams() {
        guard now >= streamEnd else { return }
        for connection in connections { connection?.endStream() }
        streamEnd = now + Self.tickMilliseconds
        _ = scheduleTimer(Self.streamTimer, deadline: streamEnd)
    }

    /// Ends the loop once its connections have ended, or can't be waited for any longer.
    func concludeDrain() {
        endStreams()
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
