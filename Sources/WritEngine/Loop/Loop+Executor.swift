// A loop as the executor of the tasks that serve its connections.

import CWritSystem

extension Loop: TaskExecutor {
    /// Makes a job runnable. From the loop's own thread that takes no lock; from another one a lock and a wake-up.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent {
            localJobs.append(job)
        } else {
            leave { $0.jobs.append(job) }
        }
    }

    /// Has a command carried out on the loop's thread.
    func post(_ command: LoopCommand) {
        leave { $0.commands.append(command) }
    }

    /// Whether the caller runs on the loop's thread.
    var isCurrent: Bool {
        unsafe writ_get_thread_loop() == Unmanaged.passUnretained(self).toOpaque()
    }

    private func leave(_ change: (inout Foreign) -> Void) {
        let mustSignal = foreign.withLock { foreign in
            change(&foreign)
            defer { foreign.isSignalled = true }
            return !foreign.isSignalled
        }
        if mustSignal { wakeUp.signal() }
    }
}
