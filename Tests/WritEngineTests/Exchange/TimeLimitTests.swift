// Each time limit of a connection, by a clock that the test turns: not before its time, and then surely.

import Testing

@testable import WritEngine

@Suite(.serialized) struct `Time limits` {
    /// Sends `request` to a fresh connection, and expects the connection to last for a limit and not for more.
    private func expectEnd(
        after milliseconds: Int, of request: String, answer: String, received: String? = nil,
        _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) async throws {
        let slack = 2 * Loop.tickMilliseconds
        try await withTimedServer(change, responder: PatientResponder()) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(request)
            if let received { #expect(client.receive(until: received).hasSuffix(received)) }
            await server.pass(milliseconds: milliseconds - 1)
            #expect(client.receiveNow() == "")
            #expect(await server.engine.settle() == 1)
            await server.pass(milliseconds: 1 + slack)
            #expect(client.receive().hasPrefix(answer))
            // Whoever was refused is read from for a while.
            await server.pass(milliseconds: 2000 + slack)
            #expect(await server.engine.settle() == 0)
        }
    }

    @Test func `a connection that sends nothing`() async throws {
        try await expectEnd(after: 10_000, of: "", answer: "")
    }

    @Test(arguments: ["G", "\r\n", "GET / HTTP/1.1\r\nHost: a\r\n"])
    func `a head that does not end`(start: String) async throws {
        try await expectEnd(after: 10_000, of: start, answer: "HTTP/1.1 408 ")
    }

    @Test func `a head behind an answered request`() async throws {
        try await expectEnd(after: 10_000, of: get("/hello") + "GET /", answer: "HTTP/1.1 408 ", received: "World!")
    }

    @Test func `a connection that rests`() async throws {
        try await expectEnd(after: 75_000, of: get("/hello"), answer: "", received: "World!")
    }

    @Test func `a body that does not come at its pace`() async throws {
        try await expectEnd(
            after: 5000, of: "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", answer: "HTTP/1.1 408 ")
    }

    @Test func `a body that pauses`() async throws {
        try await expectEnd(
            after: 30_000, of: "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", answer: "HTTP/1.1 408 "
        ) { $0.limits.bodyBytesPerSecondMin = 0 }
    }

    @Test func `a body that nobody reads and that does not come`() async throws {
        try await expectEnd(
            after: 5000, of: "POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", answer: "", received: "World!")
    }

    @Test func `a client that drips its head gets no more time for it`() async throws {
        try await withTimedServer(responder: PatientResponder()) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send("GET / HTTP/1.1\r\nX: ")
            for _ in 0..<9 {
                await server.pass(milliseconds: 1000)
                client.send("x")
            }
            #expect(client.receiveNow() == "")
            await server.pass(milliseconds: 1100)
            #expect(client.receive().hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test func `a client that takes nothing of an answer`() async throws {
        try await withTimedServer({ $0.limits.sendBytesPerSecondMin = 0 }, responder: PatientResponder()) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send(String(repeating: get("/static"), count: 20))
            await server.pass(milliseconds: 29_999)
            #expect(await server.engine.settle() == 1)
            // On a busy machine the system may take some more of the answers late, which begins the time anew.
            for _ in 0..<5 where await server.engine.settle() > 0 { await server.pass(milliseconds: 30_101) }
            #expect(await server.engine.settle() == 0)
            #expect(client.receiveBytes().count < 20 * LargeBody.content.count)
        }
    }

    @Test func `a client that goes on sending after a refusal`() async throws {
        try await withTimedServer(responder: PatientResponder()) { server in
            let client = try #require(LoopbackClient(port: server.port))
            client.send("nonsense\r\n\r\n")
            #expect(client.receive(until: "}").hasPrefix("HTTP/1.1 400 "))
            for _ in 0..<3 {
                client.send("more")
                await server.pass(milliseconds: 600)
            }
            #expect(await server.engine.settle() == 1)
            await server.pass(milliseconds: 300)
            #expect(await server.engine.settle() == 0)
        }
    }

    @Test func `a limit without end is one`() async throws {
        try await withTimedServer(
            {
                $0.limits.headTimeout = .seconds(Int64.max)
                $0.limits.idleTimeout = .seconds(Int64.max)
                $0.limits.handlerTimeout = .seconds(Int64.max)
            }, responder: PatientResponder()
        ) { server in
            let client = try #require(LoopbackClient(port: server.port))
            await server.pass(milliseconds: 1 << 40)
            client.send(get("/state"))
            #expect(client.receive(until: "fresh").hasSuffix("fresh"))
            await server.pass(milliseconds: 1 << 40)
            #expect(await server.engine.settle() == 1)
        }
    }

    @Test func `a kept connection has one timer, however many requests it serves`() async throws {
        try await withTimedServer(responder: PatientResponder()) { server in
            let client = try #require(LoopbackClient(port: server.port))
            for _ in 0..<100 {
                client.send(get("/state") + get("/hello"))
                #expect(client.receive(until: "World!").contains("fresh"))
                await server.pass(milliseconds: 200)
                #expect(await server.engine.timerCount() <= 1)
            }
        }
    }
}
