// Pauses of handlers.

internal import WritWire

extension RequestContext {
    /// Waits so long without holding up anybody. In tests the time is that of a `TestTime`, and nobody waits.
    ///
    ///     try await context.sleep(for: .seconds(15))
    ///
    /// - Throws: `CancellationError` where the request is cancelled: the client has gone, or the server ends.
    public nonisolated(nonsending) func sleep(for duration: Duration) async throws {
        try await WorldClock.current.sleep(for: duration)
    }
}
