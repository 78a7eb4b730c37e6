// A thread that notices when a handler blocks its loop.

import CWritSystem
import Glibc

/// Looks at the loops of one engine, several times within the time that one may take for a turn.
final class Watchdog: Sendable {
    private let activities: [LoopActivity]
    private let limitMilliseconds: Int
    private let clock: LoopClock
    private let report: @Sendable (_ work: BlockingWork, _ operation: Int?, _ milliseconds: Int) -> Void
    /// Readable when the watchdog is to end.
    private let end: Descriptor

    init(
        _ activities: [LoopActivity], limitMilliseconds: Int, clock: LoopClock,
        report: @escaping @Sendable (_ work: BlockingWork, _ operation: Int?, _ milliseconds: Int) -> Void
    ) throws(EngineError) {
        self.activities = activities
        self.limitMilliseconds = limitMilliseconds
        self.clock = clock
        self.report = report
        end = Descriptor(writ_eventfd())
        guard end.isOpen else { throw .systemCallFailed(name: "eventfd", errorNumber: errno) }
    }

    /// Runs until `stop`; blocks its thread.
    func run() {
        var detectors = activities.map { _ in BlockDetector(limitMilliseconds: limitMilliseconds) }
        let interval = Int32(clamping: min(max(limitMilliseconds / 4, 5), 1000))
        var entry = pollfd(fd: end.number, events: Int16(POLLIN), revents: 0)
        // One entry, as is told.
        while unsafe poll(&entry, 1, interval) <= 0 {
            for index in activities.indices {
                let activity = activities[index]
                guard let blocked = detectors[index].look(busySince: activity.busySince, now: clock.milliseconds) else {
                    continue
                }
                report(activity.runningWork, activity.runningOperation, blocked)
            }
        }
    }

    func stop() {
        var one: UInt64 = 1
        // An eventfd is written as eight bytes.
        _ = unsafe write(end.number, &one, 8)
    }
}
