// Answers that are read while they are written, and handlers that are called as functions.

import Synchronization
import Testing
import WritServer
import WritTesting

@Suite struct `A test's stream` {
    @Test func `has events as they are written, in a time that nobody waits for`() async throws {
        let (time, notes) = (TestTime("2026-03-14T00:00:00Z"), Notes())
        let client = TestClient(
            EventsAPI { events, context in
                defer { notes.add("ended") }
                try await events.write(ServerSentEvent("first\nline", event: "kind", id: "1", retry: 5))
                while true {
                    try await context.sleep(for: .seconds(15))
                    try await events.write(.comment("alive at \(DateTime.now.second)"))
                }
            })
        await time.run {
            let text = await client.stream("/events") { answer in
                #expect(answer.status == 200 && answer["content-type"] == "text/event-stream")
                let first = await answer.nextEvent()
                #expect(first?.data == "first\nline" && first?.event == "kind" && first?.id == "1" && first?.retry == 5)
                await time.untilSleeping()
                time.advance(by: .seconds(15))
                let second = await answer.nextEvent()
                await time.untilSleeping()
                time.advance(by: .seconds(15))
                let third = await answer.nextEvent()
                #expect(second?.data == nil && second?.comment == "alive at 15")
                return third?.comment
            }
            #expect(text == "alive at 30")
        }
        #expect(notes.all == ["ended"], "the handler is cancelled and waited for")
    }

    @Test func `ends where its handler does`() async {
        let client = TestClient(
            EventsAPI { events, _ in for number in 0..<3 { try await events.write(ServerSentEvent("\(number)")) } })
        let texts = await client.stream("/events") { answer in
            var texts: [String] = []
            while let event = await answer.nextEvent() { texts.append(event.data ?? "") }
            return texts
        }
        #expect(texts == ["0", "1", "2"])
        let lines = await client.stream("/events") { answer in
            var lines: [String] = []
            while let line = await answer.nextLine() { lines.append(line) }
            return lines
        }
        #expect(lines == ["data: 0", "", "data: 1", "", "data: 2", ""])
    }

    @Test func `slows its handler down, and ends one without end`() async {
        let written = Notes()
        let text = String(repeating: "x", count: 10_000)
        let client = TestClient(
            EventsAPI { events, _ in
                while true {
                    try await events.write(ServerSentEvent(text))
                    written.add("")
                }
            })
        let count = await client.stream("/events") { answer in
            var count = 0
            while count < 100, await answer.nextEvent() != nil { count += 1 }
            return count
        }
        #expect(count == 100)
        #expect(written.all.count < 200, "no more than was read and what lies between")
    }

    @Test func `is also of answers that are no streams, and of none`() async {
        let client = TestClient(SampleAPI { _ in "a\r\nb" })
        let parts = await client.stream("/api/run") { answer in
            [await answer.nextLine(), await answer.nextLine(), await answer.nextLine()]
        }
        #expect(parts == ["a", "b", nil])
        #expect(await client.stream("/api/run", method: "HEAD") { await $0.next() } == nil)
        #expect(await client.stream("/nowhere") { $0.status } == 404)
        #expect(await client.stream("/ \r\n") { $0.status } == 400)
        let whole = await client.stream("/api/run") { await $0.next() }
        #expect(whole == Array("a\r\nb".utf8))
    }
}

@Suite struct `A context for a test` {
    let client = TestClient(SampleAPI())

    @Test func `is that of a request`() async throws {
        let told = try await client.withContext("GET", "/api/items/7?a=b", fields: ["X-Request-Id": "r1", "If-Match": "\"1\""]) {
            context in
            let sum = try await context.offload { 1 + 1 }
            return
                "\(context.methodName) \(context.path) \(context.query ?? "") \(context.operation?.id ?? "") \(context.requestID) "
                + "\(context.field("if-match") ?? "") \(sum) \(context.peerAddress)"
        }
        #expect(told == "GET /api/items/7 a=b showItem r1 \"1\" 2 memory")
        #expect(try await client.withContext { $0.operation?.id } == nil)
    }

    @Test func `hands on what is thrown, and refuses what is no request`() async {
        struct Mishap: Error {}
        await #expect(throws: Mishap.self) { try await client.withContext { _ in throw Mishap() } }
        await #expect(throws: TestRequestRefused(status: 400)) { try await client.withContext("GET", "/\r\nx") { _ in } }
    }

    @Test func `is valid as long as its body runs`() async throws {
        let kept = Mutex<RequestContext?>(nil)
        try await client.withContext("GET", "/api/run") { context in kept.withLock { $0 = context } }
        #expect(kept.withLock { $0 }?.path == "")
    }
}
