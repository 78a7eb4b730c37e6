// Handlers whose time is up, and handlers whose client goes away.

import Testing

@testable import WritEngine

private func limited(_ configuration: inout EngineConfiguration) {
    configuration.limits.handlerTimeout = .milliseconds(5000)
    configuration.limits.cancelGrace = .milliseconds(1000)
}

@Suite(.serialized) struct `A handler's time` {
    /// The loop's ticks are coarse: a timeout comes within this much behind its time.
    static let slack = 2 * Loop.tickMilliseconds

    @Test func `is not up before its limit, and then its task is cancelled and the client gets 503`() async throws {
        let responder = PatientResponder()
        try await withTimedServer(limited, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/obedient"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: 4999)
            #expect(responder.tally.current.ended == 0)
            await server.pass(milliseconds: 1 + Self.slack)
            #expect(await responder.tally.reaches { $0.ended == 1 })
            #expect(responder.tally.current.cancelled == 1)
            let received = client.receive()
            #expect(received.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(received.contains("Content-Type: application/problem+json\r\nConnection: close\r\n"))
            #expect(received.hasSuffix("\"}"))
        }
    }

    @Test func `may end with an answer all the same, and the connection goes on in a task that is not cancelled`() async throws {
        let responder = PatientResponder()
        try await withTimedServer(limited, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/late") + get("/state"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: 5000 + Self.slack)
            let received = client.receive(until: "fresh")
            #expect(received.hasPrefix("HTTP/1.1 200 OK\r\n") && received.contains("late") && received.hasSuffix("fresh"))
            client.send(get("/state"))
            #expect(client.receive(until: "fresh").hasSuffix("fresh"))
        }
    }

    @Test func `is followed by a grace, and then the loop answers in the handler's place`() async throws {
        let responder = PatientResponder()
        try await withTimedServer(limited, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/hello") + get("/stubborn") + get("/hello"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: Self.slack)
            // The earlier answer does not wait for this one.
            #expect(client.receive(until: "World!").hasSuffix("World!"))
            await server.pass(milliseconds: 5000)
            await server.pass(milliseconds: 999 - Self.slack)
            #expect(client.receiveNow() == "")
            await server.pass(milliseconds: 1 + 2 * Self.slack)
            let received = client.receive()
            #expect(received.hasPrefix("HTTP/1.1 503 ") && received.contains("Connection: close") && !received.contains("Hello"))
            #expect(responder.tally.current.ended == 0)
            #expect(await server.engine.settle() == 1)
            responder.gate.open()
            #expect(await responder.tally.reaches { $0.ended == 1 && $0.cancelled == 1 })
            await server.engine.settle()
            #expect(await server.engine.settle() == 0)
            #expect(client.receive() == "")
        }
    }

    @Test func `has no end where there is no limit`() async throws {
        let responder = PatientResponder()
        try await withTimedServer({ $0.limits.handlerTimeout = nil }, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/stubborn"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            for _ in 0..<10 { await server.pass(milliseconds: 10_000_000) }
            #expect(client.receiveNow() == "")
            responder.gate.open()
            #expect(client.receive(until: "at last").hasPrefix("HTTP/1.1 200 OK\r\n"))
            client.send(get("/deadline"))
            #expect(client.receive(until: "none").hasSuffix("none"))
        }
    }

    @Test func `does not count while the client's body is waited for`() async throws {
        let responder = PatientResponder()
        try await withTimedServer(
            {
                limited(&$0)
                $0.limits.bodyBytesPerSecondMin = 0
            }, responder: responder
        ) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send("POST /echo-obedient HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n")
            await server.pass(milliseconds: 4000)
            client.send("a")
            await server.pass(milliseconds: 4000)
            client.send("b")
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: 4999 - Self.slack)
            #expect(responder.tally.current.ended == 0)
            await server.pass(milliseconds: 1 + 2 * Self.slack)
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
            #expect(client.receive().hasPrefix("HTTP/1.1 503 "))
        }
    }

    @Test func `can be asked for`() async throws {
        try await withTimedServer(limited, responder: PatientResponder()) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/deadline", "Connection: close\r\n"))
            #expect(client.receive().hasSuffix("\r\n\r\n4"))
        }
    }

    @Test(arguments: ["", "body"])
    func `ends when the client goes away`(body: String) async throws {
        let responder = PatientResponder()
        try await withTimedServer(responder: responder) { server in
            var client = LoopbackClient(port: server.port)
            client?.send(
                body.isEmpty
                    ? get("/obedient") : "POST /echo-obedient HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n" + body)
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: Self.slack)
            #expect(responder.tally.current.ended == 0)
            client = nil
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
        }
    }

    @Test func `ends when a client that was served before goes away`() async throws {
        let responder = PatientResponder()
        try await withTimedServer(responder: responder) { server in
            var client = LoopbackClient(port: server.port)
            client?.send(get("/hello"))
            #expect(client?.receive(until: "World!").hasSuffix("World!") == true)
            client?.send(get("/obedient"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            client = nil
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
        }
    }

    @Test func `a client that has only ended its own side gets the answer that comes nevertheless, and those behind it`()
        async throws
    {
        let responder = PatientResponder()
        try await withTimedServer(responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/late") + get("/hello"))
            client.finishSending()
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: Self.slack)
            let received = client.receive()
            #expect(received.contains("late") && received.hasSuffix("World!"))
        }
    }

    @Test func `a client that has only ended its own side gets 503 from a handler that gives up`() async throws {
        let responder = PatientResponder()
        try await withTimedServer(responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/obedient"))
            client.finishSending()
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: Self.slack)
            #expect(client.receive().hasPrefix("HTTP/1.1 503 "))
        }
    }

    @Test func `ends with the drain`() async throws {
        let responder = PatientResponder()
        try await withTimedServer({ $0.shutdown.drain = .milliseconds(1000) }, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/obedient"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            server.engine.shutDown()
            await server.pass(milliseconds: 999)
            #expect(responder.tally.current.ended == 0)
            server.clock.advance(milliseconds: 1 + Self.slack)
            #expect(await responder.tally.reaches { $0.cancelled == 1 })
            #expect(client.receive().hasPrefix("HTTP/1.1 503 "))
        }
    }
}
