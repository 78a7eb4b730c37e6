// Connections that leave HTTP, in memory.

import Testing
import WritEngine
import WritWire

private let offer = "Connection: keep-alive, Upgrade\r\nUpgrade: other/2, Echo\r\n"

private func upgrade(_ fields: String, version: Int = 1) -> String { "GET / HTTP/1.\(version)\r\nHost: a\r\n\(fields)\r\n" }

/// Goes over to `echo` where that is offered, and sends back all that comes; says no otherwise.
@Sendable private func echo(_ exchange: Exchange) async {
    let isUpgraded = try? await exchange.upgrade(to: "echo", fields: { $0.add("X-A", "b") }) { connection in
        try await connection.send([UInt8]("welcome:".utf8))
        while let bytes = try unsafe await connection.receive() { try unsafe await connection.send(bytes) }
        try await connection.send([UInt8](".".utf8))
    }
    if isUpgraded != true { exchange.answer(200, "no") }
}

@Suite struct `Upgraded connections` {
    private let head = """
        HTTP/1.1 101 Switching Protocols\r
        Date: Sun, 06 Nov 1994 08:49:37 GMT\r
        Upgrade: echo\r
        X-A: b\r
        Connection: Upgrade\r
        \r\n
        """

    @Test func `hand over what came behind the head and all that follows`() async {
        let text = upgrade(offer) + "GET / HTTP/1.1\r\n\r\nraw \0 bytes"
        for pieces in [[text], singles(text), [upgrade(offer)] + singles("GET / HTTP/1.1\r\n\r\nraw \0 bytes")] {
            for sendBytesMax in [Int.max, 7] {
                let (sent, outcome) = await serve(pieces, sendBytesMax: sendBytesMax, echo)
                #expect(sent == head + "welcome:GET / HTTP/1.1\r\n\r\nraw \0 bytes.")
                #expect(outcome == .lingering || outcome == .finished)
            }
        }
    }

    @Test func `stand behind the answers to earlier requests`() async {
        let (sent, _) = await serve([upgrade("") + upgrade(offer) + "x"], echo)
        #expect(sent.hasPrefix("HTTP/1.1 200 OK\r\n") && sent.hasSuffix("\r\n\r\nno" + head + "welcome:x."))
    }

    @Test(arguments: [
        upgrade("Upgrade: echo\r\n"), upgrade("Connection: upgrade\r\n"), upgrade("Connection: upgrade\r\nUpgrade: other\r\n"),
        upgrade("Connection: close\r\nUpgrade: echo\r\n"), upgrade("Connection: upgraded\r\nUpgrade: echo\r\n"),
        upgrade(offer, version: 0), upgrade(offer + "Content-Length: 1\r\n") + "x",
        upgrade(offer + "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n",
    ])
    func `are none where the client does not offer it as it should`(request: String) async {
        let (sent, _) = await serve([request], echo)
        #expect(sent.hasPrefix("HTTP/1.1 200 OK\r\n") && sent.hasSuffix("no"))
    }

    @Test func `that fail are broken off`() async {
        struct Trouble: Error {}
        let (sent, outcome) = await serve([upgrade(offer)]) { exchange in
            await #expect(throws: Trouble.self) {
                try await exchange.upgrade(to: "ECHO") { connection in
                    try await connection.send([UInt8]("half".utf8))
                    throw Trouble()
                }
            }
        }
        #expect(sent.hasSuffix("\r\n\r\nhalf") && outcome == .lost)
    }

    @Test func `learn that nothing comes`() async {
        let (_, outcome) = await serve([upgrade(offer)], endsInput: false) { exchange in
            await #expect(throws: UpgradedConnection.Failure.timedOut) {
                try await exchange.upgrade(to: "echo") { connection in
                    _ = try unsafe await connection.receive(idleTimeoutMilliseconds: 10)
                }
            }
        }
        #expect(outcome == .lost)
    }

    @Test func `can't be had with a field that can't be sent`() async {
        let (sent, _) = await serve([upgrade(offer)]) { exchange in
            _ = try? await exchange.upgrade(to: "echo", fields: { $0.add("X", "a\r\nb") }) { _ in Issue.record("not called") }
        }
        #expect(sent.hasPrefix("HTTP/1.1 500 "))
    }

    @Test func `are no use once they are given back`() async {
        _ = await serve([upgrade(offer)]) { exchange in
            var kept: UpgradedConnection?
            _ = try? await exchange.upgrade(to: "echo") { kept = $0 }
            await #expect(throws: UpgradedConnection.Failure.connectionLost) { try await kept?.send([1]) }
        }
    }
}
