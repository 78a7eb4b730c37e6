// Groups of several processes, joined by Redis's channels.

internal import Foundation
public import WritServer

/// A relay by Redis pub/sub.
///
///     let relay = RedisRelay(host: "redis.internal")
///     let kitchen = SocketGroup<Event>(relay: relay, channel: "kitchen")
///
/// It has two connections, each with a thread of its own: one that publishes and one that listens. Where Redis is gone it tries again,
/// first after 50 ms and at last every two seconds. What is published meanwhile is lost for the others, and those who listen are told
/// `disconnected` and `connected`. Nothing waits: at most 10,000 messages and 16 MB wait to be published, and more are dropped.
public final class RedisRelay: GroupRelay {
    private let publisher: RedisPublisher
    private let listener: RedisListener

    /// Connects as soon as there is a Redis at that address.
    public init(host: String = "127.0.0.1", port: Int = 6379) {
        publisher = RedisPublisher(host: host, port: port)
        listener = RedisListener(host: host, port: port)
        publisher.start()
        listener.start()
    }

    deinit {
        publisher.end()
        listener.end()
    }

    /// How many messages were dropped since there was no connection, or since too many waited.
    public var droppedCount: Int { publisher.droppedCount }

    /// Sends the bytes to all who listen to the channel.
    public func publish(_ bytes: [UInt8], on channel: String) { publisher.add(bytes, on: channel) }

    /// Calls `receive`, on the thread that listens, with what comes on the channel from now on.
    public func listen(to channel: String, _ receive: @escaping @Sendable (GroupRelayEvent) -> Void) -> GroupListening {
        listener.listen(to: channel, receive)
    }
}
