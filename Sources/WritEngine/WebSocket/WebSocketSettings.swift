// The limits and times of connections that have gone over to WebSocket.

package import WritWire

/// What holds for every WebSocket of a server, unless its operation says otherwise.
///
///     configuration.webSockets.pingInterval = .seconds(20)
public struct WebSocketSettings: Sendable {
    /// Bytes of a message of a client, as it is after decompression.
    public var messageBytesMax = 65_536
    /// Bytes of messages to one client that it hasn't taken yet: beyond them a handler that sends waits, and what comes from a group is
    /// dropped or ends the connection.
    public var unsentBytesMax = 262_144
    /// How long a client may be silent before it is sent a ping.
    @Milliseconds public var pingInterval: Duration = .seconds(30)
    /// How long it may then go on to be silent before the connection ends.
    @Milliseconds public var pongTimeout: Duration = .seconds(20)
    /// How long a client that has been told that the connection closes may take to say the same.
    @Milliseconds public var closeTimeout: Duration = .seconds(2)

    /// How messages are made smaller, for clients that offer it; nil: they aren't. The product `WritCompression` has `.deflate()`.
    public var compression: WebSocketCompression?

    /// Which pages may connect, by the field `Origin` that browsers send.
    public var origins = Origins.sameWithCookies

    /// Pages that may connect.
    public enum Origins: Sendable, Hashable {
        /// Those of any site.
        case any
        /// Those of any site, but for operations that a cookie authenticates: there those of the server's own `Host` alone.
        case sameWithCookies
        /// These, such as `https://app.example`, in small letters. Clients that are no browsers send none, and may.
        case list(Set<String>)
    }

    /// The defaults.
    public init() {}
}

// The bytes that the closure is lent are valid for the call; so it may claim to be safe.
/// A way to make the messages of WebSockets smaller, which client and server agree on for each connection.
@safe
public struct WebSocketCompression: Sendable {
    /// What was agreed on.
    package struct Agreement {
        /// The value of the answer's `Sec-WebSocket-Extensions`.
        package let field: String
        package let inflater: any MessageInflater
        package let deflater: any MessageDeflater

        package init(field: String, inflater: any MessageInflater, deflater: any MessageDeflater) {
            self.field = field
            self.inflater = inflater
            self.deflater = deflater
        }
    }

    /// Takes an offer, the value of `Sec-WebSocket-Extensions`, or doesn't.
    @safe package let agree: @Sendable (UnsafeRawBufferPointer) -> Agreement?

    package init(agree: @escaping @Sendable (UnsafeRawBufferPointer) -> Agreement?) {
        unsafe self.agree = agree
    }
}
