// Runs asynchronous code to its end on the thread that asks: no other thread, no chance.

/// An executor whose jobs wait until they are run by hand.
// Used from one thread; that is why it may claim to be Sendable.
final class FuzzExecutor: TaskExecutor, @unchecked Sendable {
    private var jobs: [UnownedJob] = []
    private var isDone = false

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.append(UnownedJob(job))
    }

    /// Runs `body` and everything it starts here; it must not wait for anything from elsewhere.
    func run(_ body: @escaping @Sendable () async -> Void) {
        isDone = false
        Task(executorPreference: self) {
            await body()
            self.isDone = true
        }
        while !jobs.isEmpty {
            let job = jobs.removeFirst()
            // The executor outlives the call, and so the unowned reference.
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        }
        expect(isDone, "the connection hangs")
    }
}
