// The end of a server, phase by phase.

import Synchronization
import Testing

@testable import WritEngine

/// What `onReadinessChange` told.
private final class Changes: Sendable {
    let all = Mutex<[Bool]>([])
}

@Suite(.serialized) struct `A server that is told to end` {
    @Test func `is not ready from then on, and was from its start`() async throws {
        let changes = Changes()
        try await withServer({ $0.onReadinessChange = { change in changes.all.withLock { $0.append(change) } } }) { _, engine in
            #expect(engine.isReady)
            engine.shutDown()
            #expect(!engine.isReady)
            await engine.run()
            #expect(!engine.isReady)
        }
        #expect(changes.all.withLock { $0 } == [true, false, true, false])
    }

    @Test func `goes on accepting for the readiness delay, and keeps connections`() async throws {
        try await withServer({
            $0.shutdown.readinessDelay = .milliseconds(300)
            $0.shutdown.restTime = .milliseconds(0)
        }) { port, engine in
            engine.shutDown()
            #expect(!engine.isReady)
            let client = try #require(LoopbackClient(port: port))
            for _ in 0..<2 {
                client.send(get("/hello"))
                let received = client.receive(until: "World!")
                #expect(received.hasSuffix("World!") && !received.contains("Connection: close"))
            }
            await engine.run()
            #expect(LoopbackClient(port: port) == nil)
            #expect(client.isClosedByServer)
        }
    }

    @Test func `ends at once when it is told again during the readiness delay`() async throws {
        try await withServer({
            $0.shutdown.readinessDelay = .milliseconds(600_000)
            $0.shutdown.drain = .milliseconds(600_000)
            $0.shutdown.restTime = .milliseconds(600_000)
        }) { port, engine in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/hello"))
            #expect(client.receive(until: "World!").hasSuffix("World!"))
            engine.shutDown()
            engine.shutDown()
            await engine.run()
            #expect(client.isClosedByServer)
        }
    }

    @Test func `ends at once when it is told again while connections rest`() async throws {
        try await withServer({
            $0.shutdown.drain = .milliseconds(600_000)
            $0.shutdown.restTime = .milliseconds(600_000)
        }) { port, engine in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/hello"))
            #expect(client.receive(until: "World!").hasSuffix("World!"))
            engine.shutDown()
            engine.shutDown()
            await engine.run()
            #expect(client.isClosedByServer)
        }
    }

    @Test(arguments: [true, false])
    func `still answers a request on a connection that rested, or that had not sent anything`(hasRested: Bool) async throws {
        try await withServer({
            $0.shutdown.drain = .milliseconds(600_000)
            $0.shutdown.restTime = .milliseconds(600_000)
        }) { port, engine in
            let client = try #require(LoopbackClient(port: port))
            let other = try #require(LoopbackClient(port: port))
            for client in hasRested ? [client, other] : [] {
                client.send(get("/hello"))
                #expect(client.receive(until: "World!").hasSuffix("World!"))
            }
            engine.shutDown()
            while LoopbackClient(port: port) != nil { await Task.yield() }
            for client in [client, other] {
                client.send(get("/hello"))
                let received = client.receive()
                #expect(received.contains("Connection: close\r\n") && received.hasSuffix("World!"))
            }
            // Nothing is waited for any longer.
            await engine.run()
        }
    }

    @Test func `ends connections that go on resting when their grace is over`() async throws {
        try await withServer({
            $0.shutdown.drain = .milliseconds(600_000)
            $0.shutdown.restTime = .milliseconds(100)
        }) { port, engine in
            let silent = try #require(LoopbackClient(port: port))
            let resting = try #require(LoopbackClient(port: port))
            resting.send(get("/hello"))
            #expect(resting.receive(until: "World!").hasSuffix("World!"))
            engine.shutDown()
            #expect(resting.isClosedByServer && silent.isClosedByServer)
            await engine.run()
        }
    }

    @Test func `answers what was in the system's queue`() async throws {
        let responder = SampleResponder()
        try await withServer({ $0.loops.count = 1 }, pollers: [.automatic], responder: responder) { port, engine in
            let clients = try (0..<200).map { _ in try #require(LoopbackClient(port: port)) }
            engine.shutDown()
            for client in clients { client.send(get("/hello")) }
            for client in clients { #expect(client.receive().hasSuffix("World!")) }
        }
    }

    @Test func `was never started, and can be started afterwards`() async throws {
        var configuration = EngineConfiguration(port: 0)
        // Another test of this process sends itself a signal.
        configuration.shutdown.catchesSignals = false
        let engine = Engine(configuration: configuration, responder: SampleResponder())
        engine.shutDown()
        try await engine.start()
        #expect(engine.isReady)
        engine.shutDown()
        await engine.run()
        await #expect(throws: EngineError.self) { try await engine.start() }
    }
}
