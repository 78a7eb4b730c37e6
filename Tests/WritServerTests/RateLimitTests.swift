// How many requests each client has.

import Synchronization
import Testing
import WritRuntime
import WritTesting

@testable import WritServer

/// A clock that goes when it is told to.
private final class Clock: Sendable {
    private let start = ContinuousClock.now
    private let passed = Mutex(Duration.zero)

    var now: ContinuousClock.Instant { start + passed.withLock { $0 } }
    func pass(_ time: Duration) { passed.withLock { $0 += time } }
}

private func limit(
    _ quota: Int, _ window: Duration, burst: Int? = nil, by key: RequestRateLimit.Key = .clientAddress, _ clock: Clock = Clock(),
    bucketsMax: Int = 65_536
) -> RequestRateLimit {
    RequestRateLimit(
        .init(quota: quota, window: window, burst: burst), by: key, bucketsMax: bucketsMax, now: { clock.now })
}

private func responder(_ middleware: any Middleware, proxies: TrustedProxies = .none, _ api: SampleAPI = SampleAPI())
    -> ServerResponder
{
    var configuration = ServerConfiguration()
    configuration.trustedProxies = proxies
    return ServerResponder(api, configuration: configuration, middleware: [middleware])
}

@Suite struct `Rate limits` {
    @Test func `let a bucket be used, tell of it, refuse, and let it fill again`() async {
        let clock = Clock()
        let client = TestClient(SampleAPI(), middleware: [limit(3, .seconds(60), clock)])
        func fields() async -> [String?] {
            let answer = await client.get("/api/run")
            #expect(answer["RateLimit-Policy"] == "\"default\";q=3;w=60")
            return ["\(answer.status)", answer["RateLimit"], answer["Retry-After"]]
        }
        #expect(await fields() == ["200", "\"default\";r=2;t=20", nil])
        #expect(await fields() == ["200", "\"default\";r=1;t=40", nil])
        #expect(await fields() == ["200", "\"default\";r=0;t=60", nil])
        #expect(await fields() == ["429", "\"default\";r=0;t=60", "20"])
        clock.pass(.milliseconds(19_999))
        #expect(await fields() == ["429", "\"default\";r=0;t=41", "1"])
        clock.pass(.milliseconds(1))
        #expect(await fields() == ["200", "\"default\";r=0;t=60", nil])
        clock.pass(.seconds(1_000_000))
        #expect(await fields() == ["200", "\"default\";r=2;t=20", nil])
        let refused = await TestClient(SampleAPI(), middleware: [limit(1, .seconds(60)), limit(1, .seconds(60))]).get(
            "/api/nothing")
        #expect(refused.status == 404 && refused.fields.filter { $0.name == "RateLimit" }.count == 2)
    }

    @Test func `hold a burst that is not the quota`() async {
        let client = TestClient(SampleAPI(), middleware: [limit(60, .seconds(60), burst: 2)])
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(await client.get("/api/run").status) }
        #expect(statuses == [200, 200, 429])
    }

    @Test(
        arguments: [
            ("192.0.2.1:1", "192.0.2.1:2", true), ("192.0.2.1:1", "192.0.2.2:1", false),
            ("[2001:db8:0:1::1]:1", "[2001:db8:0:1:ffff::2]:1", true), ("[2001:db8:0:1::1]:1", "[2001:db8:0:2::1]:1", false),
            ("192.0.2.1:1", "[::ffff:192.0.2.1]:1", true), (nil, nil, true), (nil, "192.0.2.1:1", false),
        ] as [(String?, String?, Bool)]) func `are each client's own`(first: String?, second: String?, isSame: Bool) async
    {
        let server = responder(limit(1, .seconds(60)))
        #expect(await server.answer(to: "/api/run", from: first).status == 200)
        #expect(await server.answer(to: "/api/run", from: second).status == (isSame ? 429 : 200))
    }

    @Test func `go by the client behind a trusted proxy, and by nobody's word else`() async {
        let server = responder(limit(1, .seconds(60)), proxies: TrustedProxies(["10.0.0.0/8"]))
        func status(_ forwarded: String, from peer: String) async -> Int {
            await server.answer(to: "/api/run", fields: [("X-Forwarded-For", forwarded)], from: peer).status
        }
        #expect(await status("1.1.1.1", from: "10.0.0.1:1") == 200)
        #expect(await status("2.2.2.2", from: "10.0.0.1:1") == 200)
        #expect(await status("9.9.9.9, 1.1.1.1", from: "10.0.0.2:1") == 429)
        #expect(await status("3.3.3.3", from: "192.0.2.1:1") == 200)
        #expect(await status("4.4.4.4", from: "192.0.2.1:1") == 429)
    }

    @Test func `go by a field, a closure, or all together`() async {
        let byField = responder(limit(1, .seconds(60), by: .field("x-key")))
        #expect(await byField.answer(to: "/api/run", fields: [("X-Key", "a")], from: "1.1.1.1:1").status == 200)
        #expect(await byField.answer(to: "/api/run", fields: [("X-Key", "a")], from: "2.2.2.2:1").status == 429)
        #expect(await byField.answer(to: "/api/run", fields: [("X-Key", "b")], from: "2.2.2.2:1").status == 200)
        #expect(await byField.answer(to: "/api/run", from: "2.2.2.2:1").status == 200)
        let long = String(repeating: "k", count: 256)
        #expect(await byField.answer(to: "/api/run", fields: [("X-Key", long + "1")], from: nil).status == 200)
        #expect(await byField.answer(to: "/api/run", fields: [("X-Key", long + "2")], from: nil).status == 429)
        let byQuery = responder(limit(1, .seconds(60), by: .value { $0.query }))
        #expect(await byQuery.answer(to: "/api/run?a", from: nil).status == 200)
        #expect(await byQuery.answer(to: "/api/run?a", from: nil).status == 429)
        let free = await byQuery.answer(to: "/api/run", from: nil)
        #expect(free.status == 200 && free["RateLimit"] == nil)
        let all = responder(limit(1, .seconds(60), by: .everybody))
        #expect(await all.answer(to: "/api/run", from: "1.1.1.1:1").status == 200)
        #expect(await all.answer(to: "/api/run", from: "2.2.2.2:1").status == 429)
    }

    @Test func `go by who asks, where code takes from the bucket`() async {
        let limit = limit(1, .seconds(60), by: .code)
        let api = SampleAPI { context in
            if let user = context.query { try await limit.take(for: user, in: context) }
            return "hello"
        }
        let server = responder(limit, api)
        let first = await server.answer(to: "/api/run?ann", from: nil)
        #expect(first.status == 200 && first["RateLimit"] == "\"default\";r=0;t=60")
        let second = await server.answer(to: "/api/run?ann", from: "1.1.1.1:1")
        #expect(second.status == 429 && second["Retry-After"] == "60" && second["Content-Type"] == "application/problem+json")
        #expect(second["RateLimit"] == "\"default\";r=0;t=60" && second.text.contains("Try again in 60 s."))
        #expect(await server.answer(to: "/api/run?bob", from: nil).status == 200)
        // Without the middleware there are no fields, and no line in the log in either case.
        let notes = Notes()
        let bare = TestClient(api, configuration: ServerConfiguration(logger: notingLogger(notes)))
        let third = await bare.get("/api/run?ann")
        #expect(third.status == 429 && third["Retry-After"] == "60" && third["RateLimit"] == nil && notes.all.isEmpty)
        #expect(await server.answer(to: "/api/run", from: nil)["RateLimit"] == nil)
    }

    @Test func `are for some operations where that is wished`() async {
        let client = TestClient(SampleAPI(), middleware: [limit(1, .seconds(60)).on(tags: "things")])
        for status in [200, 429] { #expect(await client.get("/api/items/1").status == status) }
        #expect(await client.get("/api/run").status == 200)
    }

    @Test func `remember who has used the most, however many others come`() async {
        let server = responder(limit(2, .seconds(3600), bucketsMax: 128))
        for _ in 0..<2 { #expect(await server.answer(to: "/api/run", from: "9.9.9.9:1").status == 200) }
        for number in 0..<5_000 {
            let status = await server.answer(to: "/api/run", from: "10.0.\(number / 250).\(number % 250):1").status
            #expect(status == 200)
        }
        #expect(await server.answer(to: "/api/run", from: "9.9.9.9:1").status == 429)
    }

    @Test(arguments: [(-1, 0), (0, 0), (1, 128), (128, 128), (2_048, 2_048), (65_536, 65_536)])
    func `have room for so many buckets`(wished: Int, capacity: Int) {
        #expect(RateLimitTable(bucketsMax: wished, now: { .now }).capacity == capacity)
    }

    @Test func `hold at the ends of their ranges`() async {
        for policy in [
            RequestRateLimit.Policy(quota: .max, window: .seconds(Int64.max), burst: .max),
            .init(quota: 1, window: .seconds(Int64.max), burst: .max), .init(quota: .min, window: .zero, burst: .min),
            .init(name: "a\"b\\c\r\né" + String(repeating: "x", count: 100), quota: 1_000_000, window: .milliseconds(1)),
        ] {
            let client = TestClient(SampleAPI(), middleware: [RequestRateLimit(policy, by: .clientAddress, now: { .now })])
            let answer = await client.get("/api/run")
            #expect(answer.status == 200 && answer["RateLimit"] != nil, "\(policy)")
            #expect(policy.name.utf8.count <= 64)
        }
    }

    @Test func `are kept elsewhere where that is wished, and limit nobody where that fails`() async {
        struct Elsewhere: RequestRateLimit.Store {
            let notes: Notes
            func take(_ policy: RequestRateLimit.Policy, for key: String) async throws -> RequestRateLimit.Bucket {
                notes.add("\(policy.name) \(key)")
                if key == "9.9.9.9" { throw NotImplemented() }
                return .init(
                    isAllowed: key == "1.1.1.1", remaining: -4, reset: .milliseconds(1500), retryAfter: .milliseconds(500))
            }
        }
        let notes = Notes()
        let limit = RequestRateLimit(5, per: .milliseconds(10), name: "n", store: Elsewhere(notes: notes))
        let server = responder(limit)
        let first = await server.answer(to: "/api/run", from: "1.1.1.1:1")
        #expect(first.status == 200 && first["RateLimit"] == "\"n\";r=0;t=2" && first["RateLimit-Policy"] == "\"n\";q=5;w=1")
        let second = await server.answer(to: "/api/run", from: "[2001:db8::1:2:3:4]:1")
        #expect(second.status == 429 && second["Retry-After"] == "1")
        let third = await server.answer(to: "/api/run", from: "9.9.9.9:1")
        #expect(third.status == 200 && third["RateLimit"] == nil)
        #expect(notes.all == ["n 1.1.1.1", "n 2001:db8::", "n 9.9.9.9"])
    }
}
