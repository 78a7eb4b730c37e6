// What carries the messages of groups between several instances of a server.

/// Carries bytes between the instances of a server, by channels: whatever is published on one comes to all who listen to it.
///
/// `MemoryGroupRelay` joins groups of one process; the package `WritRedisRelay` joins processes by Redis. A relay may lose what is
/// published while it has no connection: it is for what is of the moment. What must not be lost belongs into a store, from where a client
/// that comes back gets it.
///
/// All of it may be called from any thread, and must not wait.
public protocol GroupRelay: Sendable {
    /// Sends bytes to all who listen to the channel, whoever they are; may be lost where the relay has no connection.
    func publish(_ bytes: [UInt8], on channel: String)

    /// Calls `receive` with what comes on the channel from now on, one after the other, until `GroupListening.cancel`.
    func listen(to channel: String, _ receive: @escaping @Sendable (GroupRelayEvent) -> Void) -> GroupListening
}

/// What a relay tells.
public enum GroupRelayEvent: Sendable, Equatable {
    /// Bytes that somebody has published, perhaps the listener itself.
    case message([UInt8])
    /// There is a connection, for the first time or again; what was published before it may be lost.
    case connected
    /// There is none.
    case disconnected
}

/// Ends a listening.
public struct GroupListening: Sendable {
    private let end: @Sendable () -> Void

    /// - Parameter end: What ends it; may be called more than once.
    public init(_ end: @escaping @Sendable () -> Void) { self.end = end }

    /// Nothing more is received, apart from what is on its way already.
    public func cancel() { end() }
}
