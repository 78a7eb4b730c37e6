// What goes on behind the others: connections that have had a whole turn and never wait.

/// Something that a loop goes on with when all the others have been served.
// A continuation is resumed once, by the loop that takes the step from its queue.
@safe
enum BulkStep {
    /// A task in the middle of a request.
    case resume(UnsafeContinuation<Wake, Never>, Wake)
    /// A connection of whose requests some are left.
    case serve(Connection)
}

extension Loop {
    func add(bulk step: BulkStep) {
        bulk.append(step)
    }

    /// Goes on with those that wait now, one after the other, each at most once and as long as a turn may last: then the
    /// others come first again.
    func serveBulk() {
        guard bulk.count > 0 else { return }
        let end = ServerLimits.sum(clock.microseconds, limits.$turnTimeMax)
        for _ in 0..<bulk.count {
            guard let step = bulk.removeFirst() else { return }
            switch step {
            case .resume(let continuation, let wake):
                unsafe continuation.resume(returning: wake)
                runJobs()
            case .serve(let connection):
                add(ready: connection)
                serveReady()
            }
            if clock.microseconds >= end { return }
        }
    }
}
