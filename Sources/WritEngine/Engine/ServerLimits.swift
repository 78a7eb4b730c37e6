// Every limit of the engine, with its unit and its default, in one table.

public import WritWire

/// The limits of a server. What is beyond one is refused or waits; nothing grows without bound. Times are held to the millisecond.
public struct ServerLimits: Sendable {
    /// Sizes of a request head; see there.
    public var head = HeadLimits()
    /// Bytes of a request body, whatever an operation allows; more is 413.
    public var bodyBytesMax = 1 << 30
    /// Bytes of the bodies that are received and kept, and of the answers that wait for their clients, of all connections
    /// together: as far as these don't fit the 16 KB that a connection has for either, and 64 KB of answers. What is beyond
    /// is answered with 503 and `Retry-After`. Nil, the default, is a quarter of the machine's memory, or of the container's
    /// where that is less, and 64 MB at least. The values that are read from a body are not counted: they may take several
    /// times its bytes.
    public var heldBytesMax: Int?
    /// Bytes of a body that are read and checked on the connection's loop. A larger one is read on a thread for that, while
    /// the loop serves other connections.
    public var readOnLoopBytesMax = 32_768
    /// Threads that read large bodies, shared by all loops; nil: one for each core.
    public var readingThreadsMax: Int?
    /// Large bodies that may wait for such a thread; more are answered with 503 and `Retry-After`.
    public var readingQueueMax = 1024
    /// Bytes that come or go through one connection before the others of its loop have their turn.
    public var turnBytesMax = 262_144
    /// Parts of a body, and items of a stream, that come or go before the others have their turn.
    public var turnStepsMax = 256
    /// Requests that one connection has sent at once and that are answered before the others have their turn.
    public var turnRequestsMax = 64
    /// How long a connection may go on without a pause, as far as that is seen, which is between two parts, items
    /// or requests; then the others have their turn.
    @Microseconds public var turnTimeMax: Duration = .milliseconds(1)
    /// Bytes of an unread body that are received and dropped to keep a connection; beyond that it is closed.
    public var droppedBodyBytesMax = 65_536
    /// Bytes of answers that are gathered before they are sent: those to pipelined requests, and what is written of a
    /// streamed one, for which it is at least 1024.
    public var gatheredAnswerBytesMax = 65_536
    /// Connections of the whole server, all its loops together; more wait in the system's queue until one ends.
    public var connectionsMax = 100_000
    /// Connections of one client at a time: of an IPv4 address, or of a /64 of IPv6 addresses; more are closed at once. Nil,
    /// the default, does not count them: all clients have one address behind a proxy. Unix sockets are not counted.
    public var connectionsPerAddressMax: Int?
    /// How long a connection may rest between two requests; then it is closed without a word.
    ///
    /// It is longer than the 60 seconds for which common balancers keep theirs (AWS, nginx): whoever sends requests has to be
    /// the one who closes, or a request meets a connection that ends just then. Where yours keeps them longer, so must this.
    @Milliseconds public var idleTimeout: Duration = .seconds(75)
    /// The time from the first byte of a head to its last; then 408. A connection that sends nothing at all is
    /// closed without a word.
    @Milliseconds public var headTimeout: Duration = .seconds(10)
    /// How long a body may pause; then 408.
    @Milliseconds public var bodyTimeout: Duration = .seconds(30)
    /// Bytes a second that a body must come with while it is waited for; a slower one gets 408. 0 for no such limit.
    public var bodyBytesPerSecondMin = 240
    /// The time of waiting for a body in which its rate doesn't count yet.
    @Milliseconds public var bodyRateGrace: Duration = .seconds(5)
    /// How long an answer may wait for a client that takes none of it; then the connection is closed.
    @Milliseconds public var sendTimeout: Duration = .seconds(30)
    /// How long an event stream may be silent before a comment is sent, so that proxies keep the connection and clients that are gone
    /// are noticed; nil: none is sent.
    @OptionalMilliseconds public var eventHeartbeat: Duration? = .seconds(15)
    /// Bytes a second that a client must take of an answer that waits for it; a slower one's connection is closed. 0 for
    /// no such limit.
    public var sendBytesPerSecondMin = 240
    /// The time of waiting for a client to take an answer in which its rate doesn't count yet.
    @Milliseconds public var sendRateGrace: Duration = .seconds(5)
    /// The time a handler has until its answer begins; then its task is cancelled, and the client gets 503 unless the
    /// handler answers all the same. Nil for no limit.
    ///
    /// The time in which a handler waits for its client doesn't count: for the request's body the limits above hold. An
    /// answer that has begun is held to the limits of sending alone.
    @OptionalMilliseconds public var handlerTimeout: Duration? = .seconds(60)
    /// The time a cancelled handler has to return; then the client gets 503 at once, its connection is closed, and what
    /// the handler still answers is dropped.
    @Milliseconds public var cancelGrace: Duration = .seconds(2)
    /// The time of reading on after a refusal, so that the client gets to see the answer.
    @Milliseconds public var linger: Duration = .seconds(2)
    /// Bytes read and dropped after a refusal.
    public var lingerBytesMax = 1 << 20
    /// Threads for blocking work that handlers offload, shared by all loops.
    public var offloadThreadsMax = 64
    /// Pieces of offloaded work that may wait for a thread; more is refused, with 503 where the handler doesn't see to it.
    public var offloadQueueMax = 1024
    /// How long a thread for offloaded work waits for more before it ends.
    @Milliseconds public var offloadIdle: Duration = .seconds(10)

    /// The defaults, which suit a server behind a proxy on the same machine.
    public init() {}

    /// A time so many milliseconds later, however many these are.
    static func sum(_ time: Int, _ milliseconds: Int) -> Int {
        let (sum, isOverflow) = time.addingReportingOverflow(milliseconds)
        return isOverflow ? .max : sum
    }
}
