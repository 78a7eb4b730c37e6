// Threads for blocking work: how many there are, what waits, what is refused, and what becomes of it.

import Glibc
import Synchronization
import Testing
import WritEngine

/// Blocks threads until it is opened.
// Atomics: the kernel hands a mutex over that others spin for, and the thread sanitizer doesn't see it.
private final class Barrier: Sendable {
    private let isOpen = Atomic(false)
    private let arrived = Atomic(0)

    var arrivedCount: Int { arrived.load(ordering: .acquiring) }

    func open() { isOpen.store(true, ordering: .releasing) }

    /// For work on threads of its own, which may spin.
    func block() {
        arrived.add(1, ordering: .acquiringAndReleasing)
        while !isOpen.load(ordering: .acquiring) { sched_yield() }
    }
}

/// Numbers that work leaves behind.
private final class NumberLog: Sendable {
    private let numbers = Mutex<[Int]>([])

    var all: [Int] { numbers.withLock { $0 } }
    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
}

private struct Mishap: Error, Equatable { let number: Int }

private func makePool(threads: Int, queue: Int, idleMilliseconds: Int = 10_000) -> OffloadPool {
    var limits = ServerLimits()
    limits.offloadThreadsMax = threads
    limits.offloadQueueMax = queue
    limits.offloadIdle = .milliseconds(idleMilliseconds)
    return OffloadPool(limits: limits)
}

/// Gives others their turn until `condition` holds; false when that takes more than twenty seconds.
private func eventually(_ condition: () -> Bool) async -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while !condition() {
        if ContinuousClock.now > end { return false }
        await Task.yield()
    }
    return true
}

@Suite struct `An offload pool` {
    @Test func `runs work on another thread and hands back what comes of it`() async throws {
        let pool = makePool(threads: 2, queue: 2)
        #expect(pool.threadCount == 0)
        #expect(try await pool.run { 6 * 7 } == 42)
        await #expect(throws: Mishap(number: 7)) { try await pool.run { throw Mishap(number: 7) } }
        #expect(pool.threadCount <= 2)
    }

    @Test(arguments: [0, 1, 3]) func `takes as much work as there are threads and places in its queue`(queue: Int) async throws {
        let pool = makePool(threads: 2, queue: queue)
        let barrier = Barrier()
        let tally = NumberLog()
        let running = (0..<2).map { _ in Task { try await pool.run { barrier.block() } } }
        #expect(await eventually { barrier.arrivedCount == 2 })
        var waiting: [Task<Void, any Error>] = []
        for number in 0..<queue {
            waiting.append(Task { try await pool.run { tally.add(number) } })
            #expect(await eventually { pool.pendingCount == number + 1 })
        }
        await #expect(throws: OffloadError.tooBusy) { try await pool.run {} }
        #expect(pool.threadCount == 2 && pool.pendingCount == queue)
        barrier.open()
        for task in running + waiting { try await task.value }
        #expect(Set(tally.all) == Set(0..<queue))
        #expect(try await pool.run { 1 } == 1)
    }

    @Test func `drops work that is cancelled before it has started, and waits for what has`() async throws {
        let pool = makePool(threads: 1, queue: 1)
        let barrier = Barrier()
        let started = Task { try await pool.run { barrier.block() } }
        #expect(await eventually { barrier.arrivedCount == 1 })
        let tally = NumberLog()
        let waiting = Task { try await pool.run { tally.add(1) } }
        #expect(await eventually { pool.pendingCount == 1 })
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(pool.pendingCount == 0, "its place is free again")
        started.cancel()
        barrier.open()
        try await started.value
        #expect(tally.all.isEmpty)
        // A task that is cancelled from the start offloads nothing.
        let late = Task {
            // The task is its own.
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await pool.run { tally.add(1) }
        }
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(tally.all.isEmpty)
    }

    @Test func `ends threads that are idle`() async throws {
        let pool = makePool(threads: 4, queue: 4, idleMilliseconds: 1)
        for _ in 0..<4 { try await pool.run {} }
        #expect(await eventually { pool.threadCount == 0 })
        #expect(try await pool.run { 5 } == 5)
    }

    @Test func `that has ended takes no work and drops what waits`() async throws {
        let pool = makePool(threads: 1, queue: 1)
        let barrier = Barrier()
        let started = Task { try await pool.run { barrier.block() } }
        #expect(await eventually { barrier.arrivedCount == 1 })
        let waiting = Task { try await pool.run {} }
        #expect(await eventually { pool.pendingCount == 1 })
        pool.end()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await #expect(throws: OffloadError.ended) { try await pool.run {} }
        barrier.open()
        try await started.value
        #expect(await eventually { pool.threadCount == 0 })
    }

    @Test func `bears many tasks and cancellations at once`() async throws {
        let pool = makePool(threads: 4, queue: 100_000, idleMilliseconds: 1)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<2000 { group.addTask { try await pool.run { number } } }
            for _ in 0..<200 {
                group.addTask {
                    let task = Task { try await pool.run { 0 } }
                    task.cancel()
                    return (try? await task.value) ?? 0
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 1999 * 1000)
        #expect(pool.pendingCount == 0)
    }
}
