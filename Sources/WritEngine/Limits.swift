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
    /// Connections of the whole server, all its loops together; more wait in the system's queue until one ends.
    public var connectionsMax = 100_000
    /// Connections of one client at a time: of an IPv4 address, or of a /64 of IPv6 addresses; more are closed at once. Nil,
    /// the default, does not count them: all clients have one address behind a proxy. Unix sockets are not counted.
    public var connectionsPerAddressMax: Int?
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

    public init() {}
}
