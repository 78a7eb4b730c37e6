// Handlers that have another time than the server gives to all.

import Testing
import WritWire

@testable import WritEngine

/// Sets the time that the path tells in milliseconds, before or behind a wait, and waits for its cancellation.
private struct OwnTimeResponder: Responder {
    let tally = Tally()

    func respond(to exchange: Exchange) async {
        let words = unsafe text(exchange.path).split(separator: "/")
        exchange.beginPending()
        if words.first == "late" {
            tally.began()
            // Until somebody has looked after the suspended handler.
            try? await Task.sleep(for: .milliseconds(20))
        }
        exchange.setHandlerTime(milliseconds: words.last.flatMap { Int($0) })
        if words.first != "late" { tally.began() }
        if words.first == "deadline" {
            await Task.yield()
            let left = exchange.deadline.map { ($0 - .now) / .seconds(1) }
            exchange.answer(status: 200, contentType: "text/plain") { $0.append(left.map { "\(Int($0.rounded()))" } ?? "none") }
        } else {
            try? await Task.sleep(for: .seconds(3600))
            tally.ended(isCancelled: Task.isCancelled && exchange.isCancelled)
        }
        try? await exchange.sendPendingAnswer()
    }
}

private func limited(_ configuration: inout EngineConfiguration) { configuration.limits.handlerTimeout = .seconds(5) }

@Suite(.serialized) struct `A handler's own time` {
    @Test(arguments: [("/own/1000", 1_000), ("/own/9000", 9_000), ("/late/1000", 1_000), ("/late/9000", 9_000)])
    func `holds in place of the server's`(path: String, milliseconds: Int) async throws {
        let responder = OwnTimeResponder()
        try await withTimedServer(limited, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get(path))
            #expect(await responder.tally.reaches { $0.begun == 1 })
            await server.pass(milliseconds: 2 * Loop.tickMilliseconds)
            if path.hasPrefix("/late") { try await Task.sleep(for: .milliseconds(200)) }
            await server.pass(milliseconds: milliseconds - 2 * Loop.tickMilliseconds - 1)
            #expect(responder.tally.current.ended == 0)
            await server.pass(milliseconds: 1 + 2 * Loop.tickMilliseconds)
            #expect(await responder.tally.reaches { $0.ended == 1 })
            #expect(responder.tally.current.cancelled == 1)
            #expect(client.receive().hasPrefix("HTTP/1.1 503 "))
        }
    }

    @Test func `may be none, and is that of its request alone`() async throws {
        let responder = OwnTimeResponder()
        try await withTimedServer(limited, responder: responder) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(get("/deadline/none") + get("/deadline/90000"))
            #expect(client.receive(until: "90").contains("\r\n\r\nnone"))
            client.send(get("/own/none"))
            #expect(await responder.tally.reaches { $0.begun == 3 })
            await server.pass(milliseconds: 60_000)
            #expect(responder.tally.current.ended == 0)
        }
    }
}
