// The server that an application runs.

internal import Logging
internal import WritEngine

/// Serves one API.
///
///     let api = PetstoreAPI(pets: Pets(store: store))
///     try await WritServer(api, configuration: .init(port: 8080)).run()
public struct WritServer<API: WritAPI>: Sendable {
    private let api: API
    private let configuration: ServerConfiguration
    private let middleware: [any Middleware]

    /// - Parameter middleware: What surrounds the handlers, the outermost first.
    public init(
        _ api: API, configuration: ServerConfiguration = ServerConfiguration(), middleware: [any Middleware] = []
    ) {
        self.api = api
        self.configuration = configuration
        self.middleware = middleware
    }

    /// Serves until SIGINT, SIGTERM or the task's cancellation asks for the end, then lets running requests finish and
    /// returns.
    ///
    /// - Parameter onStart: Called once when requests are taken, with the addresses that are listened on; they tell which
    ///   port the system chose for port 0.
    public func run(onStart: @Sendable ([String]) -> Void = { _ in }) async throws {
        var engineConfiguration = configuration.engineConfiguration()
        let readiness = ServerReadiness()
        engineConfiguration.onReadinessChange = { readiness.isReady = $0 }
        let logger = configuration.logger
        engineConfiguration.onTakeOver = { address, processID in
            logger.notice(
                "took over the listening sockets of a server that runs: both accept until that one is told to end",
                metadata: ["address": "\(address)", "process": "\(processID)"])
        }
        engineConfiguration.onBlockedLoop = { work, operation, milliseconds in
            logger.warning("\(blockedLoopMessage(work, operation, milliseconds: milliseconds))")
        }
        engineConfiguration.onFullMemory = { count in
            logger.warning(
                "answered requests with 503: bodies and answers of others hold as much as limits.heldBytesMax allows",
                metadata: ["count": "\(count)"])
        }
        let responder = ServerResponder(api, configuration: configuration, middleware: middleware, readiness: readiness)
        defer { responder.end() }
        let engine = Engine(configuration: engineConfiguration, responder: responder)
        let addresses = try await engine.start().map { "\($0)" }
        configuration.logger.info("listening", metadata: ["addresses": "\(addresses.joined(separator: ", "))"])
        onStart(addresses)
        await withTaskCancellationHandler {
            await engine.run()
        } onCancel: {
            engine.shutDown()
        }
        configuration.logger.info("ended")
    }
}
