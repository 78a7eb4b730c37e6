// Turns: what ends one, and that nobody who never waits keeps the others waiting. All of it is counted, not timed.

import Synchronization
import Testing
import WritWire

@testable import WritEngine

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

/// A count that a handler keeps and a test reads.
private final class Count: Sendable {
    private let state = Atomic(0)
    var value: Int { state.load(ordering: .acquiring) }
    func add() { state.wrappingAdd(1, ordering: .acquiringAndReleasing) }
}

private func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
    var limits = ServerLimits()
    change(&limits)
    return limits
}

@Suite struct `A turn` {
    private let limits = WritEngineTests.limits {
        ($0.turnBytesMax, $0.turnStepsMax, $0.turnTimeMax) = (100, 10, .milliseconds(1))
    }
    private let place = Turn.Place(job: 1, request: 1)

    /// The number of the step that ends the turn.
    private func lastStep(bytes: Int, microseconds: Int) -> Int? {
        var turn = Turn()
        return (1...20).first { step in
            turn.isOver(after: bytes, at: place, microseconds: (step - 1) * microseconds, limits: limits)
        }
    }

    @Test func `is over by steps, by bytes, or by time, whichever comes first`() {
        #expect(lastStep(bytes: 0, microseconds: 0) == 10)
        #expect(lastStep(bytes: 10, microseconds: 0) == 10)
        #expect(lastStep(bytes: 11, microseconds: 0) == 10)
        #expect(lastStep(bytes: 12, microseconds: 0) == 9)
        #expect(lastStep(bytes: 99, microseconds: 0) == 2)
        #expect(lastStep(bytes: 100, microseconds: 0) == 1)
        #expect(lastStep(bytes: 0, microseconds: 110) == 10)
        #expect(lastStep(bytes: 0, microseconds: 499) == 4)
        #expect(lastStep(bytes: 0, microseconds: 999) == 3)
        #expect(lastStep(bytes: 0, microseconds: 1_000) == 2)
    }

    @Test func `begins anew in each job, and who has had a whole one lately is bulk`() {
        var turn = Turn()
        func isOver(job: Int, request: UInt64 = 1, bytes: Int = 1, at microseconds: Int) -> Bool {
            turn.isOver(
                after: bytes, at: Turn.Place(job: job, request: request), microseconds: microseconds, limits: limits)
        }
        for step in 1...9 { #expect(!isOver(job: step, at: step * 50) && !turn.isBulk(1)) }
        #expect(!isOver(job: 10, at: 500) && turn.isBulk(1) && !turn.isBulk(2))
        // A second later that is forgotten, and so it is by the next request.
        #expect(!isOver(job: 11, at: 1_000_049) && turn.isBulk(1))
        #expect(!isOver(job: 12, at: 1_000_050) && !turn.isBulk(1))
        #expect(isOver(job: 12, bytes: 100, at: 1_000_050) && turn.isBulk(1))
        #expect(!isOver(job: 12, request: 2, at: 1_000_050) && !turn.isBulk(2))
    }
}

@Suite struct `Turns of one connection` {
    /// What was sent, in how many calls, and how often the others would have had their turn.
    private func serve(
        _ pieces: [String], limits: ServerLimits = ServerLimits(), sendBytesMax: Int = .max,
        _ answer: @escaping @Sendable (Exchange) async -> Void
    ) async -> (text: String, sends: Int, yields: Int) {
        let transport = MemoryTransport(pieces: pieces.map { [UInt8]($0.utf8) }, sendBytesMax: sendBytesMax)
        _ = await transport.serve(with: ClosureResponder(answer), limits: limits)
        return (String(decoding: transport.sent, as: UTF8.self), transport.sendCount, transport.yieldCount)
    }

    @Test(arguments: [(255, 0), (256, 1), (257, 1), (511, 1), (512, 2), (10_000, 39)])
    func `end behind so many items of a stream, which leave together`(items: Int, yields: Int) async {
        let served = await serve([get]) { exchange in
            try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                for _ in 0..<items { try await writer.gather { $0.append("1\n") } }
            }
        }
        #expect(served.yields == yields)
        // One for each turn, and one for the end.
        #expect(served.sends == yields + 1)
        #expect(served.text.split(separator: "\r\n").filter { $0.hasPrefix("1\n") }.joined().count == items * 2)
    }

    @Test func `end behind so many parts of a body, however small they are`() async {
        let chunks = String(repeating: "1\r\nx\r\n", count: 1_000) + "0\r\n\r\n"
        let post = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let served = await serve([post + chunks]) { exchange in
            var count = 0
            do { while let part = try unsafe await exchange.nextBodyPart() { count += part.count } } catch {}
            exchange.answer(200, "\(count)")
        }
        #expect(served.text.hasSuffix("1000") && served.yields == 3)
    }

    @Test func `end behind so many bytes of a body that is collected`() async {
        let body = String(repeating: "x", count: 1 << 20)
        let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n"
        // A busy machine doesn't count; how much comes at once depends on the buffer that the thread has kept.
        let served = await serve([post + body], limits: WritEngineTests.limits { $0.turnTimeMax = .seconds(60) }) { exchange in
            let count = try? unsafe await exchange.collectBody(upTo: 1 << 20).count
            exchange.answer(200, "\(count ?? -1)")
        }
        #expect(served.text.hasSuffix("1048576") && (1...4).contains(served.yields))
    }

    @Test(arguments: [(63, 0), (64, 0), (65, 1), (128, 1), (129, 2), (300, 4)])
    func `end behind so many requests that came at once, whose answers leave then`(requests: Int, yields: Int) async {
        let served = await serve([String(repeating: get, count: requests)]) { $0.answer(200, "x") }
        #expect(served.text.components(of: "HTTP/1.1 200 OK\r\n") == requests)
        #expect(served.yields == yields && served.sends == yields + 1)
    }

    @Test func `end by time, too, with the eighth request or the next item`() async {
        let transport = MemoryTransport(pieces: [[UInt8](String(repeating: get, count: 40).utf8)])
        let answer = ClosureResponder { exchange in
            transport.pass(milliseconds: 1)
            exchange.answer(200, "x")
        }
        _ = await transport.serve(with: answer)
        // Counted from the eighth on, looked at with each eighth: 16, and 16 more.
        #expect(transport.yieldCount == 2)

        let stream = MemoryTransport(pieces: [[UInt8](get.utf8)])
        let slow = ClosureResponder { exchange in
            try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                for _ in 0..<10 {
                    stream.pass(milliseconds: 1)
                    try await writer.gather { $0.append("1\n") }
                }
            }
        }
        _ = await stream.serve(with: slow)
        #expect(stream.yieldCount == 5)
    }

    @Test func `keep every byte where the client takes few at a time, and let the next item wait`() async {
        let items = (0..<2_000).map { "item \($0)\n" }
        let transport = MemoryTransport(pieces: [[UInt8]("GET / HTTP/1.0\r\n\r\n".utf8)], sendBytesMax: 700)
        let answer = ClosureResponder { exchange in
            try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                for item in items {
                    try await writer.gather { $0.append(item) }
                    if item.hasSuffix("7\n") { await exchange.transport?.yieldTurn() }
                }
            }
        }
        _ = await transport.serve(with: answer)
        let text = String(decoding: transport.sent, as: UTF8.self)
        #expect(text.hasSuffix("\r\n\r\n" + items.joined()))
    }

    @Test func `take back what an error ends before anything has left`() async {
        struct Trouble: Error {}
        let served = await serve([get]) { exchange in
            do {
                try await exchange.answerStream(status: 200, contentType: nil) { writer in
                    try await writer.gather { $0.append("1\n") }
                    throw Trouble()
                }
            } catch {
                exchange.answer(500, "trouble")
            }
        }
        #expect(served.text.hasPrefix("HTTP/1.1 500 ") && served.text.hasSuffix("trouble"))
    }
}

extension String {
    fileprivate func components(of separator: String) -> Int {
        split(separator: separator, omittingEmptySubsequences: false).count - 1
    }
}

@Suite(.serialized) struct `Connections beside endless ones` {
    /// Answers `/` at once, and `/endless` with items for ever; with `gate`, what waits behind an item.
    private struct Endless: Responder {
        let items = Count()
        let gate = Gate()

        func respond(to exchange: Exchange) async {
            switch unsafe text(exchange.path) {
            case "/endless":
                try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                    while true {
                        items.add()
                        try await writer.gather { $0.append("1\n") }
                    }
                }
            case "/gated":
                try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                    try await writer.gather { $0.append("first\n") }
                    await gate.pass()
                    try await writer.gather { $0.append("last\n") }
                }
            default: exchange.answer(200, "\(items.value)!")
            }
        }
    }

    /// Tells how much was done between two looks at the sockets.
    private final class WatchedPoller: Poller {
        private let poller: any Poller
        private let items: Count
        private let most: Most
        private var last: Int?

        init(_ poller: any Poller, items: Count, most: Most) {
            (self.poller, self.items, self.most) = (poller, items, most)
        }

        func wait(milliseconds: Int?) -> Int {
            let now = items.value
            if let last { most.note(now - last) }
            last = now
            return poller.wait(milliseconds: milliseconds)
        }

        func report(_ index: Int) -> Readiness { poller.report(index) }
        func addConnection(_ descriptor: Int32) -> Bool { poller.addConnection(descriptor) }
        func removeConnection(_ descriptor: Int32) { poller.removeConnection(descriptor) }
        func expect(_ descriptor: Int32, reads: Bool, writes: Bool) {
            poller.expect(descriptor, reads: reads, writes: writes)
        }
        func addListener(_ descriptor: Int32, isShared: Bool) -> Bool {
            poller.addListener(descriptor, isShared: isShared)
        }
        func removeListener(_ descriptor: Int32) { poller.removeListener(descriptor) }
    }

    /// The most that was noted.
    private final class Most: Sendable {
        private let state = Mutex(0)
        var value: Int { state.withLock { $0 } }
        func note(_ count: Int) { state.withLock { $0 = max($0, count) } }
    }

    @Test(arguments: pollerChoices)
    func `are looked at after a turn of each of them at most`(poller: PollerChoice) async throws {
        let (responder, most) = (Endless(), Most())
        try await withTimedServer(
            {
                $0.makePoller = { [items = responder.items] _ throws(EngineError) in
                    WatchedPoller(try poller.makePoller(), items: items, most: most)
                }
            }, responder: responder
        ) { server in
            let streams = try (0..<20).map { _ in try #require(LoopbackClient(port: server.port)) }
            for stream in streams { stream.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n") }
            let client = try #require(LoopbackClient(port: server.port))
            for _ in 0..<20 {
                for stream in streams { #expect(!stream.receiveSome().isEmpty) }
                client.send(get)
                #expect(client.receive(until: "!").hasPrefix("HTTP/1.1 200 "))
            }
            // The time stands still, so that each has a turn of 256 items; at first another one, when its request has come.
            #expect((256...2 * 20 * 256).contains(most.value), "\(most.value)")
        }
    }

    @Test(arguments: pollerChoices)
    func `get what a handler has written when it begins to wait`(poller: PollerChoice) async throws {
        let responder = Endless()
        try await withTimedServer({ $0.loops.poller = poller }, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receive(until: "first\n\r\n").hasSuffix("\r\n\r\n6\r\nfirst\n\r\n"))
            responder.gate.open()
            #expect(client.receive(until: "0\r\n\r\n") == "5\r\nlast\n\r\n0\r\n\r\n")
        }
    }
}
