// Threads for blocking work, so that it blocks no loop.

import CWritSystem
import Glibc
import Synchronization

/// Runs blocking work on threads of its own: started when work comes and none is idle, ended when they have been idle for
/// a while. Work is started in the order it came.
public final class OffloadPool: Sendable {
    private struct State {
        /// At most `queueMax` beside those that idle threads are about to take; so it costs little to take the first.
        var pending: [OffloadJob] = []
        var threadCount = 0
        var busyCount = 0
        var isEnded = false

        /// Takes the first job, or says that there will be none; nil: wait.
        mutating func next() -> NextJob? {
            if pending.isEmpty {
                if isEnded { threadCount -= 1 }
                return isEnded ? .end : nil
            }
            busyCount += 1
            return .job(pending.removeFirst())
        }

        mutating func remove(_ ticket: OffloadTicket) -> OffloadJob? {
            pending.firstIndex { $0.ticket === ticket }.map { pending.remove(at: $0) }
        }
    }

    private enum NextJob {
        case job(OffloadJob)
        case end
    }

    private let threadsMax: Int
    private let queueMax: Int
    private let idleMilliseconds: Int
    private let monitor = Monitor(State())

    package init(limits: ServerLimits = ServerLimits()) {
        threadsMax = max(limits.offloadThreadsMax, 1)
        queueMax = max(limits.offloadQueueMax, 0)
        idleMilliseconds = max(limits.offloadIdleMilliseconds, 0)
    }

    /// A pool for the reading of large bodies: as many threads as there are cores to run them.
    package init(forReadingBy limits: ServerLimits) {
        threadsMax = max(limits.readingThreadsMax ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
        queueMax = max(limits.readingQueueMax, 0)
        idleMilliseconds = max(limits.offloadIdleMilliseconds, 0)
    }

    /// Threads there are now, idle ones among them.
    package var threadCount: Int { monitor.withLock { $0.threadCount } }

    /// Pieces of work that wait for a thread.
    package var pendingCount: Int { monitor.withLock { $0.pending.count } }

    /// Runs `work` on one of the threads and returns what it returns; the calling task continues on its own executor.
    ///
    /// - Throws: what `work` throws; an `OffloadError`; `CancellationError` where the task is cancelled before the work has
    ///   started. Work that has started is waited for.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        let ticket = OffloadTicket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit(
                    OffloadJob(
                        ticket: ticket,
                        perform: { continuation.resume(with: Result { try work() }) },
                        drop: { continuation.resume(throwing: $0) }))
            }
        } onCancel: {
            withdraw(ticket)
        }
    }

    /// Drops the work that waits and ends the threads when what runs is done.
    package func end() {
        let dropped = monitor.withLock { state in
            defer { state.pending = [] }
            state.isEnded = true
            return state.pending
        }
        monitor.wakeAll()
        for job in dropped { job.drop(CancellationError()) }
    }

    private func submit(_ job: OffloadJob) {
        let (refusal, needsThread) = monitor.withLock { state -> ((any Error)?, Bool) in
            if state.isEnded { return (OffloadError.ended, false) }
            if job.ticket.isWithdrawn.load(ordering: .relaxed) { return (CancellationError(), false) }
            let idleCount = state.threadCount - state.busyCount
            let needsThread = state.pending.count >= idleCount && state.threadCount < threadsMax
            if !needsThread && state.pending.count - idleCount >= queueMax { return (OffloadError.tooBusy, false) }
            state.pending.append(job)
            if needsThread { state.threadCount += 1 }
            return (nil, needsThread)
        }
        if let refusal { return job.drop(refusal) }
        if needsThread { startThread(for: job) } else { monitor.wakeOne() }
    }

    private func startThread(for job: OffloadJob) {
        do {
            try SystemThread.start { [self] in serve() }
        } catch {
            // Others may get to it; where there are none, nobody would.
            let isStranded = monitor.withLock { state in
                state.threadCount -= 1
                return state.threadCount == 0 && state.remove(job.ticket) != nil
            }
            if isStranded { job.drop(OffloadError.tooBusy) }
        }
    }

    /// The life of a thread.
    private func serve() {
        // No exchange may be touched from here, those in memory included: this thread has an owner that is no loop.
        unsafe writ_set_thread_loop(Unmanaged.passUnretained(self).toOpaque())
        while case .job(let job)? = monitor.wait(
            milliseconds: idleMilliseconds, until: { $0.next() }, otherwise: { $0.threadCount -= 1 })
        {
            job.perform()
            monitor.withLock { $0.busyCount -= 1 }
        }
    }

    /// Takes a job out of the queue, or sees to it that it doesn't get there. One that has started goes on.
    private func withdraw(_ ticket: OffloadTicket) {
        let job = monitor.withLock { state in
            ticket.isWithdrawn.store(true, ordering: .relaxed)
            return state.remove(ticket)
        }
        job?.drop(CancellationError())
    }
}
