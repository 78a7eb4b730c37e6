// Where a server listens, how much it takes, and what it shows of itself.

public import Logging
public import WritEngine
public import WritWire

/// The settings of a `WritServer`. Each has a default that suits a server behind a proxy on the same machine.
public struct ServerConfiguration: Sendable {
    /// A host name or an IP address; `0.0.0.0` or `::` for all of the machine's.
    public var host: String
    /// 0 lets the system choose a free one; `run` tells which.
    public var port: Int
    /// Where to listen instead of `host` and `port`, unless it is empty: several addresses, Unix sockets, or sockets that
    /// systemd passes.
    public var addresses: [ListenAddress] = []
    /// Whether a server that the same user starts on the same addresses gets this one's listening sockets, and this one
    /// those of a server that runs already: for restarts that refuse and lose nothing. Start the new server, then end the
    /// old one.
    public var handsOverListeners = true
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
    /// Event loops, each with a thread of its own; nil: one for each core.
    public var loopCount: Int?
    /// Bytes of a request body that is read into memory; more is answered with 413. An operation may have a limit of its
    /// own, `x-writ-body-bytes-max`. A body that a handler takes as it comes is held to that one and to
    /// `Limits.bodyBytesMax`.
    public var bodyBytesMax: Int
    /// Parts of a multipart form, and bytes of their heads and fields.
    public var formLimits = FormLimits()
    /// Sizes, counts and times that connections are held to.
    public var limits: Limits
    /// Milliseconds that running requests have to finish when the server is told to end.
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
    /// Where unexpected errors and the server's own messages go.
    public var logger: Logger

    public init(
        host: String = "127.0.0.1", port: Int = 8080, loopCount: Int? = nil, bodyBytesMax: Int = 2 << 20,
        limits: Limits = Limits(), drainMilliseconds: Int = 30_000, docs: DocsConfiguration = DocsConfiguration(),
        logger: Logger = Logger(label: "writ")
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

    /// What the engine is told of all this.
    func engineConfiguration() -> EngineConfiguration {
        var engine = EngineConfiguration(host: host, port: port)
        if !addresses.isEmpty { engine.addresses = addresses }
        engine.loopCount = loopCount
        engine.limits = limits
        engine.poller = poller
        engine.handsOverListeners = handsOverListeners
        engine.readinessDelayMilliseconds = readinessDelayMilliseconds
        engine.drainMilliseconds = drainMilliseconds
        engine.drainRestMilliseconds = drainRestMilliseconds
        engine.blockedLoopMilliseconds = blockedLoopMilliseconds
        engine.catchesEndSignals = catchesEndSignals
        return engine
    }
}

/// What is done about answers that break the contract.
public enum AnswerValidation: Sendable {
    /// They are not looked at.
    case off
    /// The log tells what is wrong, and they are sent.
    case log
    /// The log tells what is wrong, and the client gets 500 instead.
    case fail
}

/// A place to listen: `.tcp(host:port:)`, `.unix(path:)`, `.passed` by systemd, or a `.descriptor`.
public typealias ListenAddress = EngineConfiguration.Address
