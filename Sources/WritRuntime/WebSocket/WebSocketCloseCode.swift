// Why a WebSocket is closed (RFC 6455 section 7.4.1).

/// The code of a close frame.
///
///     WebSocketCloseCode(4001)
public struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable {
    /// 1000...1003, 1007...1014, or of the application's own choice, 3000...4999.
    public let rawValue: UInt16

    /// A code by its number. One that must not be sent is sent as 1011.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A code by its number.
    public init(_ rawValue: UInt16) { self.rawValue = rawValue }

    /// What was to be done is done.
    public static let normal = WebSocketCloseCode(1000)
    /// The server ends, or the client has left the page.
    public static let goingAway = WebSocketCloseCode(1001)
    /// A frame that nobody expects.
    public static let unsupportedData = WebSocketCloseCode(1003)
    /// Text that is none.
    public static let invalidPayload = WebSocketCloseCode(1007)
    /// A message that breaks what was agreed on.
    public static let policyViolation = WebSocketCloseCode(1008)
    /// A message that is too large.
    public static let messageTooBig = WebSocketCloseCode(1009)
    /// The server has failed.
    public static let internalError = WebSocketCloseCode(1011)
    /// Come back later.
    public static let tryAgainLater = WebSocketCloseCode(1013)
}
