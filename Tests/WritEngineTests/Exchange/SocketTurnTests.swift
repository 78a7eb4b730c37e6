// WebSockets beside other connections: what one client says at once is not done at once.

import Testing
import WritEngine
import WritWire

/// Sends back what comes.
private struct SocketEcho: Responder {
    func route(_ exchange: Exchange) -> ExchangeHandler? {
        ExchangeHandler { exchange in
            guard let socket = exchange.beginWebSocket(settings: WebSocketSettings(), fields: { _ in }) else { return }
            do {
                while let message = try await socket.receive() { try unsafe await socket.send(message, socket.message) }
            } catch is WebSocketConnection.Failure {}
            await exchange.endWebSocket(hasFailed: false)
        }
    }
}

private let upgrade = """
    GET / HTTP/1.1\r
    Host: a\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    \r

    """

@Suite struct `A WebSocket beside other connections` {
    @Test func `lets them have their turn between messages that come at once`() async {
        // Empty messages with a mask of zero.
        let messages = [[UInt8]](repeating: [0x82, 0x80, 0, 0, 0, 0], count: 2_000).flatMap(\.self)
        let connection = MemoryConnection(pieces: [Array(upgrade.utf8), messages])
        _ = await connection.serve(with: SocketEcho())
        // A turn has 256 steps at most.
        #expect(connection.yieldCount >= 2_000 / 256)
        #expect(connection.sent.suffix(4_000) == [[UInt8]](repeating: [0x82, 0], count: 2_000).flatMap(\.self)[...])
    }

    @Test func `answers what came before the end of the client's side`() async {
        let connection = MemoryConnection(pieces: [Array(upgrade.utf8), [0x81, 0x81, 0, 0, 0, 0, 0x78]])
        _ = await connection.serve(with: SocketEcho())
        #expect(connection.sent.suffix(3) == [0x81, 1, 0x78])
    }
}
