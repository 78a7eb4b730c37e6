// Operations that are WebSockets, with what tests say to them.

import Foundation
import WritEngine
import WritRuntime
import WritServer
import WritTesting
import WritWire

/// One operation whose messages are JSON strings of at most five characters, or bytes.
struct SocketAPI: WritAPI {
    enum Incoming: Sendable, Equatable {
        case text(String)
        case bytes([UInt8])
    }

    struct Refused: OperationFailure {
        static var declared: StaticString { "404 @text/plain #String" }

        func answer(_ request: OperationRequest) { request.answer(404, "text/plain", text: "no such room") }
    }

    let usesCookies: Bool
    let handler: @Sendable (WebSocket<Incoming, Incoming>, RequestContext) async throws -> Void

    static let description = APIDescription(
        title: "Sockets", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"), routes: "GET /socket socket")

    init(
        usesCookies: Bool = false,
        _ handler: @escaping @Sendable (WebSocket<Incoming, Incoming>, RequestContext) async throws -> Void
    ) {
        self.usesCookies = usesCookies
        self.handler = handler
    }

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        let terms = WebSocketTerms<Incoming, Incoming>(
            subprotocols: ["v2", "v1"], messageBytesMax: 100, usesCookies: usesCookies,
            json: { json in json.readString(minLength: 1, maxLength: 5).map { .text($0) } }, bytes: { .bytes($0) },
            write: { message, output in
                switch message {
                case .text(let text): output.write(text)
                // The array lends its bytes for the call.
                case .bytes(let bytes): unsafe bytes.withUnsafeBytes { unsafe output.append($0) }
                }
                if case .text = message { return true } else { return false }
            })
        return operation.serve(failures: Refused.self) { exchange in
            for request in operation.requests(on: exchange) {
                guard let socket = request.webSocket(terms) else { continue }
                let context = request.context
                try await request.serve(socket) { try await handler(socket, context) }
            }
        }
    }

    /// Sends back what comes.
    static let echo = SocketAPI { socket, _ in
        for try await message in socket { try await socket.send(message) }
    }
}

/// What a server says to a client of WebSocket: the head, and behind a 101 its frames.
struct SocketAnswer {
    let head: String
    /// Frames as texts: `text "a"`, `binary [1]`, `close 1000 why`, `ping`, `pong`.
    let frames: [String]

    var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    static let upgrade = """
        GET /socket HTTP/1.1\r
        Host: here\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r

        """

    /// Opens a socket, sends the frames, and ends its side.
    static func of(
        _ client: TestClient, _ frames: [[UInt8]] = [], fields: String = "", upgrade: String = Self.upgrade
    ) async -> SocketAnswer {
        SocketAnswer(await client.sendRaw(Array((upgrade + fields + "\r\n").utf8) + frames.flatMap(\.self)))
    }

    init(_ bytes: [UInt8]) {
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
func clientFrame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let mask: [UInt8] = [1, 2, 3, 4]
    let length: [UInt8] =
        payload.count < 126 ? [0x80 | UInt8(payload.count)] : [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    return [first] + length + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
}

func clientText(_ text: String) -> [UInt8] { clientFrame(0x81, Array(text.utf8)) }
let clientClose = clientFrame(0x88, [0x03, 0xE8])
