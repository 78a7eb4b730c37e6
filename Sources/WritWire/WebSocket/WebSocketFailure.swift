// Why a connection of WebSocket is closed (RFC 6455 section 7.4).

/// What a client has done that ends the connection.
package struct WebSocketFailure: Error, Equatable, Sendable {
    package let code: UInt16
    /// For people: at most 123 bytes in UTF-8.
    package let reason: String

    package init(code: UInt16, reason: String) {
        self.code = code
        self.reason = reason
    }

    static func protocolError(_ reason: String) -> WebSocketFailure { WebSocketFailure(code: 1002, reason: reason) }
    static let malformedText = WebSocketFailure(code: 1007, reason: "The text is not UTF-8.")
    static let malformedCompression = WebSocketFailure(code: 1007, reason: "The compressed message is malformed.")
    static func tooLarge(_ bytesMax: Int) -> WebSocketFailure {
        WebSocketFailure(code: 1009, reason: "The message is larger than the \(bytesMax) bytes that are taken.")
    }

    /// Whether a code may be sent (RFC 6455 section 7.4.2, and the registry of IANA).
    package static func isSendable(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
