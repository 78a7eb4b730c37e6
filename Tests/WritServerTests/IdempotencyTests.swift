// Requests that come twice and are done once.

import Synchronization
import Testing
import WritServer
import WritTesting
import WritWire

private struct Broken: Error {}

@Suite struct `Requests with keys` {
    /// Counts how often work is done.
    final class Count: Sendable {
        private let number = Mutex(0)
        func next() -> Int {
            number.withLock {
                $0 += 1; return $0
            }
        }
    }

    @Test func `are done once, and answered twice`() async throws {
        let (store, count) = (MemoryIdempotencyStore<Int>(), Count())
        for _ in 0..<3 {
            let answer = try await store.once("k", of: "ada", fingerprint: [1]) { count.next() }
            #expect(answer == 1)
        }
        #expect(try await store.once("k", of: "bob", fingerprint: [1]) { count.next() } == 2, "another sender's key")
        // However sender and key are put together, they are told apart.
        #expect(try await store.once("b k", of: "a", fingerprint: [1]) { count.next() } == 3)
        #expect(try await store.once("k", of: "a b", fingerprint: [1]) { count.next() } == 4)
        #expect(store.count == 4)
        for isRepeated in [false, true] {
            #expect(try await store.onceOrRepeated("l", of: "", fingerprint: []) { count.next() } == (5, isRepeated))
        }
    }

    @Test func `may come again where they failed`() async throws {
        let (store, count) = (MemoryIdempotencyStore<Int>(), Count())
        await #expect(throws: Broken.self) {
            try await store.once("k", of: "", fingerprint: [1]) {
                _ = count.next(); throw Broken()
            }
        }
        #expect(try await store.once("k", of: "", fingerprint: [2]) { count.next() } == 2)
        #expect(store.count == 1)
    }

    @Test(arguments: [false, true])
    func `at once are refused, or wait for the first one`(waits: Bool) async throws {
        let store = MemoryIdempotencyStore<Int>(waitsForRunning: waits)
        let api = SampleAPI { context in
            let key = try #require(context.idempotencyKey)
            if context.query == "first" {
                let answer = try await store.once(key, of: "", fingerprint: []) {
                    try await context.sleep(for: .seconds(1))
                    return 1
                }
                return "\(answer)"
            }
            return "\(try await store.once(key, of: "", fingerprint: []) { 2 })"
        }
        let time = TestTime("2026-03-14T09:26:53Z")
        await time.run {
            let client = TestClient(api)
            async let first = client.post("/api/items?first", json: "", fields: ["Idempotency-Key": "\"k\""])
            await time.untilSleeping()
            async let second = client.post("/api/items?second", json: "", fields: ["Idempotency-Key": "k"])
            if !waits { #expect(await second.status == 409) }
            time.advance(by: .seconds(1))
            #expect(await first.text == "1")
            if waits { #expect(await second.text == "1") }
        }
    }

    @Test func `that wait are let go when they are cancelled`() async throws {
        let store = MemoryIdempotencyStore<Int>(waitsForRunning: true)
        #expect({ if case .begun = $0 { true } else { false } }(try await store.begin("k", fingerprint: [])))
        let waiting = Task { try await store.begin("k", fingerprint: []) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await store.finish("k", 7)
        #expect({ if case .finished(7) = $0 { true } else { false } }(try await store.begin("k", fingerprint: [])))
    }

    @Test func `for something else are refused`() async throws {
        let store = MemoryIdempotencyStore<String>()
        let client = TestClient(
            SampleAPI { context in
                try await store.once("k", of: "", fingerprint: (context.query ?? "").utf8) { context.query ?? "" }
            })
        #expect(await client.get("/api/run?a").text == "a")
        let other = await client.get("/api/run?b")
        #expect(other.status == 422 && other["Content-Type"] == "application/problem+json")
    }

    @Test func `are forgotten when their time is over`() async throws {
        let time = TestTime("2026-03-14T09:26:53Z")
        try await time.run { () async throws in
            let (store, count) = (MemoryIdempotencyStore<Int>(lifetime: .seconds(60)), Count())
            #expect(try await store.once("k", of: "", fingerprint: [1]) { count.next() } == 1)
            time.advance(by: .milliseconds(59_999))
            #expect(try await store.once("k", of: "", fingerprint: [1]) { count.next() } == 1)
            time.advance(by: .milliseconds(1))
            #expect(try await store.once("k", of: "", fingerprint: [2]) { count.next() } == 2)
            #expect(store.count == 1)
        }
    }

    @Test func `are as many as are kept, the newest ones`() async throws {
        let (store, count) = (MemoryIdempotencyStore<Int>(countMax: 3), Count())
        #expect({ if case .begun = $0 { true } else { false } }(try await store.begin("running", fingerprint: [])))
        for key in 1...1000 {
            _ = try await store.once(key, of: "", fingerprint: []) { count.next() }
            #expect(store.count <= 3)
        }
        #expect(try await store.once(999, of: "", fingerprint: []) { count.next() } == 999)
        #expect({ if case .running = $0 { true } else { false } }(try await store.begin("running", fingerprint: [])))
        let full = MemoryIdempotencyStore<Int>(countMax: 1)
        _ = try await full.begin("running", fingerprint: [])
        #expect({ if case .full = $0 { true } else { false } }(try await full.begin("another", fingerprint: [])))
        for _ in 0..<1000 { await full.abandon("running"); _ = try await full.begin("running", fingerprint: []) }
        #expect(full.count == 1)
    }

    @Test func `send keys with quotes or without`() async {
        let client = TestClient(SampleAPI { $0.idempotencyKey ?? "-" })
        let rows = [
            ("k", "k"), ("\"k\"", "k"), ("\"\"", "-"), ("", "-"), ("a b", "-"), ("a\"b", "-"), ("\"", "-"),
            (String(repeating: "x", count: 255), String(repeating: "x", count: 255)), (String(repeating: "x", count: 256), "-"),
        ]
        for (field, key) in rows { #expect(await client.get("/api/run", fields: ["Idempotency-Key": field]).text == key) }
        #expect(await client.get("/api/run", fields: ["Idempotency-Key": "a", "idempotency-key": "b"]).text == "-")
    }
}
