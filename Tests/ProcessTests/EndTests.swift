// How a process ends: in good order, and by force where its loops stand still.

import Foundation
import Glibc
import Testing
import WritLoopback
import WritPrograms

@Suite(.serialized, .enabled(if: ServerProcess.areBuilt, "needs the servers beside the test bundle: swift build --build-tests"))
struct `A server that gets a signal` {
    /// Requests that block each loop of a server.
    private func block(_ server: ServerProcess, loopCount: Int) throws -> [LoopbackClient] {
        var clients: [LoopbackClient] = []
        var blocked = 0
        while blocked < loopCount {
            // Which loop gets a connection is the system's choice: one that is blocked already, or the next.
            for _ in 0..<16 {
                let client = try LoopbackClient(port: server.port, timeoutSeconds: 20)
                try client.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
                clients.append(client)
            }
            if server.waitForLine({ $0.hasSuffix(" blocks") }) == nil { break }
            blocked += 1
        }
        #expect(blocked == loopCount)
        return clients
    }

    @Test(arguments: [SIGTERM, SIGINT], loopCounts)
    func `ends by force where all its loops are blocked, and says what kept it`(signal: Int32, loopCount: Int) async throws {
        let server = try ServerProcess.life(["loops": "\(loopCount)", "drain": "50", "grace": "600"])
        let clients = try block(server, loopCount: loopCount)
        server.child.send(signal: signal)
        #expect(await server.end() == 128 + signal)
        let words = server.lines.last ?? ""
        #expect(words.contains(" critical ") && words.contains("the handler of block has blocked loop 0 for "))
        #expect(words.components(separatedBy: "has blocked loop ").count == 1 + loopCount)
        withExtendedLifetime(clients) {}
    }

    @Test func `ends by force with the second one, however long its drain is`() async throws {
        let server = try ServerProcess.life(["loops": "1", "drain": "600000", "grace": "600"])
        let clients = try block(server, loopCount: 1)
        server.child.send(signal: SIGTERM)
        // Two signals at once are one.
        #expect(server.waitForLine { $0.hasSuffix(" ending") } != nil)
        server.child.send(signal: SIGINT)
        #expect(await server.end() == 128 + SIGINT)
        withExtendedLifetime(clients) {}
    }

    @Test func `ends at once with the third one`() async throws {
        let server = try ServerProcess.life(["loops": "1", "drain": "600000", "grace": "600000"])
        let clients = try block(server, loopCount: 1)
        while server.child.isRunning {
            // As many as are told apart.
            server.child.send(signal: SIGTERM)
            await Task.yield()
        }
        #expect(await server.end() == 128 + SIGTERM)
        withExtendedLifetime(clients) {}
    }

    @Test(arguments: loopCounts)
    func `ends in good order with the status 0, and cancels what waits when the drain is over`(loopCount: Int) async throws {
        let server = try ServerProcess.life(["loops": "\(loopCount)", "drain": "50"])
        let client = try LoopbackClient(port: server.port, timeoutSeconds: 20)
        try client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(server.waitForLine { $0.hasSuffix(" waits") } != nil)
        server.child.send(signal: SIGTERM)
        #expect(try client.answer().status == 503)
        #expect(await server.end() == 0)
        #expect(server.lines.last?.hasSuffix(" ended") == true)
        #expect(!server.lines.contains { $0.contains("blocked") })
    }

    @Test func `ends an event stream behind its last event, as if it were complete`() async throws {
        let server = try ServerProcess.life(["loops": "2", "drain": "600000", "stream": "50"])
        let client = try LoopbackClient(port: server.port, timeoutSeconds: 20)
        try client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        let head = try client.answer(upTo: "first\n\n\r\n")
        #expect(head.contains("Transfer-Encoding: chunked"))
        server.child.send(signal: SIGTERM)
        #expect(String(decoding: try client.rest(), as: UTF8.self) == "0\r\n\r\n")
        #expect(await server.end() == 0)
    }

    @Test func `tells a handler, which may say good-bye`() async throws {
        let server = try ServerProcess.life(["loops": "1", "drain": "600000", "stream": "600000"])
        let client = try LoopbackClient(port: server.port, timeoutSeconds: 20)
        try client.send("GET /farewell HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try client.answer(upTo: "tick\n\n\r\n")
        server.child.send(signal: SIGTERM)
        #expect(String(decoding: try client.rest(), as: UTF8.self).hasSuffix("data: farewell\n\n\r\n0\r\n\r\n"))
        #expect(await server.end() == 0)
    }

    @Test func `breaks bytes off that could be taken for all of them`() async throws {
        let server = try ServerProcess.life(["loops": "1", "drain": "600000", "stream": "50"])
        let client = try LoopbackClient(port: server.port, timeoutSeconds: 20)
        try client.send("GET /bytes HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try client.answer(upTo: "first\r\n")
        server.child.send(signal: SIGTERM)
        #expect(try client.rest() == [])
        #expect(await server.end() == 0)
    }
}
