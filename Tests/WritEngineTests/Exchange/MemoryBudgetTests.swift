// The memory that all bodies and answers share: what is refused beyond it, and what is never asked.

import Synchronization
import Testing
import WritWire

@testable import WritEngine

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

private func limits(heldBytesMax: Int) -> ServerLimits {
    var limits = ServerLimits()
    limits.heldBytesMax = heldBytesMax
    return limits
}

/// A request with a body of so many bytes, in pieces.
private func post(_ byteCount: Int, isChunked: Bool = false) -> [String] {
    let head = "POST / HTTP/1.1\r\nHost: a\r\n"
    let body = String(repeating: "x", count: byteCount)
    let request =
        isChunked
        ? head + "Transfer-Encoding: chunked\r\n\r\n\(String(byteCount, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
        : head + "Content-Length: \(byteCount)\r\n\r\n\(body)"
    return stride(from: 0, to: request.utf8.count, by: 4_096).map { start in
        String(decoding: request.utf8.dropFirst(start).prefix(4_096), as: UTF8.self)
    }
}

private func collect(_ exchange: Exchange) async {
    do throws(BodyError) {
        let count = unsafe try await exchange.collectBody(upTo: 1 << 20).count
        exchange.answer(200, "\(count)")
    } catch {
        // The engine answers in its own words.
    }
}

@Suite struct `The memory of all bodies and answers` {
    @Test func `is given out up to its last byte, and taken back`() {
        let budget = MemoryBudget(limits(heldBytesMax: 100))
        #expect(budget.reserve(99) && !budget.reserve(2) && budget.reserve(1) && !budget.reserve(1))
        budget.giveBack(60)
        #expect(!budget.reserve(61) && budget.reserve(60) && budget.heldCount == 100)
    }

    @Test func `is some share of the machine's where nothing is said`() {
        #expect(MemoryBudget(ServerLimits()).reserve(64 << 20))
        #expect(!MemoryBudget(ServerLimits()).reserve(1 << 50))
    }

    @Test func `tells how many were refused, once for all since the last time`() {
        let told = Mutex<[Int]>([])
        let budget = MemoryBudget(limits(heldBytesMax: 0)) { count in told.withLock { $0.append(count) } }
        #expect(budget.countRefusal() && !budget.countRefusal() && !budget.countRefusal())
        budget.tellRefusals()
        budget.tellRefusals()
        #expect(budget.countRefusal())
        budget.tellRefusals()
        #expect(told.withLock { $0 } == [3, 1])
    }

    // The buffer has 16 KB, and doubles: to 128 KB for 100,000 bytes.
    @Test(arguments: [true, false], [(114_687, false), (114_688, true), (114_689, true)])
    func `lets a body pass that fits it, and refuses others with 503`(isChunked: Bool, limit: (Int, Bool)) async {
        let (sent, outcome) = await serve(post(100_000, isChunked: isChunked), limits: limits(heldBytesMax: limit.0)) {
            await collect($0)
        }
        guard limit.1 else {
            #expect(sent.hasPrefix("HTTP/1.1 503 ") && sent.contains("Retry-After: 1\r\n") && outcome == .lingering)
            return #expect(sent.contains("Connection: close"))
        }
        #expect(sent.hasSuffix("100000") && outcome == .finished)
    }

    @Test func `is not asked by what fits a connection's own buffers`() async {
        let (sent, _) = await serve([post(10_000).joined() + get], limits: limits(heldBytesMax: 0)) { await collect($0) }
        #expect(sent.split(separator: "HTTP/1.1 200 OK").count == 2 && sent.hasSuffix("0"))
    }

    @Test func `is given back with the connection's rest`() async {
        // Two bodies one after the other need no more than one.
        let (sent, _) = await serve(post(100_000) + post(100_000), limits: limits(heldBytesMax: 114_688)) { await collect($0) }
        #expect(sent.split(separator: "HTTP/1.1 200 OK").count == 2)
    }

    @Test(arguments: [(70_000, 60_000, false), (70_000, 80_000, true), (60_000, 0, true)])
    func `is asked for an answer that doesn't fit, which is 503 otherwise`(size: Int, limit: Int, isSent: Bool) async {
        let (sent, _) = await serve([get, get], limits: limits(heldBytesMax: limit)) { exchange in
            exchange.answer(200, String(repeating: "x", count: size))
        }
        #expect(sent.hasPrefix(isSent ? "HTTP/1.1 200 " : "HTTP/1.1 503 "))
        #expect(sent.split(separator: "HTTP/1.1 ").count == (isSent ? 2 : 1))
        #expect(sent.contains("Retry-After: 1\r\n") == !isSent)
    }

    @Test func `counts what the layer above keeps of a body, until the request ends`() async {
        let held = Mutex<[Int]>([])
        let (sent, _) = await serve([get + get], limits: limits(heldBytesMax: 100_000)) { exchange in
            var count = 0
            do throws(BodyError) {
                while count < 100 {
                    try exchange.hold(1_000)
                    count += 1
                }
            } catch {
                #expect(error == .serverFull)
            }
            held.withLock { $0.append(count) }
            exchange.answer(200, "x")
        }
        // In steps of 16 KB; and the refusal ends the connection.
        #expect(held.withLock { $0 } == [84] && sent.contains("Connection: close"))
    }

    @Test func `is shared by all connections, and the log hears of it once a second`() async throws {
        let told = Mutex<[Int]>([])
        let gate = Gate()
        let responder = ClosureResponder { exchange in
            await collect(exchange)
            if exchange.contentLength == 100_000 { await gate.pass() }
        }
        try await withTimedServer(
            {
                $0.limits = limits(heldBytesMax: 114_688)
                $0.onFullMemory = { count in told.withLock { $0.append(count) } }
            }, responder: responder
        ) { server in
            let first = try #require(LoopbackClient(port: server.port))
            first.send(post(100_000).joined())
            await gate.isReached()
            for _ in 0..<3 {
                let other = try #require(LoopbackClient(port: server.port))
                other.send(post(40_000).joined())
                #expect(other.receive().hasPrefix("HTTP/1.1 503 "))
                let small = try #require(LoopbackClient(port: server.port))
                small.send(post(4_000).joined())
                #expect(small.receive(until: "4000").hasPrefix("HTTP/1.1 200 "))
            }
            #expect(told.withLock { $0 } == [])
            while told.withLock(\.isEmpty) { await Task.yield() }
            #expect(told.withLock { $0 } == [3])
            gate.open()
            #expect(first.receive(until: "100000").hasPrefix("HTTP/1.1 200 "))
            let last = try #require(LoopbackClient(port: server.port))
            last.send(post(40_000).joined())
            #expect(last.receive(until: "40000").hasPrefix("HTTP/1.1 200 "))
        }
    }
}
