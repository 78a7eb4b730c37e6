// Where a server listens, how much it takes, and what it shows of itself.

public import Logging
public import WritEngine

/// The settings of a `WritServer`. Each has a default that suits a server behind a proxy on the same machine.
public struct ServerConfiguration: Sendable {
    /// A host name or an IP address; `0.0.0.0` or `::` for all of the machine's.
    public var host: String
    /// 0 lets the system choose a free one; `run` tells which.
    public var port: Int
    /// Event loops, each with a thread of its own; nil: one for each core.
    public var loopCount: Int?
    /// Bytes of a request body; more is answered with 413.
    public var bodyBytesMax: Int
    /// Sizes, counts and times that connections are held to.
    public var limits: Limits
    /// Milliseconds that running requests have to finish when the server is told to end.
    public var drainMilliseconds: Int
    /// Milliseconds that a handler may block its loop before a warning with the operation's name is logged; nil for none.
    public var blockedLoopMilliseconds: Int? = 1_000
    /// Whether SIGINT and SIGTERM end the server while it runs; without, only the cancellation of its task does.
    public var catchesEndSignals = true
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
}
