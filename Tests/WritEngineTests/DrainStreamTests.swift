// Answers without end, while the server drains.

import Testing
import WritWire

@testable import WritEngine

/// Streams that wait for ever behind their first words; `/length` says how many bytes it will have.
private struct EndlessResponder: Responder {
    let tally = Tally()

    func respond(to exchange: Exchange) async {
        let length = unsafe text(exchange.path) == "/length" ? 10 : nil
        try? await exchange.answerStream(status: 200, contentType: nil, contentLength: length) { writer in
            try await writer.write("first")
            try await writer.flush()
            tally.began()
            try? await Task.sleep(for: .seconds(3600))
            let isRefused = (try? await writer.write("other")) == nil
            tally.ended(isCancelled: Task.isCancelled && isRefused && exchange.isDraining)
        }
    }
}

/// An upgraded connection that waits for ever.
private struct UpgradingResponder: Responder {
    let tally = Tally()

    func respond(to exchange: Exchange) async {
        _ = try? await exchange.upgrade(to: "echo") { connection in
            tally.began()
            try? await Task.sleep(for: .seconds(3600))
            tally.ended(isCancelled: Task.isCancelled && connection.isDraining)
        }
    }
}

@Suite(.serialized) struct `An answer without end` {
    /// Milliseconds in which a timer may be late, by the ticks of the wheel and of the coarse clock.
    private static let slack = 2 * Loop.tickMilliseconds

    private func change(_ configuration: inout EngineConfiguration) {
        (configuration.shutdown.drain, configuration.shutdown.streamTime) = (.seconds(60), .seconds(1))
        configuration.shutdown.restTime = .milliseconds(0)
    }

    @Test func `is cancelled when the time for streams is over, and not before`() async throws {
        let responder = EndlessResponder()
        try await withTimedServer(change, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/"))
            #expect(client.receive(until: "first\r\n").contains("Transfer-Encoding: chunked"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            server.engine.shutDown()
            await server.pass(milliseconds: 999)
            #expect(responder.tally.current.ended == 0)
            // The loop ends with its last connection, and nobody could wait for its turns.
            server.clock.advance(milliseconds: 1 + Self.slack)
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
            // The handler has returned: the answer is complete.
            #expect(client.receive() == "0\r\n\r\n")
        }
    }

    @Test func `is none where its length is known: that has all of the drain`() async throws {
        let responder = EndlessResponder()
        try await withTimedServer(change, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/length"))
            #expect(client.receive(until: "first").hasSuffix("first"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            server.engine.shutDown()
            await server.pass(milliseconds: 59_999)
            #expect(responder.tally.current.ended == 0)
            server.clock.advance(milliseconds: 1 + Self.slack)
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
            // Half an answer is broken off.
            #expect(client.receive() == "")
        }
    }

    @Test func `is also an upgraded connection`() async throws {
        let responder = UpgradingResponder()
        try await withTimedServer(change, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n")
            #expect(await responder.tally.reaches { $0.begun == 1 })
            server.engine.shutDown()
            await server.pass(milliseconds: 999)
            #expect(responder.tally.current.ended == 0)
            // The loop ends with its last connection, and nobody could wait for its turns.
            server.clock.advance(milliseconds: 1 + Self.slack)
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
        }
    }

    @Test func `that begins when the time for streams is over is cancelled, too`() async throws {
        let responder = EndlessResponder()
        try await withTimedServer(
            {
                change(&$0)
                $0.shutdown.restTime = .milliseconds(60_000)
            }, responder: responder
        ) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            let late = try #require(LoopbackClient(port: server.port))
            await server.engine.settle()
            server.engine.shutDown()
            await server.pass(milliseconds: 2_000)
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
            late.send(get("/"))
            #expect(await responder.tally.reaches { $0.begun == 2 })
            server.clock.advance(milliseconds: 2 * Self.slack)
            #expect(await responder.tally.reaches { $0.cancelled == 2 })
        }
    }
}

@Suite struct `The defaults of the end` {
    @Test func `leave a second of the ten after which Docker kills`() {
        let configuration = EngineConfiguration()
        let whole =
            configuration.shutdown.$readinessDelay + configuration.shutdown.$drain + configuration.shutdown.$grace
        #expect(whole == 9_000 && configuration.shutdown.$streamTime == 5_000)
        #expect(configuration.shutdown.$grace > Loop.abortMilliseconds)
    }

    @Test func `keep a connection that rests longer than balancers do`() {
        #expect(ServerLimits().idleTimeout == .seconds(75))
    }
}
