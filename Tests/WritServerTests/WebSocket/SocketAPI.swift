// Operations that are WebSockets, and how tests ask for them.

import Foundation
import WritEngine
import WritLoopback
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

extension SocketAnswer {
    /// Opens a socket, sends the frames, and ends its side.
    static func of(
        _ client: TestClient, _ frames: [[UInt8]] = [], fields: String = "", upgrade: String = Self.upgrade
    ) async -> SocketAnswer {
        SocketAnswer(await client.sendRaw(Array((upgrade + fields + "\r\n").utf8) + frames.flatMap(\.self)))
    }
}
