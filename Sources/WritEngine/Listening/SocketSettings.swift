// What the system is told of listening sockets, and of the connections that come of them.

/// Options of TCP sockets. They are set on listening sockets, and Linux gives each connection what its listening socket has; Unix
/// sockets have none of them. What is nil is left as the system has it.
///
///     configuration.listening.socket.keepAliveAfter = .seconds(120)
///     configuration.listening.socket.deferAccept = .seconds(5)
///
/// There is no `SO_LINGER`: closing would hold up the loop for as long as it says. `finWait` is what the system can do by itself.
public struct SocketSettings: Sendable {
    /// Whether what is written is sent at once (`TCP_NODELAY`), instead of waiting for more; answers are written whole.
    public var noDelay = true
    /// How long the system remembers a closed connection whose client doesn't end its side (`TCP_LINGER2`, `FIN_WAIT_2`).
    @OptionalMilliseconds public var finWait: Duration?
    /// Routers that a packet may pass (`IP_TTL`, or `IPV6_UNICAST_HOPS`), from 1 to 255.
    public var timeToLive: Int?
    /// Bytes that the system keeps of what is on its way to a client (`SO_SNDBUF`); Linux doubles the number for its own needs,
    /// and no longer adapts the size to the connection.
    public var sendBufferBytes: Int?
    /// Bytes that the system keeps of what a client has sent (`SO_RCVBUF`); as for `sendBufferBytes`.
    public var receiveBufferBytes: Int?
    /// Whether a connection comes to the server with its first bytes alone, and how long the system waits for these before it
    /// comes without (`TCP_DEFER_ACCEPT`).
    @OptionalMilliseconds public var deferAccept: Duration?
    /// How long a connection is silent before the system asks whether the other side is still there (`SO_KEEPALIVE`,
    /// `TCP_KEEPIDLE`); nil: it never asks. Connections end by `ServerLimits.idleTimeout` anyway: this is for those of long answers
    /// and of other protocols.
    @OptionalMilliseconds public var keepAliveAfter: Duration?
    /// The time between two such questions (`TCP_KEEPINTVL`).
    @OptionalMilliseconds public var keepAliveInterval: Duration?
    /// Questions without an answer after which the connection is over (`TCP_KEEPCNT`).
    public var keepAliveCount: Int?

    /// The defaults: what is written is sent at once, all else is the system's choice.
    public init() {}
}
