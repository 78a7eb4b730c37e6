// Where a server listens, how much it takes, and what it shows of itself.

public import Logging
public import WritEngine
public import WritRuntime
public import WritWire

/// The settings of a `APIServer`. Each has a default that suits a server behind a proxy on the same machine.
public struct ServerConfiguration: Sendable {
    /// A host name or an IP address; `0.0.0.0` or `::` for all of the machine's.
    public var host: String
    /// 0 lets the system choose a free one; `run` tells which.
    public var port: Int
    /// Where to listen instead of `host` and `port`, unless it is empty: several addresses, Unix sockets, or sockets that
    /// systemd passes.
    public var addresses: [ListenAddress] = []
    /// Whether an instance of the same program that the same user starts on the same addresses, and that asks for them, gets
    /// this one's listening sockets: for restarts that refuse and lose nothing.
    public var handsOverListeners = true
    /// Whether this server asks for those of an instance that runs: start the new server with it, then end the old one. Where none
    /// runs, it listens by itself. Without it, an address that is taken is an error. The environment's `WRIT_TAKE_OVER=1`
    /// turns it on, too.
    ///
    /// The same program is one with the same file, or with a file at the same path as before an upgrade.
    public var takesOverListeners = EngineConfiguration.isTakeOverAskedFor
    /// Which of the system's ways of waiting the loops use.
    public var poller = EngineConfiguration.PollerChoice.automatic
    /// A path, such as `/readyz`, that is answered with 200 while the server takes requests and with 503 once it is told to
    /// end, whatever the contract has there; nil: none.
    public var readinessPath: String?
    /// Milliseconds that the server goes on taking connections once it is told to end and is no longer ready: the time that
    /// a load balancer needs to see that. They come before those of the drain.
    public var readinessDelayMilliseconds = 0
    /// Milliseconds of the drain that connections which rest are kept for a request that is on its way.
    public var drainRestMilliseconds = 1_000
    /// Milliseconds of the drain after which handlers are cancelled whose answers have no end that is known, such as event
    /// streams; `RequestContext.isDraining` is true before. An answer of items ends as if it were complete.
    public var drainStreamMilliseconds = 5_000
    /// Milliseconds behind the drain, or behind a second signal, after which the process ends, whatever its handlers do, with
    /// the status 128 + the signal's number; the log says what kept it. Without a signal that doesn't happen.
    public var endGraceMilliseconds = 1_000
    /// Event loops, each with a thread of its own; nil: one for each core.
    public var loopCount: Int?
    /// Bytes of a request body that is read into memory; more is answered with 413. An operation may have a limit of its
    /// own, `x-writ-body-bytes-max`. A body that a handler takes as it comes is held to that one and to
    /// `ServerLimits.bodyBytesMax`.
    public var bodyBytesMax: Int
    /// Parts of a multipart form, and bytes of their heads and fields.
    public var formLimits = FormLimits()
    /// Sizes, counts and times that connections are held to.
    public var limits: ServerLimits
    /// Milliseconds that running requests have to finish when the server is told to end. Docker kills what has not ended within
    /// ten seconds: the defaults of the drain and of `endGraceMilliseconds` leave one to spare.
    public var drainMilliseconds: Int
    /// Milliseconds that a handler may block its loop before a warning with the operation's name is logged; nil for none.
    public var blockedLoopMilliseconds: Int? = 1_000
    /// Whether SIGINT and SIGTERM end the server while it runs; without, only the cancellation of its task does.
    public var catchesEndSignals = true
    /// Whether the JSON bodies of answers are checked against the contract, and what is done about those that break it. Only
    /// code that was generated with `--validate-answers` can; each answer is written twice then.
    public var validateAnswers = AnswerValidation.off
    /// The docs pages and their paths; `.disabled` for none.
    public var docs: DocsConfiguration
    /// Where unexpected errors and the server's own messages go. Unless the application has bootstrapped swift-log, that is
    /// `ServerLogHandler`, which waits for nobody.
    public var logger: Logger

    /// The settings that most applications change; all others are properties.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, loopCount: Int? = nil, bodyBytesMax: Int = 2 << 20,
        limits: ServerLimits = ServerLimits(), drainMilliseconds: Int = 8_000, docs: DocsConfiguration = DocsConfiguration(),
        logger: Logger = ServerConfiguration.defaultLogger
    ) {
        self.host = host
        self.port = port
        self.loopCount = loopCount
        self.bodyBytesMax = bodyBytesMax
        self.limits = limits
        self.drainMilliseconds = drainMilliseconds
        self.docs = docs
        self.logger = logger
    }

    /// Settings for other addresses than one host and port.
    public init(addresses: [ListenAddress]) {
        self.init()
        self.addresses = addresses
    }

    /// What all requests share of this.
    func shared() -> ServerShared {
        ServerShared(
            bodyBytesMax: bodyBytesMax, formLimits: formLimits, logger: logger, validateAnswers: validateAnswers, limits: limits)
    }

    /// What the engine is told of all this.
    func engineConfiguration() -> EngineConfiguration {
        var engine = EngineConfiguration(host: host, port: port)
        if !addresses.isEmpty { engine.addresses = addresses }
        engine.loopCount = loopCount
        engine.limits = limits
        engine.poller = poller
        engine.handsOverListeners = handsOverListeners
        engine.takesOverListeners = takesOverListeners
        engine.readinessDelayMilliseconds = readinessDelayMilliseconds
        engine.drainMilliseconds = drainMilliseconds
        engine.drainRestMilliseconds = drainRestMilliseconds
        engine.drainStreamMilliseconds = drainStreamMilliseconds
        engine.endGraceMilliseconds = endGraceMilliseconds
        engine.blockedLoopMilliseconds = blockedLoopMilliseconds
        engine.catchesEndSignals = catchesEndSignals
        return engine
    }
}

/// A place to listen: `.tcp(host:port:)`, `.unix(path:)`, `.passed` by systemd, or a `.descriptor`.
public typealias ListenAddress = EngineConfiguration.Address
