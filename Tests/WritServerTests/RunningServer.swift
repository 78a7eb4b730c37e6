// A server for the length of a test.

import Logging
import Testing
import WritLoopback
import WritServer

/// Runs a server on a port of the system's choice, and tells which it is.
func start(
    _ run: @escaping @Sendable (_ onStart: @escaping @Sendable ([String]) -> Void) async throws -> Void
) async throws -> (server: LoopbackServer, task: Task<Void, any Error>) {
    let (starts, reporter) = AsyncStream<[String]>.makeStream()
    let task = Task { try await run { reporter.yield($0) } }
    let address = try #require(await starts.first { _ in true }?.first)
    return (LoopbackServer(port: try #require(address.split(separator: ":").last.flatMap { UInt16($0) })), task)
}

/// Settings of a quiet server with one loop.
func quietConfiguration(_ change: (inout ServerConfiguration) -> Void = { _ in }) -> ServerConfiguration {
    var configuration = ServerConfiguration(port: 0)
    configuration.loops.count = 1
    configuration.shutdown.catchesSignals = false
    configuration.logger.logLevel = .critical
    change(&configuration)
    return configuration
}
