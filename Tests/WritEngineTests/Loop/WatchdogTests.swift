// Loops that are blocked: when that is reported, and with which name.

import Synchronization
import Testing
import WritWire

@testable import WritEngine

@Suite(.serialized) struct `The watchdog` {
    @Test func `reports a turn that reaches the limit once, and again when it has doubled`() {
        var detector = BlockDetector(limitMilliseconds: 1000)
        #expect(detector.look(busySince: nil, now: 5000) == nil)
        #expect(detector.look(busySince: 5000, now: 5999) == nil)
        #expect(detector.look(busySince: 5000, now: 6000) == 1000)
        #expect(detector.look(busySince: 5000, now: 6001) == nil)
        #expect(detector.look(busySince: 5000, now: 6999) == nil)
        #expect(detector.look(busySince: 5000, now: 7100) == 2100)
        #expect(detector.look(busySince: 5000, now: 8999) == nil)
        #expect(detector.look(busySince: 5000, now: 9000) == 4000)
    }

    @Test func `forgets a turn that is over`() {
        var detector = BlockDetector(limitMilliseconds: 1000)
        #expect(detector.look(busySince: 5000, now: 6500) == 1500)
        #expect(detector.look(busySince: nil, now: 6600) == nil)
        #expect(detector.look(busySince: 6700, now: 7600) == nil)
        #expect(detector.look(busySince: 7650, now: 8600) == nil)
        #expect(detector.look(busySince: 7650, now: 8650) == 1000)
    }

    @Test(arguments: [
        ("/block", "blocking handler"), ("/suspend-block", "suspending handler"), ("/block-unnamed", "unknown handler"),
        ("/block-reading", "unknown reading"), ("/block-writing", "unknown writing"),
        ("/suspend-block-middleware", "suspending middleware"),
    ])
    func `names what blocks a loop, and the operation`(path: String, wanted: String) async throws {
        let responder = BlockingResponder()
        try await withTimedServer(
            {
                $0.loops.blockedAfter = .milliseconds(1000)
                $0.onBlockedLoop = { [release = responder.release] work, name, milliseconds in
                    release.report("\(name ?? "unknown") \(work)", milliseconds)
                }
            }, responder: responder
        ) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            while !responder.release.isBlocked { await Task.yield() }
            server.clock.advance(milliseconds: 999)
            #expect(responder.release.reports.isEmpty)
            server.clock.advance(milliseconds: 1)
            while responder.release.reports.isEmpty { await Task.yield() }
            #expect(responder.release.reports == ["\(wanted) 1000"])
            responder.release.open()
            #expect(client.receive(until: "done").hasSuffix("done"))
        }
    }

    @Test func `sees nothing in a loop that has ended while another one still waits for a handler`() async throws {
        let responder = PatientResponder()
        let reports = Mutex([Int]())
        try await withTimedServer(
            {
                $0.loops.count = 2
                ($0.shutdown.drain, $0.shutdown.restTime) = (.seconds(600), .zero)
                $0.onBlockedLoop = { _, _, milliseconds in reports.withLock { $0.append(milliseconds) } }
            }, responder: responder
        ) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/stubborn"))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            server.engine.shutDown()
            while server.engine.state.withLock({ $0.runningCount }) == 2 { await Task.yield() }
            // Neither the one that has ended is in a turn, nor, once it waits, the one that goes on.
            var isQuiet = false
            for _ in 0..<1_000_000 where !isQuiet {
                isQuiet = server.engine.state.withLock { $0.loops.allSatisfy { $0.activity.busySince == nil } }
                await Task.yield()
            }
            #expect(isQuiet)
            server.clock.advance(milliseconds: 10_000)
            responder.gate.open()
            #expect(client.receive().hasSuffix("at last"))
        }
        #expect(reports.withLock { $0 } == [])
    }
}

/// Handlers that block their thread until the test lets them go on.
private struct BlockingResponder: Responder {
    let release = Release()

    func respond(to exchange: Exchange) async {
        let path = unsafe text(exchange.path)
        if path == "/block" { exchange.note(operation: 1) }
        if path == "/block-reading" { exchange.note(.reading) }
        if path == "/block-writing" { exchange.note(.writing) }
        if path.hasPrefix("/suspend-block") {
            exchange.note(operation: 2)
            try? await Task.sleep(for: .milliseconds(1))
        }
        if path.hasSuffix("middleware") { exchange.note(.middleware) }
        release.block()
        exchange.answer(status: 200, contentType: nil) { $0.append("done") }
    }

    func name(ofOperation number: Int) -> String { number == 1 ? "blocking" : "suspending" }
}

// Atomics: the kernel hands a mutex over that others spin for, and the thread sanitizer doesn't see it.
private final class Release: Sendable {
    private let hasBlocked = Atomic(false)
    private let isOpen = Atomic(false)
    private let told = Mutex([String]())

    var isBlocked: Bool { hasBlocked.load(ordering: .acquiring) }
    var reports: [String] { told.withLock { $0 } }

    func block() {
        hasBlocked.store(true, ordering: .releasing)
        while !isOpen.load(ordering: .acquiring) {}
    }

    func open() { isOpen.store(true, ordering: .releasing) }
    func report(_ name: String, _ milliseconds: Int) { told.withLock { $0.append("\(name) \(milliseconds)") } }
}
