// The engine over loopback: sockets, loops, time limits and shutting down.

import Glibc
import Testing
import WritEngine
import WritWire

// One test after the other: the client blocks its thread.
@Suite(.serialized) struct `The engine` {
    @Test func `serves many connections, kept alive and pipelined`() async throws {
        try await withServer { port, _ in
            let clients = try (0..<50).map { _ in try #require(LoopbackClient(port: port)) }
            for _ in 0..<3 {
                for client in clients { client.send(get("/hello") + get("/suspended") + get("/hello")) }
                for client in clients {
                    let received = client.receive(until: "World!")
                    #expect(received.contains("later") || client.receive(until: "World!").contains("later"))
                }
            }
        }
    }

    @Test func `a handler that suspends resumes and answers in order`() async throws {
        try await withServer { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/suspended") + get("/close"))
            let received = client.receive()
            #expect(received.contains("later") && received.hasSuffix("bye"))
        }
    }

    @Test func `a large static body arrives whole`() async throws {
        try await withServer { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/static", "Connection: close\r\n"))
            #expect(client.receiveBytes().suffix(LargeBody.content.count) == LargeBody.content[...])
        }
    }

    @Test func `tells the peer's address`() async throws {
        try await withServer { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/peer", "Connection: close\r\n"))
            #expect(client.receive().contains("\r\n\r\n127.0.0.1:"))
        }
    }

    @Test func `a client that sends nothing is closed without a word`() async throws {
        try await withServer({ $0.limits.headTimeout = .milliseconds(100) }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            #expect(client.receive() == "")
            #expect(client.isClosedByServer)
        }
    }

    @Test func `a head that does not end gets 408`() async throws {
        try await withServer({ $0.limits.headTimeout = .milliseconds(100) }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send("GET / HTTP/1.1\r\nHost: a\r\n")
            #expect(client.receive().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        }
    }

    @Test func `a body that does not come gets 408`() async throws {
        try await withServer({ $0.limits.bodyTimeout = .milliseconds(100) }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
            #expect(client.receive().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        }
    }

    @Test func `a connection that rests too long is closed without a word`() async throws {
        try await withServer({ $0.limits.idleTimeout = .milliseconds(100) }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/hello"))
            #expect(client.receive().hasSuffix("World!"))
        }
    }

    @Test func `a client that does not read is given up`() async throws {
        try await withServer({
            $0.limits.sendTimeout = .milliseconds(100)
            $0.shutdown.drain = .milliseconds(60_000)
        }) { port, engine in
            let client = try #require(LoopbackClient(port: port))
            client.send(String(repeating: get("/static"), count: 20))
            engine.shutDown()
            // Only the send timeout can end this before the drain's deadline.
            await engine.run()
            #expect(client.receiveBytes().count < 20 * LargeBody.content.count)
        }
    }

    @Test func `an early refusal reaches a client that is still sending`() async throws {
        try await withServer { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n")
            for _ in 0..<50 { client.send(String(repeating: "x", count: 10_000)) }
            client.finishSending()
            #expect(client.receive().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `more connections than allowed wait until one ends`() async throws {
        try await withServer({
            $0.loops.count = 1
            $0.limits.connectionsMax = 1
        }) { port, _ in
            var first = LoopbackClient(port: port)
            first?.send(get("/hello"))
            #expect(first?.receive(until: "World!").isEmpty == false)
            let second = try #require(LoopbackClient(port: port))
            second.send(get("/hello"))
            #expect(second.receiveNow() == "")
            first = nil
            let third = try #require(LoopbackClient(port: port))
            #expect(second.receive(until: "World!").hasSuffix("World!"))
            withExtendedLifetime(third) {}
        }
    }

    @Test(arguments: pollerChoices)
    func `shutting down finishes what runs and ends connections that rest`(poller: PollerChoice) async throws {
        let responder = SampleResponder()
        try await withServer(
            {
                $0.loops.count = 1
                $0.shutdown.restTime = .milliseconds(0)
            }, pollers: [poller], responder: responder
        ) { port, engine in
            let resting = try #require(LoopbackClient(port: port))
            resting.send(get("/hello"))
            #expect(resting.receive(until: "World!").hasSuffix("World!"))
            let running = try #require(LoopbackClient(port: port))
            running.send(get("/gated"))
            await responder.gate.isReached()
            engine.shutDown()
            #expect(resting.isClosedByServer)
            #expect(LoopbackClient(port: port) == nil)
            responder.gate.open()
            let received = running.receive()
            #expect(received.contains("Connection: close\r\n") && received.hasSuffix("passed"))
            await engine.run()
        }
    }

    @Test func `a drain ends at its deadline`() async throws {
        try await withServer({ $0.shutdown.drain = .milliseconds(100) }) { port, engine in
            let client = try #require(LoopbackClient(port: port))
            client.send("GET / HTTP/1.1\r\n")
            engine.shutDown()
            await engine.run()
            #expect(client.receive() == "")
        }
    }

    @Test func `a second shut-down ends the drain at once`() async throws {
        try await withServer({ $0.shutdown.drain = .milliseconds(60_000) }) { port, engine in
            let client = try #require(LoopbackClient(port: port))
            client.send("GET / HTTP/1.1\r\n")
            engine.shutDown()
            engine.shutDown()
            await engine.run()
            #expect(client.receive() == "")
        }
    }

    @Test(arguments: [1, 2])
    func `SIGTERM shuts down every server of the process that asks for signals, and run returns`(count: Int) async throws {
        var configuration = EngineConfiguration(port: 0)
        configuration.loops.count = 1
        // Where other tests have all threads, `run` may return late, and the process is not to end before.
        configuration.shutdown.grace = .milliseconds(3_600_000)
        let engines = (0..<count).map { _ in Engine(configuration: configuration, responder: SampleResponder()) }
        for engine in engines { try await engine.start() }
        await withTaskGroup(of: Void.self) { group in
            for engine in engines { group.addTask { await engine.run() } }
            // Until the handler is in place the signal would end the test: `run` puts it there before it waits.
            for engine in engines { while !engine.catchesSignals { await Task.yield() } }
            kill(getpid(), SIGTERM)
        }
    }

    @Test func `a port that is taken is an error with its name`() async throws {
        var configuration = EngineConfiguration(host: "203.0.113.1", port: 80)
        configuration.loops.count = 1
        let engine = Engine(configuration: configuration, responder: SampleResponder())
        await #expect(throws: EngineError.self) { try await engine.start() }
    }
}
