// What a loop shows of itself while it runs: to itself after each job, and to the watchdog.

import Synchronization

/// Marks that cost a store each: which exchange a responder is at work on, and since when the loop hasn't waited.
///
/// The loop's thread alone writes them, and the watchdog's reads some: hence atomics, without any order between them. A
/// relaxed store is a plain one to the processor.
final class LoopActivity: Sendable {
    /// The number of no operation.
    static let noOperation = -1

    /// The exchange whose responder runs in the current job, as an address; 0 for none.
    private let running = Atomic<UInt>(0)
    /// The operation that the responder has told.
    private let operation = Atomic(noOperation)
    /// When the current turn began, in milliseconds of the loop's clock; 0 while the loop waits.
    private let turnStart = Atomic(0)
    /// The job that runs, as an address.
    private let job = Atomic<UInt>(0)
    private let suspended = SuspendedOperations()
    /// What was noted last of the work of a request, and in which job.
    private let work = Atomic(BlockingWork.handler.rawValue)
    private let jobOfWork = Atomic<UInt>(0)

    // The exchange tells.

    /// A responder begins, in a job of the loop.
    @inline(__always)
    func begin(_ exchange: Exchange) {
        // The address is followed only while the mark stands, and then a task is inside the exchange's `serve`.
        let address = unsafe UInt(bitPattern: Unmanaged.passUnretained(exchange).toOpaque())
        operation.store(Self.noOperation, ordering: .relaxed)
        work.store(BlockingWork.handler.rawValue, ordering: .relaxed)
        running.store(address, ordering: .relaxed)
    }

    /// The responder has returned.
    @inline(__always)
    func end() {
        running.store(0, ordering: .relaxed)
    }

    /// The responder is at work on that operation.
    @inline(__always)
    func note(operation number: Int) {
        operation.store(number, ordering: .relaxed)
    }

    /// What is done for the request from now on.
    @inline(__always)
    func note(_ work: BlockingWork) {
        self.work.store(work.rawValue, ordering: .relaxed)
        jobOfWork.store(job.load(ordering: .relaxed), ordering: .relaxed)
    }

    // The loop tells.

    func beginTurn(at milliseconds: Int) {
        turnStart.store(milliseconds, ordering: .relaxed)
    }

    func endTurn() {
        turnStart.store(0, ordering: .relaxed)
    }

    @inline(__always)
    func beginJob(_ address: UInt) {
        job.store(address, ordering: .relaxed)
    }

    /// The exchange whose responder the last job has begun and not ended: it has suspended. Tells it once.
    @inline(__always)
    func takeSuspended() -> Exchange? {
        let address = running.load(ordering: .relaxed)
        guard address != 0 else { return nil }
        running.store(0, ordering: .relaxed)
        suspended.note(operation.load(ordering: .relaxed), of: job.load(ordering: .relaxed))
        guard let pointer = unsafe UnsafeRawPointer(bitPattern: address) else { return nil }
        // The mark stood: the responder has not returned, and its task holds the exchange.
        return unsafe Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
    }

    // The watchdog asks.

    /// When the turn began that the loop is in; nil while it waits.
    var busySince: Int? {
        let start = turnStart.load(ordering: .relaxed)
        return start == 0 ? nil : start
    }

    /// What is done now. Of a handler that has suspended nothing is known before it notes something again.
    var runningWork: BlockingWork {
        guard jobOfWork.load(ordering: .relaxed) == job.load(ordering: .relaxed) else { return .handler }
        return BlockingWork(rawValue: work.load(ordering: .relaxed)) ?? .handler
    }

    /// The operation whose handler runs now; nil where none is known to.
    var runningOperation: Int? {
        if running.load(ordering: .relaxed) != 0 {
            let number = operation.load(ordering: .relaxed)
            return number == Self.noOperation ? nil : number
        }
        return suspended.operation(of: job.load(ordering: .relaxed))
    }
}
