// WebSockets of operations: the handshake, the messages, and how each ends.

import Foundation
import Testing
import WritEngine
import WritLoopback
import WritServer
import WritTesting

@Suite struct `WebSockets of operations` {
    @Test func `send and receive what the contract has`() async {
        let client = TestClient(SocketAPI.echo)
        let answer = await SocketAnswer.of(
            client, [clientText("\"hi\""), clientFrame(0x82, [1, 2]), clientText("\"you\""), clientClose])
        #expect(answer.status == 101 && answer.head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        #expect(answer.head.contains("Upgrade: websocket") && answer.head.lowercased().contains("connection: upgrade"))
        #expect(answer.frames == ["text \"hi\"", "binary [1, 2]", "text \"you\"", "close 1000 "])
    }

    @Test(
        arguments: [
            ("", nil), ("Sec-WebSocket-Protocol: v1\r\n", "v1"), ("Sec-WebSocket-Protocol: v1, v2\r\n", "v2"),
            ("Sec-WebSocket-Protocol: other\r\n", nil), ("Sec-WebSocket-Protocol: v1\r\nSec-WebSocket-Protocol: v2\r\n", "v2"),
        ] as [(String, String?)])
    func `agree on a subprotocol`(fields: String, name: String?) async {
        let api = SocketAPI { socket, _ in try await socket.send(.text(socket.subprotocol ?? "-")) }
        let answer = await SocketAnswer.of(TestClient(api), [clientClose], fields: fields)
        #expect(answer.frames.first == "text \"\(name ?? "-")\"")
        #expect(answer.head.contains("Sec-WebSocket-Protocol: \(name ?? "")") == (name != nil))
    }

    @Test func `are asked for by an upgrade`() async {
        let client = TestClient(SocketAPI.echo)
        let plain = await client.get("/socket")
        #expect(plain.status == 426 && plain["Upgrade"] == "websocket" && plain["Sec-WebSocket-Version"] == "13")
        let old = await SocketAnswer.of(client, upgrade: SocketAnswer.upgrade.replacing("Version: 13", with: "Version: 8"))
        #expect(old.status == 426)
        let keyless = await SocketAnswer.of(
            client, upgrade: SocketAnswer.upgrade.replacing("dGhlIHNhbXBsZSBub25jZQ==", with: "short"))
        #expect(keyless.status == 400)
        let posted = await SocketAnswer.of(client, upgrade: SocketAnswer.upgrade.replacing("GET", with: "POST"))
        #expect(posted.status == 405)
    }

    @Test func `are refused as any other request until they are used`() async {
        let refusing = SocketAPI { _, _ in throw SocketAPI.Refused() }
        let answer = await SocketAnswer.of(TestClient(refusing), [clientClose])
        #expect(answer.status == 404 && answer.head.contains("text/plain"))
        // Behind the first use there is no answer any more.
        let late = SocketAPI { socket, _ in
            try await socket.send(.text("a"))
            throw SocketAPI.Refused()
        }
        #expect(await SocketAnswer.of(TestClient(late), [clientClose]).frames == ["text \"a\"", "close 1011 The server failed."])
        let silent = SocketAPI { _, _ in }
        #expect(await SocketAnswer.of(TestClient(silent), [clientClose]).frames == ["close 1000 "])
    }

    @Test(arguments: [
        (clientText("hi"), "close 1007 The message is not JSON, at byte 0"),
        (clientFrame(0x81, [0x22, 0xFF, 0x22]), "close 1007 The text is not UTF-8."),
        (clientText("\"\""), "close 1008 /: "), (clientText("\"longer\""), "close 1008 /: "), (clientText("7"), "close 1008 /: "),
        (
            clientFrame(0x82, [UInt8](repeating: 0, count: 101)),
            "close 1009 The message is larger than the 100 bytes that are taken."
        ),
        (clientFrame(0x83, []), "close 1002 The opcode is reserved."), (clientFrame(0x88, []), "close"),
        (clientFrame(0x88, [0x0F, 0xA1]), "close 4001 "),
    ])
    func `end as the contract and the protocol say`(frame: [UInt8], ending: String) async {
        let answer = await SocketAnswer.of(TestClient(SocketAPI.echo), [frame, clientClose])
        #expect(answer.frames.count == 1 && answer.frames.first?.hasPrefix(ending) == true, "\(answer.frames)")
    }

    @Test func `tell what breaks the contract, where the handler wants to know`() async {
        let api = SocketAPI { socket, _ in
            while let result = try await socket.nextResult() {
                switch result {
                case .success(let message): try await socket.send(message)
                case .failure(let violation): try await socket.send(.text("\(violation.closeCode.rawValue)"))
                }
            }
        }
        let answer = await SocketAnswer.of(
            TestClient(api), [clientText("7"), clientText("x"), clientText("\"ok\""), clientClose])
        #expect(answer.frames == ["text \"1008\"", "text \"1007\"", "text \"ok\"", "close 1000 "])
    }

    @Test func `are closed with what the handler says`() async {
        let api = SocketAPI { socket, _ in
            _ = try await socket.next()
            socket.close(WebSocketCloseCode(4001), reason: "You were removed.")
            await #expect(throws: WebSocketError.closed) { try await socket.send(.text("late")) }
            #expect(try await socket.next() == nil)
        }
        #expect(
            await SocketAnswer.of(TestClient(api), [clientText("\"a\""), clientClose]).frames == ["close 4001 You were removed."])
        let told = Notes()
        let closed = SocketAPI { socket, _ in
            for try await _ in socket {}
            told.add("\(socket.closeCode?.rawValue ?? 0)")
        }
        _ = await SocketAnswer.of(TestClient(closed), [clientFrame(0x88, [0x0F, 0xA2])])
        #expect(told.all == ["4002"])
    }

    @Test func `answer pings, also between fragments`() async {
        let answer = await SocketAnswer.of(
            TestClient(SocketAPI.echo),
            [
                clientFrame(0x89, [7]), clientFrame(0x01, Array("\"h".utf8)), clientFrame(0x89, []),
                clientFrame(0x80, Array("i\"".utf8)), clientClose,
            ])
        #expect(answer.frames == ["pong [7]", "pong []", "text \"hi\"", "close 1000 "])
    }

    @Test(arguments: [
        (true, "https://here", 101), (true, "https://HERE", 101), (true, "https://evil.example", 403), (true, "null", 403),
        (true, "https://here.evil.example", 403), (false, "https://evil.example", 101),
    ])
    func `take pages of other sites only where no cookie authenticates`(usesCookies: Bool, origin: String, status: Int) async {
        let api = SocketAPI(usesCookies: usesCookies) { _, _ in }
        let answer = await SocketAnswer.of(TestClient(api), [clientClose], fields: "Origin: \(origin)\r\n")
        #expect(answer.status == status)
        var configuration = ServerConfiguration()
        configuration.webSockets.origins = .list(["https://app.example"])
        let listed = TestClient(api, configuration: configuration)
        #expect(await SocketAnswer.of(listed, [clientClose], fields: "Origin: \(origin)\r\n").status == 403)
        #expect(await SocketAnswer.of(listed, [clientClose], fields: "Origin: https://app.example\r\n").status == 101)
        #expect(await SocketAnswer.of(listed, [clientClose]).status == 101)
    }

    @Test func `pass through middleware, which is told at their end`() async {
        let notes = Notes()
        let around = Around { _, next in
            let answer = await next()
            notes.add("\(answer.status)")
            return answer
        }
        let client = TestClient(SocketAPI.echo, middleware: [around])
        #expect(await SocketAnswer.of(client, [clientText("\"a\""), clientClose]).frames == ["text \"a\"", "close 1000 "])
        #expect(
            await SocketAnswer.of(
                TestClient(SocketAPI { _, _ in throw SocketAPI.Refused() }, middleware: [around]), [clientClose]
            ).status == 404)
        #expect(notes.all == ["101", "404"])
    }

    @Test func `let a client that is refused amidst a message see why`() async throws {
        try await withServer(SocketAPI.echo) { server in
            let client = try server.connect()
            let message = clientFrame(0x82, [UInt8](repeating: 0, count: 60_000))
            try client.send(Array((SocketAnswer.upgrade + "\r\n").utf8) + message[..<100])
            let end = SocketAnswer(try client.rest())
            #expect(end.frames == ["close 1009 The message is larger than the 100 bytes that are taken."])
            // A socket that is closed answers the first of these with a reset, and the second can't be sent.
            try client.send(Array(message[100..<30_000]))
            try client.send(Array(message[30_000...]))
        }
    }
}
