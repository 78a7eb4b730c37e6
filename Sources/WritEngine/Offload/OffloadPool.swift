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
        /// What is to be freed.
        var leftovers: [Leftover] = []
        var threadCount = 0
        var busyCount = 0
        var isEnded = false

        /// Takes the first job, or says that there will be none; nil: wait.
        mutating func next() -> NextJob? {
            if pending.isEmpty && leftovers.isEmpty {
                if isEnded { threadCount -= 1 }
                return isEnded ? .end : nil
            }
            busyCount += 1
            return leftovers.popLast().map { .free($0) } ?? .job(pending.removeFirst())
        }

        /// Whether one more is to wait for a new thread, which is counted then.
        mutating func takesThread(upTo threadsMax: Int) -> Bool {
            guard pending.count + leftovers.count >= threadCount - busyCount && threadCount < threadsMax else { return false }
            threadCount += 1
            return true
        }

        /// All work that waits; what is to be freed is forgotten.
        mutating func takeAll() -> [OffloadJob] {
            defer { (pending, leftovers) = ([], []) }
            return pending
        }

        mutating func remove(_ ticket: OffloadTicket) -> OffloadJob? {
            pending.firstIndex { $0.ticket === ticket }.map { pending.remove(at: $0) }
        }
    }

    private enum NextJob {
        case job(OffloadJob)
        case free(Leftover)
        case end
    }

    private let threadsMax: Int
    private let queueMax: Int
    private let idleMilliseconds: Int
    /// Whether what its threads do is put off where loops have something to do, and leaves much free memory behind.
    private let readsBodies: Bool
    private let monitor = Monitor(State())

    package init(limits: ServerLimits = ServerLimits()) {
        threadsMax = max(limits.offloadThreadsMax, 1)
        queueMax = max(limits.offloadQueueMax, 0)
        idleMilliseconds = max(limits.$offloadIdle, 0)
        readsBodies = false
    }

    /// A pool for the reading of large bodies: as many threads as there are cores to run them.
    package init(forReadingBy limits: ServerLimits) {
        threadsMax = max(limits.readingThreadsMax ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
        queueMax = max(limits.readingQueueMax, 0)
        idleMilliseconds = max(limits.$offloadIdle, 0)
        readsBodies = true
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

    /// Has it freed on one of the threads, before other work. However many there are, each is of a request that has been read
    /// here, and whose client has its answer.
    package func free(_ leftover: Leftover) {
        let (isEnded, needsThread) = monitor.withLock { state in
            if state.isEnded { return (true, false) }
            state.leftovers.append(leftover)
            return (false, state.takesThread(upTo: threadsMax))
        }
        if isEnded { return leftover.free() }
        if needsThread { startThread() } else { monitor.wakeOne() }
    }

    /// Drops the work that waits and ends the threads when what runs is done.
    package func end() {
        let dropped = monitor.withLock { state in
            state.isEnded = true
            return state.takeAll()
        }
        monitor.wakeAll()
        for job in dropped { job.drop(CancellationError()) }
    }

    private func submit(_ job: OffloadJob) {
        let (refusal, needsThread) = monitor.withLock { state -> ((any Error)?, Bool) in
            if state.isEnded { return (OffloadError.ended, false) }
            if job.ticket.isWithdrawn.load(ordering: .relaxed) { return (CancellationError(), false) }
            let needsThread = state.takesThread(upTo: threadsMax)
            let idleCount = state.threadCount - state.busyCount
            if !needsThread && state.pending.count - idleCount >= queueMax { return (OffloadError.tooBusy, false) }
            state.pending.append(job)
            return (nil, needsThread)
        }
        if let refusal { return job.drop(refusal) }
        if needsThread { startThread() } else { monitor.wakeOne() }
    }

    private func startThread() {
        do {
            try SystemThread.start { [self] in serve() }
        } catch {
            // Others may get to what waits; where there are none, nobody would.
            let stranded = monitor.withLock { state in
                state.threadCount -= 1
                return state.threadCount == 0 ? state.takeAll() : []
            }
            for job in stranded { job.drop(OffloadError.tooBusy) }
        }
    }

    /// The life of a thread.
    private func serve() {
        // No exchange may be touched from here, those in memory included: this thread has an owner that is no loop.
        unsafe writ_set_thread_loop(Unmanaged.passUnretained(self).toOpaque())
        if readsBodies { writ_yield_to_other_threads() }
        while let next = monitor.wait(
            milliseconds: idleMilliseconds, until: { $0.next() }, otherwise: { $0.threadCount -= 1 })
        {
            switch next {
            case .job(let job): job.perform()
            case .free(let leftover): leftover.free()
            case .end: return
            }
            monitor.withLock { $0.busyCount -= 1 }
        }
        // Nothing was to be read for a while: others may have the memory.
        if readsBodies { writ_return_freed_memory() }
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
