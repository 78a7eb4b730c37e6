// How signals end a server, and at last its process, whatever its loops do.

import CWritSystem
import Glibc

extension Engine {
    /// Milliseconds that the last words of a process may take.
    private static let lastWordsMilliseconds = 500

    /// Has SIGINT and SIGTERM end the server until `run` returns.
    func catchSignals() {
        guard let signals = try? WakeUp(isPortable: configuration.loops.poller.isPortable) else { return }
        writ_catch_end_signals(signals.writingNumber)
        let attendant = state.withLock { state in
            state.signals = signals
            return state.attendant
        }
        attendant?.watch(signals.number) { [self] in
            for _ in 0..<min(signals.take(), 3) { didReceiveSignal(writ_last_end_signal()) }
        }
    }

    /// Leaves the signals to what was there before.
    func releaseSignals() {
        let (signals, attendant) = state.withLock { state in
            defer { (state.signals, state.attendant) = (nil, nil) }
            return (state.signals, state.attendant)
        }
        if let signals { writ_release_end_signals(signals.writingNumber) }
        attendant?.stop()
    }

    private func didReceiveSignal(_ signal: Int32) {
        let (count, attendant) = state.withLock { state in
            state.signalCount += 1
            return (state.signalCount, state.attendant)
        }
        shutDown()
        guard count < 3 else { return endProcess(signal) }
        // The time that everything has from now on, where nothing stands in the way.
        let times = count == 1 ? [configuration.shutdown.$readinessDelay, configuration.shutdown.$drain] : []
        attendant?.later(milliseconds: times.reduce(max(configuration.shutdown.$grace, 0), ServerLimits.sum)) { [self] in
            endProcess(signal)
        }
    }

    /// Ends the process, where `run` has not returned by now.
    private func endProcess(_ signal: Int32) {
        guard state.withLock({ $0.signals != nil }) else { return }
        let reason = whatIsBusy
        let isTold = Monitor(false)
        // Whoever writes it down may be blocked as well.
        try? SystemThread.start { [onForcedEnd = configuration.onForcedEnd] in
            onForcedEnd?(reason)
            isTold.withLock { $0 = true }
            isTold.wakeAll()
        }
        _ = isTold.wait(milliseconds: Self.lastWordsMilliseconds, until: { $0 ? true : nil }, otherwise: { _ in })
        _exit(128 + signal)
    }

    /// What keeps the server from its end, as a sentence.
    private var whatIsBusy: String {
        let (activities, runningCount) = state.withLock { ($0.loops.map(\.activity), $0.runningCount) }
        let now = configuration.clock.milliseconds
        let busy = activities.indices.compactMap { index -> String? in
            guard let start = activities[index].busySince else { return nil }
            let name = activities[index].runningOperation.map(responder.name(ofOperation:))
            return "\(name.map { "the handler of \($0)" } ?? "something") has blocked loop \(index) for \(max(now - start, 0)) ms"
        }
        if !busy.isEmpty { return busy.joined(separator: ", ") }
        return runningCount > 0 ? "\(runningCount) of the loops have not ended" : "the loops have ended, but the program goes on"
    }
}
