// A whole connection of a WebSocket in memory: each message and each ping is answered once and in order, and nothing behind the end.

import WritEngine
import WritWire

func fuzzWebSocket(_ input: [UInt8]) {
    guard let first = input.first else { return }
    // Where the input leaves room for one, it ends with a close: then the server waits until all is taken.
    let bytes = Array(input.dropFirst()) + NaiveFrames.write([.close(1000, [])])
    let isCompressed = first & 1 != 0
    let settings = SocketEcho(messageBytesMax: Int(first) * 8, isCompressed: isCompressed)
    let inflater = isCompressed ? agree(SocketEcho.offer, remembers: false).inflater : nil
    let said = SocketEvent.received([bytes], messageBytesMax: settings.messageBytesMax, inflater: inflater).events
    let hasEnd = said.contains { if case .close = $0 { true } else { $0 == .failed } }
    for pieces in [[bytes]] + cuts(of: bytes) {
        var chance = InputChance(bytes)
        let isSlow = hasEnd && Bool.random(using: &chance)
        let connection = MemoryConnection(
            pieces: [Array(SocketEcho.upgrade.utf8)] + pieces, sendBytesMax: isSlow ? 300 : .max)
        FuzzExecutor().run { _ = await connection.serve(with: settings) }
        check(connection.sent, said, isCompressed: isCompressed)
    }
}

private func check(_ sent: [UInt8], _ said: [SocketEvent], isCompressed: Bool) {
    guard let end = sent.firstRange(of: Array("\r\n\r\n".utf8)) else { fail("no head: \(sent)") }
    expect(sent.starts(with: Array("HTTP/1.1 101 ".utf8)), "no 101")
    var wanted: [SocketEvent] = []
    var ending: SocketEvent?
    for event in said {
        switch event {
        case .text, .binary: wanted.append(event)
        case .ping(let payload): wanted.append(.pong(payload))
        case .pong: break
        // The client gets its own code back.
        case .close(let code, _): ending = .close(code, [])
        case .failed: ending = .failed
        }
    }
    var got = ServerFrames.read(Array(sent[end.upperBound...]), isCompressed: isCompressed)
    switch ending {
    case nil: break
    case .failed?:
        guard case .close(let code?, _)? = got.popLast() else { fail("a failure that nobody is told of") }
        expect([1002, 1007, 1009].contains(code), "a failure is told as \(code)")
    case let close?: expect(got.popLast() == close, "a close is answered otherwise than by \(close)")
    }
    expect(got == wanted, "sent: \(got), should be \(wanted)")
}

/// Sends back what comes.
private struct SocketEcho: Responder {
    static let offer = "permessage-deflate"
    static let upgrade = """
        GET / HTTP/1.1\r
        Host: a\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r

        """

    let messageBytesMax: Int
    let isCompressed: Bool

    func route(_ exchange: Exchange) -> ExchangeHandler? {
        ExchangeHandler { exchange in
            var settings = WebSocketSettings()
            settings.messageBytesMax = messageBytesMax
            let agreement = isCompressed ? agree(Self.offer, remembers: false) : nil
            let socket = exchange.beginWebSocket(
                settings: settings, inflater: agreement?.inflater, deflater: agreement?.deflater, fields: { _ in })
            guard let socket else { Fuzz.fail("no WebSocket") }
            do {
                while let message = try await socket.receive() { try unsafe await socket.send(message, socket.message) }
            } catch {}
            await exchange.endWebSocket(hasFailed: false)
        }
    }
}
