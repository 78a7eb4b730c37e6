// Runs a server for as long as a test needs it.

import Logging
public import WritServer

/// A server that runs in this process.
public struct LoopbackServer: Sendable {
    public let port: UInt16

    public init(port: UInt16) { self.port = port }

    public func connect() throws -> LoopbackClient { try LoopbackClient(port: port, timeoutSeconds: 20) }
}

/// Starts a server on a port that the system chooses, and ends it when `body` is through.
///
/// - Parameters:
///   - configuration: Host, port and number of loops are replaced: 127.0.0.1. Less than errors is not logged.
///   - loopCount: Connections are shared out among so many loops.
@discardableResult
public func withServer<API: WritAPI, Result>(
    _ api: API, _ configuration: ServerConfiguration = ServerConfiguration(), middleware: [any Middleware] = [],
    loopCount: Int = 1, _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
    var configuration = configuration
    configuration.listening.addresses = [.tcp(host: "127.0.0.1", port: 0)]
    configuration.loops.count = loopCount
    configuration.logger.logLevel = .error
    // Another test of this process may send itself a signal.
    configuration.shutdown.catchesSignals = false
    let server = APIServer(api, configuration: configuration, middleware: middleware)
    let (starts, reporter) = AsyncStream<[String]>.makeStream()
    let running = Task {
        defer { reporter.finish() }
        try await server.run { reporter.yield($0) }
    }
    defer { running.cancel() }
    guard let address = await starts.first(where: { _ in true })?.first else {
        try await running.value
        throw LoopbackFailure(description: "the server ended before it started")
    }
    guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else {
        throw LoopbackFailure(description: "an address without a port: \(address)")
    }
    let result = try await body(LoopbackServer(port: port))
    running.cancel()
    try await running.value
    return result
}
