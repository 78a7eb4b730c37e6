// The connections that are ready, and the workers that serve them.

extension Loop {
    /// Workers that are kept for the next burst of handlers that suspend.
    static var idleWorkersMax: Int { 64 }

    func add(ready connection: Connection) {
        ready.append(connection)
    }

    /// The next connection to be served in this turn. One that becomes ready meanwhile waits for the next turn, so that a
    /// client that never pauses doesn't starve the sockets.
    func takeReady() -> Connection? {
        guard readyOfTurn > 0 else { return nil }
        readyOfTurn -= 1
        return ready.removeFirst()
    }

    /// Has the queue served as it is now, and runs the jobs that are there.
    func serveReady() {
        readyOfTurn = ready.count
        repeat {
            if readyOfTurn > 0 { wakeWorker() }
            runJobs()
            // The worker has come through the queue, or its handler suspended on the way.
        } while readyOfTurn > 0
    }

    /// Begins the next turn in the job of a worker that has come through the queue; false where others than connections
    /// have something to do, and the worker has to wait for its next turn.
    ///
    /// To wait for events right there saves the worker from being suspended and resumed in each turn.
    func beginsTurn() -> Bool {
        guard localJobs.count == 0 && bulk.count == 0 && !isDraining && !isFinished else { return false }
        waitForEvents()
        guard localJobs.count == 0 && bulk.count == 0 && !isDraining else { return false }
        readyOfTurn = ready.count
        return readyOfTurn > 0
    }

    private func wakeWorker() {
        if let worker = idleWorkers.popLast() { return worker.resume(goesOn: true) }
        Worker(loop: self).start()
    }

    /// Whether a worker is to wait for the next connection; it will be resumed then.
    func keeps(idle worker: Worker) -> Bool {
        guard idleWorkers.count < Self.idleWorkersMax && !isFinished else { return false }
        idleWorkers.append(worker)
        return true
    }

    /// Ends the workers that wait, so that nothing of the loop stays behind.
    func endWorkers() {
        for worker in idleWorkers { worker.resume(goesOn: false) }
        idleWorkers = []
        runJobs()
    }
}
