// What tells the time: the system's clock, or that of a test.

internal import Synchronization
internal import WritEngine
package import WritWire

/// A clock of the world's time, and what goes by it.
package final class WorldClock: Sendable {
    private let read: @Sendable () -> DateTime
    private let pause: (@Sendable (Duration) async throws -> Void)?
    /// Milliseconds and counter of the last identifier made by this clock.
    private let lastIdentifier = Atomic<UInt64>(0)

    /// A clock of a test.
    package init(read: @escaping @Sendable () -> DateTime, pause: @escaping @Sendable (Duration) async throws -> Void) {
        self.read = read
        self.pause = pause
    }

    private init() {
        read = {
            let (seconds, nanoseconds) = SystemTime.now()
            return DateTime(secondsSinceEpoch: Int64(seconds), nanoseconds: nanoseconds)
        }
        pause = nil
    }

    private static let system = WorldClock()
    /// The clock that a test has put into its task, and with that into those of the handlers that it calls.
    @TaskLocal package static var ofTest: WorldClock?

    package static var current: WorldClock { ofTest ?? system }

    package var now: DateTime { read() }

    /// Waits so long.
    package nonisolated(nonsending) func sleep(for duration: Duration) async throws {
        guard let pause else { return try await Task.sleep(for: duration) }
        try await pause(duration)
    }

    /// Milliseconds since 1970 in 48 bits and a counter in 12: more than all numbers before. Where the clock stands or goes back, and
    /// where a millisecond has more identifiers than the counter has numbers, it goes on from the last one (RFC 9562 section 6.2).
    func nextIdentifier() -> UInt64 {
        // The counter begins in its lower half, so that it has room.
        let fresh = UInt64(max(now.millisecondsSinceEpoch, 0)) << 12 | UInt64.random(in: 0..<0x800)
        var last = lastIdentifier.load(ordering: .relaxed)
        while true {
            let next = max(fresh, last + 1)
            let (isDone, found) = lastIdentifier.compareExchange(expected: last, desired: next, ordering: .relaxed)
            if isDone { return next }
            last = found
        }
    }
}
