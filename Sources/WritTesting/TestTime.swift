// A time that stands until a test moves it on.

internal import Synchronization
internal import WritRuntime
public import WritServer

/// The time of a test: it stands still until the test moves it on, and nobody waits for it.
///
///     let time = TestTime("2026-03-14T09:26:53Z")
///     await time.run {
///         async let answer = client.get("/pets/slow")
///         await time.untilSleeping()
///         time.advance(by: .seconds(30))
///         let status = await answer.status
///     }
///
/// Within `run`, `DateTime.now` and `CalendarDate.today` are this time's, `UniqueID.timeOrdered()` counts by it, `context.sleep(for:)`
/// waits until it is moved on, and answers of a `TestClient` have it as their `Date`. It holds in the task of `run` and its child tasks,
/// handlers that a `TestClient` calls among them; a detached task, and a server on a socket, go by the system's clock.
public final class TestTime: Sendable {
    private let state: Mutex<TestTimeState>

    /// A time that begins at that moment.
    public init(_ start: DateTime) {
        state = Mutex(TestTimeState(now: start))
    }

    /// A time that begins at a moment by RFC 3339; at the beginning of 1970 for another text.
    public convenience init(_ start: StaticString) {
        self.init(DateTime("\(start)") ?? DateTime(secondsSinceEpoch: 0))
    }

    /// What the clock shows.
    public var now: DateTime { state.withLock { $0.now } }

    /// Runs `body`, for which it is this time.
    public nonisolated(nonsending) func run<Result>(_ body: nonisolated(nonsending) () async throws -> Result) async rethrows
        -> Result
    {
        let clock = WorldClock(read: { self.now }, pause: { try await self.sleep(for: $0) })
        return try await WorldClock.$ofTest.withValue(clock, operation: body)
    }

    /// Moves the time on, or back, and wakes those whose pause is over, those who were to wake first in front.
    public func advance(by duration: Duration) {
        for sleeper in state.withLock({ $0.advance(by: duration) }) { sleeper.resume() }
    }

    /// Returns when that many handlers and other tasks are in pauses of this time.
    public func untilSleeping(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            if state.withLock({ $0.isSleeping(count, continuation) }) { continuation.resume() }
        }
    }

    private func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        guard duration > .zero else { return }
        let number = state.withLock { $0.nextNumber() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                for watcher in state.withLock({ $0.fallAsleep(number, for: duration, continuation) }) { watcher.resume() }
                // Whoever cancelled before it slept has not found it.
                if Task.isCancelled { state.withLock { $0.takeSleeper(number) }?.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeSleeper(number) }?.resume()
        }
        try Task.checkCancellation()
    }
}

/// What a clock of a test shows, and who waits for what.
struct TestTimeState {
    typealias Waiter = CheckedContinuation<Void, Never>

    private(set) var now: DateTime
    private var lastNumber = 0
    private var sleepers: [Int: (end: DateTime, waiter: Waiter)] = [:]
    /// Tests that wait until there are as many sleepers.
    private var watchers: [(count: Int, waiter: Waiter)] = []

    init(now: DateTime) { self.now = now }

    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// Returns whom to wake.
    mutating func advance(by duration: Duration) -> [Waiter] {
        now += duration
        let due = sleepers.filter { $0.value.end <= now }.sorted { ($0.value.end, $0.key) < ($1.value.end, $1.key) }
        for (number, _) in due { sleepers[number] = nil }
        return due.map(\.value.waiter)
    }

    /// Returns the tests that have waited for it.
    mutating func fallAsleep(_ number: Int, for duration: Duration, _ waiter: Waiter) -> [Waiter] {
        sleepers[number] = (now + duration, waiter)
        let count = sleepers.count
        defer { watchers.removeAll { $0.count <= count } }
        return watchers.filter { $0.count <= count }.map(\.waiter)
    }

    mutating func takeSleeper(_ number: Int) -> Waiter? { sleepers.removeValue(forKey: number)?.waiter }

    /// Whether as many sleep; else the waiter is kept until they do.
    mutating func isSleeping(_ count: Int, _ waiter: Waiter) -> Bool {
        if sleepers.count >= count { return true }
        watchers.append((count, waiter))
        return false
    }
}
