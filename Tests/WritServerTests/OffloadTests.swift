// Blocking work of handlers.

import Glibc
import Synchronization
import Testing
import WritEngine
import WritLoopback
import WritServer
import WritTesting

private struct Mishap: Error {}

private final class Flag: Sendable {
    private let state = Atomic(false)

    var isUp: Bool { state.load(ordering: .sequentiallyConsistent) }
    func raise() { state.store(true, ordering: .sequentiallyConsistent) }
}

private func currentThread() -> UInt { UInt(pthread_self()) }

@Suite struct `Offloaded work` {
    @Test func `runs on a thread of its own, and the handler goes on on its loop`() async throws {
        let api = SampleAPI { context in
            let before = currentThread()
            let during = try await context.offload { currentThread() }
            let after = currentThread()
            return "\(before != during) \(before == after)"
        }
        try await withServer(api) { server throws in
            let client = try server.connect()
            for _ in 0..<20 { #expect(try client.ask("GET", "/api/run").text == "true true") }
        }
    }

    @Test func `works in memory too`() async {
        let api = SampleAPI { context in
            let query = context.query ?? ""
            return try await context.offload { query + query }
        }
        #expect(await TestClient(api).get("/api/run?ab").text == "abab")
    }

    @Test func `hands on its errors as they are`() async {
        let notes = Notes()
        let api = SampleAPI { context in
            do { try await context.offload { throw Mishap() } } catch is Mishap { return "caught" }
            return "nothing thrown"
        }
        #expect(await TestClient(api).get("/api/run").text == "caught")
        let careless = SampleAPI { context in try await context.offload { throw Mishap() } }
        let client = TestClient(careless, configuration: ServerConfiguration(logger: notingLogger(notes)))
        #expect(await client.get("/api/run").status == 500)
        #expect(notes.all.first?.contains("Mishap") == true)
    }

    @Test func `that finds no place is answered with 503`() async {
        var configuration = ServerConfiguration(logger: notingLogger(Notes()))
        configuration.limits.offloadThreadsMax = 1
        configuration.limits.offloadQueueMax = 0
        let (isOpen, isRunning) = (Flag(), Flag())
        let api = SampleAPI { context in
            guard context.query == "block" else { return try await context.offload { "free" } }
            try await context.offload {
                isRunning.raise()
                while !isOpen.isUp { sched_yield() }
            }
            return "done"
        }
        let client = TestClient(api, configuration: configuration)
        async let blocked = client.get("/api/run?block")
        while !isRunning.isUp { await Task.yield() }
        let refused = await client.get("/api/run")
        #expect(refused.status == 503 && refused["Content-Type"] == "application/problem+json")
        isOpen.raise()
        #expect(await blocked.text == "done")
    }
}
