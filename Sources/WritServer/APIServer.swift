// The server that an application runs.

internal import Logging
internal import WritEngine
internal import WritRuntime

/// Serves one API.
///
///     await APIServer(PetstoreAPI(pets: Pets()), configuration: .init(port: 8080)).runOrExit()
public struct APIServer<API: WritAPI>: Sendable {
    private let api: API
    private let configuration: ServerConfiguration
    private let middleware: [any Middleware]
    private let errors: [ErrorMapping]

    /// A server that does nothing until it runs.
    ///
    /// - Parameters:
    ///   - api: The handlers, in the generated type of the API.
    ///   - configuration: Where to listen, and within which limits.
    ///   - middleware: What surrounds the handlers, the outermost first.
    ///   - errors: What the application's own errors are answered with; the first that has an answer gives it.
    public init(
        _ api: API, configuration: ServerConfiguration = ServerConfiguration(), middleware: [any Middleware] = [],
        errors: [ErrorMapping] = []
    ) {
        self.api = api
        self.configuration = configuration
        self.middleware = middleware
        self.errors = errors
    }

    /// Serves as `run` does; for the last line of a program. Where the server can't start, the process ends with status 1 and one
    /// sentence on standard error.
    ///
    /// - Parameter onStart: As for `run`.
    public func runOrExit(onStart: @Sendable ([String]) -> Void = { _ in }) async {
        do {
            try await run(onStart: onStart)
        } catch {
            ProcessEnd.fail("\(error)")
        }
    }

    /// Serves until it is told to end, as `run(onStart:)` does: what `ServiceLifecycle.Service` asks for.
    public func run() async throws { try await run(onStart: { _ in }) }

    /// Serves until SIGINT, SIGTERM or the task's cancellation asks for the end, then lets running requests finish and
    /// returns.
    ///
    /// A server that was told to end by a signal, and doesn't come to its end, takes the process with it: see
    /// `ShutdownSettings.grace`.
    ///
    /// - Parameter onStart: Called once when requests are taken, with the addresses that are listened on; they tell which
    ///   port the system chose for port 0.
    public func run(onStart: @Sendable ([String]) -> Void) async throws {
        let readiness = ServerReadiness()
        let responder = ServerResponder(
            api, configuration: configuration, middleware: middleware, errors: errors, readiness: readiness)
        defer { responder.end() }
        let engine = Engine(configuration: engineConfiguration(readiness), responder: responder)
        let addresses = try await engine.start().map { "\($0)" }
        var metadata: Logger.Metadata = ["addresses": "\(addresses.joined(separator: ", "))"]
        if let docs = docsURL(addresses) { metadata["docs"] = "\(docs)" }
        configuration.logger.info("listening", metadata: metadata)
        if responder.docsLoadFromOutside {
            configuration.logger.notice(
                "the docs pages load Swagger UI and RapiDoc from a CDN: this program was built without them (README, Open the docs)"
            )
        }
        let watches = responder.observers.map { observer in Task { await observer.watch(engine) } }
        onStart(addresses)
        await withTaskCancellationHandler {
            await engine.run()
        } onCancel: {
            engine.shutDown()
        }
        for watch in watches {
            watch.cancel()
            await watch.value
        }
        configuration.logger.info("ended")
    }

    private func engineConfiguration(_ readiness: ServerReadiness) -> EngineConfiguration {
        var engine = configuration.engine
        let (logger, onReadinessChange) = (configuration.logger, configuration.onReadinessChange)
        engine.onReadinessChange = { isReady in
            readiness.isReady = isReady
            // Whoever writes the log may block, and the end is not to wait for that.
            if !isReady { SystemThread.runAside { logger.info("ending") } }
            if let onReadinessChange { SystemThread.runAside { onReadinessChange(isReady) } }
        }
        engine.onTakeOver = { address, processID in
            logger.notice(
                "took over the listening sockets of a server that runs: both accept until that one is told to end",
                metadata: ["address": "\(address)", "process": "\(processID)"])
        }
        engine.onHandoverOddity = { sentence in SystemThread.runAside { logger.warning("\(sentence)") } }
        engine.onProxyRefusal = { sentence in SystemThread.runAside { logger.warning("\(sentence)") } }
        engine.onForcedEnd = { reason in
            logger.critical("the process ends before its server has: \(reason)")
            // The process ends without waiting for what is still to be written.
            LogQueue.standardError.flush(milliseconds: 400)
        }
        engine.onBlockedLoop = { work, operation, milliseconds in
            logger.warning("\(blockedLoopMessage(work, operation, milliseconds: milliseconds))")
        }
        engine.onFullMemory = { count in
            SystemThread.runAside {
                logger.warning(
                    "answered requests with 503: bodies and answers of others hold as much as limits.heldBytesMax allows",
                    metadata: ["count": "\(count)"])
            }
        }
        return engine
    }

    /// The page to begin with, at the first address that a browser can open; nil without one.
    private func docsURL(_ addresses: [String]) -> String? {
        let docs = configuration.docs
        guard let path = docs.indexPath ?? docs.swaggerPath ?? docs.rapidocPath ?? docs.yamlPath,
            let address = addresses.first(where: { !$0.hasPrefix("unix:") })
        else { return nil }
        // All addresses of the machine are none that a browser could open.
        var host = address
        for (all, own) in [("0.0.0.0:", "127.0.0.1:"), ("[::]:", "[::1]:")] where address.hasPrefix(all) {
            host = own + address.dropFirst(all.count)
        }
        return "http://\(host)\(path)"
    }
}
