// What clients of WebSockets send, and what they are told.

import Foundation

/// What a server says to a client of WebSocket: the head, and behind a 101 its frames.
public struct SocketAnswer: Sendable {
    public let head: String
    /// Frames as texts: `text "a"`, `binary [1]`, `close 1000 why`, `ping`, `pong`.
    public let frames: [String]

    public var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    public static let upgrade = """
        GET /socket HTTP/1.1\r
        Host: here\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r

        """

    public init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let headEnd = text.range(of: "\r\n\r\n")
        head = headEnd.map { String(text[..<$0.lowerBound]) } ?? text
        guard head.hasPrefix("HTTP/1.1 101"), let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
            frames = []
            return
        }
        var rest = bytes[end.upperBound...]
        var frames: [String] = []
        while rest.count >= 2 {
            let first = rest.removeFirst()
            var count = Int(rest.removeFirst())
            if count == 126 {
                count = Int(rest.removeFirst()) << 8 | Int(rest.removeFirst())
            }
            let payload = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            switch first {
            case 0x81: frames.append("text \(String(decoding: payload, as: UTF8.self))")
            case 0x82: frames.append("binary \(payload)")
            case 0x88 where payload.isEmpty: frames.append("close")
            case 0x88:
                let code = Int(payload[0]) << 8 | Int(payload[1])
                frames.append("close \(code) \(String(decoding: payload[2...], as: UTF8.self))")
            case 0x89: frames.append("ping")
            case 0x8A: frames.append("pong \(payload)")
            default: frames.append("frame \(first)")
            }
        }
        self.frames = frames
    }
}

/// A client's frame.
public func clientFrame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let mask: [UInt8] = [1, 2, 3, 4]
    let length: [UInt8] =
        payload.count < 126 ? [0x80 | UInt8(payload.count)] : [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    return [first] + length + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
}

public func clientText(_ text: String) -> [UInt8] { clientFrame(0x81, Array(text.utf8)) }
public let clientClose = clientFrame(0x88, [0x03, 0xE8])
