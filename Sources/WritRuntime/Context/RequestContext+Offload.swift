// Blocking work, away from the loop.

internal import WritEngine

extension RequestContext {
    /// Runs `work`, which may block, on a thread that is there for such work, and returns what it returns.
    ///
    ///     let rows = try await context.offload { [database] in try database.query("SELECT name FROM pets") }
    ///
    /// The handler continues on its own loop. There are at most `limits.offloadThreadsMax` threads for all requests of a
    /// server; more work waits. Errors of `work` arrive as they are, so declared failures may be thrown in it. The context
    /// is empty inside `work`: take what it needs before.
    ///
    /// - Throws: what `work` throws; `OffloadError.tooBusy` where `limits.offloadQueueMax` pieces of work wait already, a
    ///   503 if nobody catches it; `CancellationError` where the request is cancelled before the work has started. Work
    ///   that has started is waited for.
    public func offload<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await shared.offloadPool.run(work)
    }
}
