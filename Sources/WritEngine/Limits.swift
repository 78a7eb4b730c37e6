// Every limit of the engine, with its unit and its default, in one table.

public import WritWire

/// The limits of a server. What is beyond one is refused or waits; nothing grows without bound.
public struct Limits: Sendable {
    /// Sizes of a request head; see there.
    public var head = HeadLimits()
    /// Bytes of a request body, whatever an operation allows; more is 413.
    public var bodyBytesMax = 1 << 30
    /// Bytes of an unread body that are received and dropped to keep a connection; beyond that it is closed.
    public var droppedBodyBytesMax = 65_536
    /// Bytes of answers that are gathered for pipelined requests before they are sent.
    public var gatheredAnswerBytesMax = 65_536
    /// Connections of the whole server, shared out evenly among its loops; more wait in the system's queue.
    public var connectionsMax = 100_000
    /// Milliseconds a connection may rest between two requests; then it is closed without a word.
    public var idleTimeoutMilliseconds = 60_000
    /// Milliseconds from the first byte of a head to its last; then 408. A connection that sends nothing at all is
    /// closed without a word.
    public var headTimeoutMilliseconds = 10_000
    /// Milliseconds a body may pause; then 408.
    public var bodyTimeoutMilliseconds = 30_000
    /// Milliseconds an answer may wait for a client that does not read; then the connection is closed.
    public var sendTimeoutMilliseconds = 30_000
    /// Milliseconds of reading on after a refusal, so that the client gets to see the answer.
    public var lingerMilliseconds = 2_000
    /// Bytes read and dropped after a refusal.
    public var lingerBytesMax = 1 << 20
    /// Threads for blocking work that handlers offload, shared by all loops.
    public var offloadThreadsMax = 64
    /// Pieces of offloaded work that may wait for a thread; more is refused, with 503 where the handler doesn't see to it.
    public var offloadQueueMax = 1024
    /// Milliseconds that a thread for offloaded work waits for more before it ends.
    public var offloadIdleMilliseconds = 10_000

    public init() {}
}
