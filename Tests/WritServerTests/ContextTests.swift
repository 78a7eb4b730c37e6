// What a context tells, and when it has nothing to tell any more.

import Logging
import Synchronization
import Testing
import WritLoopback
import WritServer
import WritTesting
import WritWire

private enum Name: ContextKey { typealias Value = String }
private enum Count: ContextKey { typealias Value = Int }

/// Keeps a context for longer than it is valid.
private final class Keeper: Sendable {
    private let kept = Mutex<RequestContext?>(nil)

    var context: RequestContext? { kept.withLock { $0 } }
    func keep(_ context: RequestContext) { kept.withLock { $0 = context } }
}

@Suite struct `A context` {
    @Test func `tells the head as it came`() async {
        let notes = Notes()
        let api = SampleAPI { context in
            notes.add(String(decoding: context.rawHead, as: UTF8.self))
            notes.add(context.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
            notes.add(context.fields(named: "x-MANY").joined(separator: ","))
            notes.add(
                "\(context.method) \(context.methodName) \(context.path) \(context.query ?? "-") \(context.operation?.id ?? "")")
            return ""
        }
        let head = "GET /api/items/a%20b?c=%64 HTTP/1.1\r\nhost: h\r\nX-Many:  1 \r\nx-many: 2\r\n\r\n"
        _ = await TestClient(api).sendRaw(head)
        #expect(
            notes.all == [head, "host=h X-Many=1 x-many=2", "1,2", "get GET /api/items/a%20b c=%64 showItem"])
    }

    @Test func `takes a well-formed request id from the client`() async {
        let client = TestClient(SampleAPI { "\($0.requestID) \($0.requestID)" })
        let longest = String(repeating: "x", count: 128)
        for good in ["7", "0f6b7d0e-52c8", "a.b_c~d:e/f+g=h@i", longest] {
            #expect(await client.get("/api/run", fields: ["X-Request-Id": good]).text == "\(good) \(good)")
        }
    }

    @Test func `makes a request id of its own where the client's is none`() async throws {
        let client = TestClient(SampleAPI { "\($0.requestID) \($0.requestID)" })
        var seen: Set<String> = []
        for bad in [nil, "", "a b", "a\"", "a{", "ä", "a;b", "a,b", "a%", String(repeating: "x", count: 129)] {
            let fields: KeyValuePairs<String, String> = bad.map { ["X-Request-Id": $0] } ?? [:]
            let words = await client.get("/api/run", fields: fields).text.split(separator: " ")
            #expect(words.count == 2 && words.first == words.last, "the same within a request")
            #expect(words.first?.wholeMatch(of: /[0-9a-f]{32}/) != nil)
            seen.insert(String(words.first ?? ""))
        }
        let doubled = await client.get("/api/run", fields: ["X-Request-Id": "a", "x-request-id": "b"])
        #expect(!doubled.text.hasPrefix("a") || doubled.text.count == 65)
        #expect(seen.count == 10, "each request has its own")
    }

    @Test func `has a logger that knows the request`() async {
        let notes = Notes()
        let api = SampleAPI { context in
            context.logger.info("one")
            context.logger.info("two", metadata: ["more": "3"])
            return ""
        }
        let client = TestClient(api, configuration: ServerConfiguration(logger: notingLogger(notes)))
        _ = await client.get("/api/run", fields: ["X-Request-Id": "r1"])
        #expect(notes.all == ["info one operation=run request-id=r1", "info two more=3 operation=run request-id=r1"])
    }

    @Test func `carries values from middleware to the handler, and none to the next request`() async {
        let api = SampleAPI { context in
            context.values[Count.self] = (context.values[Count.self] ?? 0) + 1
            return "\(context.values[Name.self] ?? "-") \(context.values[Count.self] ?? 0)"
        }
        let client = TestClient(
            api,
            middleware: [
                Around { context, next in
                    #expect(context.values[Name.self] == nil && context.values[Count.self] == nil)
                    if let query = context.query { context.values[Name.self] = query }
                    let answer = await next()
                    #expect(context.values[Count.self] == 1)
                    context.values[Count.self] = nil
                    #expect(context.values[Count.self] == nil)
                    return answer
                }
            ])
        func get(_ query: String) -> String { "GET /api/run\(query) HTTP/1.1\r\nHost: a\r\n\r\n" }
        let answers = TestAnswer.all(in: await client.sendRaw(get("?ada") + get("") + get("?eve")))
        #expect(answers.map(\.text) == ["ada 1", "- 1", "eve 1"])
    }

    @Test func `is empty when its handler has returned, also while the next request runs`() async throws {
        let keeper = Keeper()
        let api = SampleAPI { context in
            if context.query == "keep" {
                keeper.keep(context)
                context.values[Name.self] = "kept"
                return "kept"
            }
            guard let stale = keeper.context else { return "nothing kept" }
            stale.values[Name.self] = "late"
            return "\(isEmpty(stale)) \(context.values[Name.self] ?? "clean") \(isEmpty(context))"
        }
        func get(_ query: String) -> String { "GET /api/run?\(query) HTTP/1.1\r\nHost: a\r\n\r\n" }
        let answers = TestAnswer.all(in: await TestClient(api).sendRaw(get("keep") + get("look")))
        #expect(answers.map(\.text) == ["kept", "true clean false"])
        let stale = try #require(keeper.context)
        #expect(isEmpty(stale))
        // On a server's loop the same, and from another thread at any time.
        try await withServer(api) { server throws in
            let client = try server.connect()
            #expect(try client.ask("GET", "/api/run?keep").status == 200)
            #expect(try client.ask("GET", "/api/run?look").text == "true clean false")
            #expect(isEmpty(try #require(keeper.context)))
        }
    }

    @Test func `is empty on other threads`() async throws {
        let api = SampleAPI { context in
            let elsewhere = try await context.offload { isEmpty(context) }
            return "\(elsewhere) \(isEmpty(context))"
        }
        #expect(await TestClient(api).get("/api/run?a").text == "true false")
        try await withServer(api) { server throws in
            #expect(try server.connect().ask("GET", "/api/run?a").text == "true false")
        }
    }

    @Test func `tells both addresses of a connection`() async throws {
        try await withServer(SampleAPI { "\($0.peerAddress) \($0.localAddress)" }) { server throws in
            let words = try server.connect().ask("GET", "/api/run").text.split(separator: " ")
            #expect(words.count == 2 && words[0].hasPrefix("127.0.0.1:") && words[1] == "127.0.0.1:\(server.port)")
        }
    }
}

private func isEmpty(_ context: RequestContext) -> Bool {
    context.path.isEmpty && context.method == .other && context.methodName.isEmpty && context.query == nil
        && context.fields.isEmpty && context.rawHead.isEmpty && context.field("Host") == nil && context.requestID.isEmpty
        && context.peerAddress.isEmpty && context.localAddress.isEmpty && context.values[Name.self] == nil
        && context.logger[metadataKey: "request-id"] == nil
}
