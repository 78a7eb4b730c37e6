// Slow clients: how slow they may be, and that only waiting for them counts.

import Testing
import WritWire

@testable import WritEngine

@Suite struct `A client's pace` {
    @Test func `has a grace, which waiting spends and bytes renew`() {
        var pace = ClientPace(bytesPerSecondMin: 240, graceMilliseconds: 5000, savedMillisecondsMax: 30_000)
        #expect(pace.millisecondsLeft == 5000)
        pace.didWait(milliseconds: 4999, byteCount: 0)
        #expect(pace.millisecondsLeft == 1)
        pace.didWait(milliseconds: 1, byteCount: 0)
        #expect(pace.millisecondsLeft == 0)
        pace.didWait(milliseconds: 0, byteCount: 240)
        #expect(pace.millisecondsLeft == 1000)
    }

    @Test(arguments: [(239, false), (240, true), (241, true)])
    func `must reach the rate in the long run`(bytesPerSecond: Int, isKept: Bool) {
        var pace = ClientPace(bytesPerSecondMin: 240, graceMilliseconds: 5000, savedMillisecondsMax: 30_000)
        for _ in 0..<10_000 where pace.millisecondsLeft != 0 { pace.didWait(milliseconds: 1000, byteCount: bytesPerSecond) }
        #expect((pace.millisecondsLeft != 0) == isKept)
    }

    @Test func `that was fast does not save up more than the limit`() {
        var pace = ClientPace(bytesPerSecondMin: 240, graceMilliseconds: 5000, savedMillisecondsMax: 30_000)
        pace.didWait(milliseconds: 1, byteCount: 1 << 30)
        #expect(pace.millisecondsLeft == 30_000)
    }

    @Test func `does not matter where the rate is 0`() {
        var pace = ClientPace(bytesPerSecondMin: 0, graceMilliseconds: 5000, savedMillisecondsMax: 30_000)
        pace.didWait(milliseconds: 1 << 40, byteCount: 0)
        #expect(pace.millisecondsLeft == nil)
    }

    @Test func `stands any numbers`() {
        for number in [Int.min, -1, 0, 1, Int.max] {
            var pace = ClientPace(bytesPerSecondMin: number, graceMilliseconds: number, savedMillisecondsMax: number)
            for _ in 0..<3 { pace.didWait(milliseconds: number, byteCount: number) }
            _ = pace.millisecondsLeft
        }
    }

    /// What a client gets that sends a body in pieces, each so much later.
    private func status(pieces: [String], millisecondsPerWait: Int, limits: ServerLimits = ServerLimits()) async -> Substring {
        let count = pieces.reduce(0) { $0 + $1.utf8.count }
        let head = "POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n"
        let transport = MemoryConnection(
            pieces: ([head] + pieces).map { [UInt8]($0.utf8) }, millisecondsPerWait: millisecondsPerWait)
        _ = await transport.serve(with: SampleResponder(), limits: limits)
        return String(decoding: transport.sent, as: UTF8.self).dropFirst(9).prefix(3)
    }

    @Test(arguments: [(239, "408"), (240, "200"), (241, "200")])
    func `decides about a body`(bytesPerSecond: Int, wanted: Substring) async {
        let pieces = Array(repeating: String(repeating: "x", count: bytesPerSecond), count: 2000)
        #expect(await status(pieces: pieces, millisecondsPerWait: 1000) == wanted)
        var limits = ServerLimits()
        limits.bodyBytesPerSecondMin = 0
        #expect(await status(pieces: pieces, millisecondsPerWait: 1000, limits: limits) == "200")
    }

    @Test(arguments: [(4999, "200"), (5000, "200"), (5001, "408")])
    func `leaves a body its grace`(milliseconds: Int, wanted: Substring) async {
        #expect(await status(pieces: ["x"], millisecondsPerWait: milliseconds) == wanted)
    }

    @Test(arguments: [(29_999, "200"), (30_000, "200"), (30_001, "408")])
    func `does not make up for a pause that is too long`(milliseconds: Int, wanted: Substring) async {
        var limits = ServerLimits()
        limits.bodyRateGrace = .milliseconds(1_000_000)
        let piece = String(repeating: "x", count: 100_000)
        #expect(await status(pieces: [piece, piece], millisecondsPerWait: milliseconds, limits: limits) == wanted)
    }

    @Test func `does not charge the client for a handler that is slow to read`() async {
        let transport = MemoryConnection(
            pieces: ["POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", "a", "b"].map { [UInt8]($0.utf8) },
            millisecondsPerWait: 2000)
        _ = await transport.serve(with: LeisurelyResponder(transport: transport))
        #expect(String(decoding: transport.sent, as: UTF8.self).hasSuffix("\r\n\r\nab"))
    }

    /// How a client fares that takes an answer of a megabyte in such pieces, each within such a time.
    private func outcome(bytesPerWait: Int, milliseconds: Int = 1000, limits: ServerLimits = ServerLimits()) async -> ServeOutcome
    {
        let transport = MemoryConnection(
            pieces: [[UInt8]("GET /static HTTP/1.1\r\nHost: a\r\n\r\n".utf8)], sendBytesMax: bytesPerWait,
            millisecondsPerWait: milliseconds)
        return await transport.serve(with: SampleResponder(), limits: limits)
    }

    @Test(arguments: [(200, ServeOutcome.lost), (300, .finished)])
    func `decides about an answer`(bytesPerSecond: Int, wanted: ServeOutcome) async {
        #expect(await outcome(bytesPerWait: bytesPerSecond) == wanted)
        var limits = ServerLimits()
        limits.sendBytesPerSecondMin = 0
        #expect(await outcome(bytesPerWait: bytesPerSecond, limits: limits) == .finished)
    }

    @Test func `is seen in what is taken of the system's buffer, not in when there is room again`() async {
        var limits = ServerLimits()
        limits.sendRateGrace = .milliseconds(100_000)
        // More than the timeout until there is room, in which the client takes a kilobyte a second.
        #expect(await outcome(bytesPerWait: 100_000, milliseconds: 100_000, limits: limits) == .finished)
        #expect(await outcome(bytesPerWait: 10_000, milliseconds: 100_000, limits: limits) == .lost)
    }
}

/// Lets much time pass before each look at the body.
private struct LeisurelyResponder: Responder {
    let transport: MemoryConnection

    func respond(to exchange: Exchange) async {
        transport.pass(milliseconds: 1_000_000)
        guard let body = try? unsafe await exchange.collectBody(upTo: 10) else { return }
        exchange.answer(status: 200, contentType: nil) { unsafe $0.append(body) }
    }
}
