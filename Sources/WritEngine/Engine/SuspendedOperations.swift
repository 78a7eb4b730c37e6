// Which operation a task was at work on when it suspended.

import Synchronization

/// A small table by the addresses of tasks, written by a loop and read by the watchdog.
///
/// It forgets: of two tasks whose addresses share a row the later one stays. Then a handler that blocks a loop after it
/// was resumed is reported without its name, which is all that is lost.
final class SuspendedOperations: Sendable {
    private struct Row: ~Copyable {
        let job = Atomic<UInt>(0)
        let operation = Atomic(LoopActivity.noOperation)
    }

    private let rows = InlineArray<512, Row> { _ in Row() }

    func note(_ operation: Int, of job: UInt) {
        let row = row(of: job)
        rows[row].operation.store(operation, ordering: .relaxed)
        rows[row].job.store(job, ordering: .releasing)
    }

    func operation(of job: UInt) -> Int? {
        let row = row(of: job)
        guard job != 0, rows[row].job.load(ordering: .acquiring) == job else { return nil }
        let operation = rows[row].operation.load(ordering: .relaxed)
        return operation == LoopActivity.noOperation ? nil : operation
    }

    /// Addresses of tasks are multiples of 16, and those of their neighbours differ by hundreds of bytes.
    private func row(of job: UInt) -> Int { Int(truncatingIfNeeded: (job >> 4 ^ job >> 13) % UInt(rows.count)) }
}
