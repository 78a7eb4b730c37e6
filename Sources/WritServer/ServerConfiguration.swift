// Where a server listens, how much it takes, and what it shows of itself.

public import Logging
public import WritEngine
public import WritRuntime
public import WritWire

/// The settings of an `APIServer`. Each has a default that suits a server behind a proxy on the same machine.
///
///     var configuration = ServerConfiguration(port: 8080)
///     configuration.limits.handlerTimeout = .seconds(10)
///     configuration.shutdown.drain = .seconds(20)
public struct ServerConfiguration: Sendable {
    /// Where the server listens, and what becomes of its sockets at a restart.
    public var listening: ListenSettings
    /// Sizes, counts and times that connections are held to.
    public var limits = ServerLimits()
    /// How the server comes to its end. Docker kills what has not ended within ten seconds: the defaults leave one to spare.
    public var shutdown = ShutdownSettings()
    /// What holds for connections that go over to WebSocket.
    public var webSockets = WebSocketSettings()
    /// The event loops and their watchdog.
    public var loops = LoopSettings()
    /// Bytes of a request body that is read into memory; more is answered with 413. An operation may have a limit of its
    /// own, `x-writ-body-bytes-max`. A body that a handler takes as it comes is held to that one and to
    /// `ServerLimits.bodyBytesMax`.
    public var bodyBytesMax = 2 << 20
    /// Parts of a multipart form, and bytes of their heads and fields.
    public var formLimits = FormLimits()
    /// A path, such as `/readyz`, that is answered with 200 while the server takes requests and with 503 once it is told to
    /// end, whatever the contract has there; nil: none.
    public var readinessPath: String?
    /// The paths at which the server says whether it lives and whether it takes requests, by checks of what it depends on; nil: none.
    public var health: ServerHealth?
    /// Whether the JSON bodies of answers are checked against the contract, and what is done about those that break it. Only
    /// code that was generated with `--validate-answers` can; each answer is written twice then.
    public var validateAnswers = AnswerValidation.off
    /// The proxies in front of the server that are believed when they say for whom they ask: `RequestContext.clientAddress`,
    /// `scheme` and `host` go by them, and with these logs and limits. Nobody, unless told otherwise.
    public var trustedProxies = TrustedProxies.none
    /// Who may name requests with `X-Request-Id`.
    public var requestIDSource = RequestIDSource.everybody
    /// The docs pages and their paths; `.disabled` for none.
    public var docs: DocsConfiguration
    /// Where unexpected errors and the server's own messages go. Unless the application has bootstrapped swift-log, that is
    /// `ServerLogHandler`, which waits for nobody.
    public var logger: Logger
    /// Told, on a thread of its own, when the server takes requests (true) and when it is told to end (false).
    package var onReadinessChange: (@Sendable (_ isReady: Bool) -> Void)?

    /// The settings that most applications change; all others are properties.
    ///
    /// - Parameters:
    ///   - host: a host name or an IP address; `0.0.0.0` or `::` for all of the machine's.
    ///   - port: 0 lets the system choose a free one; `run` tells which.
    ///   - docs: The docs pages and their paths.
    ///   - logger: Where the server's messages go.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, docs: DocsConfiguration = DocsConfiguration(),
        logger: Logger = ServerConfiguration.defaultLogger
    ) {
        self.init(addresses: [.tcp(host: host, port: port)], docs: docs, logger: logger)
    }

    /// Settings for other addresses than one host and port.
    public init(
        addresses: [ListenAddress], docs: DocsConfiguration = DocsConfiguration(),
        logger: Logger = ServerConfiguration.defaultLogger
    ) {
        listening = ListenSettings(addresses)
        self.docs = docs
        self.logger = logger
    }

    /// What all requests share of this.
    func shared(_ description: APIDescription) -> ServerShared {
        ServerShared(
            description: description, bodyBytesMax: bodyBytesMax, formLimits: formLimits, logger: logger,
            validateAnswers: validateAnswers, trustedProxies: trustedProxies, requestIDSource: requestIDSource, limits: limits,
            webSockets: webSockets)
    }

    /// What the engine is told of this.
    var engine: EngineConfiguration {
        var engine = EngineConfiguration(addresses: listening.addresses)
        (engine.listening, engine.limits, engine.shutdown, engine.loops) = (listening, limits, shutdown, loops)
        return engine
    }
}
