// What responders see of a connection that speaks something else than HTTP/1.1: no difference.

import Testing
@testable import WritEngine
import WritWire

/// Asks a responder in frames, all of a piece at once; what came back for each stream, and in which order the answers ended.
@MainActor
private func ask(
    _ pieces: [[Frame]], _ responder: any Responder, limits: ServerLimits = ServerLimits(), sendBytesMax: Int = .max
) async throws -> (streams: [UInt32: [Frame]], ended: [UInt32]) {
    let host = MemoryConnection(pieces: pieces.map { $0.flatMap(\.sent) }, sendBytesMax: sendBytesMax)
    await FrameConnection(over: host, with: responder, limits: limits).serve()
    let frames = try Frame.all(in: host.sent)
    let ended = frames.filter { $0.kind == .end || $0.kind == .cancel }.map(\.stream)
    return (Dictionary(grouping: frames, by: \.stream), ended)
}

private func get(_ stream: UInt32, _ target: String) -> [Frame] { [.head(stream, "GET", target), .end(stream)] }

private let plain = ["Content-Type", "text/plain"]

private func answer(_ stream: UInt32, _ status: String, _ body: String) -> [Frame] {
    [Frame(stream: stream, kind: .head, bytes: Frame.pack([status] + plain)), .body(stream, body), .end(stream)]
}

private struct Trouble: Error {}

/// What the handlers of these tests tell each other.
@MainActor
private final class Notes {
    var texts: [String] = []
}

@Suite @MainActor struct `Another framing` {
    @Test func `serves a responder that knows nothing of it`() async throws {
        let (streams, _) = try await ask(
            [
                get(1, "/hello") + get(3, "/query?a=%20b") + [.head(5, "HEAD", "/hello"), .end(5)] + get(7, "/nothing")
                    + [.head(9, "GET", "/fields", "X-First", "1", "X-Many", "2", "x-many", "3"), .end(9)]
            ], SampleResponder())
        #expect(streams[1] == answer(1, "200", "Hello, World!"))
        #expect(streams[3]?[1] == .body(3, "a=%20b"))
        #expect(streams[5]?.map(\.kind) == [.head, .end])
        #expect(streams[7] == [.head(7, "204"), .end(7)])
        #expect(streams[9] == [.head(9, "200", "X-A", "b"), .body(9, "1,2,3"), .end(9)])
    }

    @Test func `answers many requests of one connection at once, in any order`() async throws {
        let responder = SampleResponder()
        let opening = ClosureResponder { exchange in
            guard unsafe text(exchange.path) == "/open" else { return await responder.respond(to: exchange) }
            await responder.gate.isReached()
            exchange.answerEmpty(status: 204)
            responder.gate.open()
        }
        let (streams, ended) = try await ask(
            [get(1, "/gated") + [.head(3, "POST", "/echo"), .body(3, "he")] + get(5, "/open"), [.body(3, "llo"), .end(3)]],
            opening)
        #expect(streams[1] == answer(1, "200", "passed"))
        #expect(streams[3] == answer(3, "200", "hello"))
        #expect(try #require(ended.firstIndex(of: 5)) < #require(ended.firstIndex(of: 1)))
        #expect(Set(ended) == [1, 3, 5])
    }

    @Test(arguments: [Int.max, 7])
    func `streams bodies and answers piece by piece, with fields behind them`(sendBytesMax: Int) async throws {
        let echo = ClosureResponder { exchange in
            try? await exchange.answerStream(status: 200, contentType: "text/plain", trailers: ["X-Sum"]) { writer in
                var count = 0
                while let part = try unsafe await exchange.nextBodyPart() {
                    count += part.count
                    try unsafe await writer.write(part)
                    try await writer.flush()
                }
                try writer.addTrailer("X-Sum", "\(count)")
            }
        }
        let (streams, _) = try await ask(
            [[.head(1, "POST", "/"), .body(1, "one")], [.body(1, "two"), .end(1)]], echo, sendBytesMax: sendBytesMax)
        let frames = try #require(streams[1])
        #expect(frames.first?.kind == .head && frames.last == .end(1, "X-Sum", "6"))
        #expect(frames.dropFirst().dropLast().flatMap(\.bytes) == [UInt8]("onetwo".utf8))
    }

    @Test func `takes a stream back of which nothing has left, and breaks off any other`() async throws {
        let failing = ClosureResponder { exchange in
            let leaves = unsafe text(exchange.path) == "/late"
            do {
                try await exchange.answerStream(status: 200, contentType: "text/plain") { writer in
                    try await writer.write("half")
                    if leaves { try await writer.flush() }
                    throw Trouble()
                }
            } catch {
                exchange.answer(status: 500, contentType: "text/plain") { $0.append("trouble") }
            }
        }
        let (streams, _) = try await ask([get(1, "/early") + get(3, "/late")], failing)
        #expect(streams[1] == answer(1, "500", "trouble"))
        #expect(streams[3]?.map(\.kind) == [.head, .body, .cancel])
    }

    @Test func `cancels the one handler whose client has lost interest`() async throws {
        let notes = Notes()
        let waiting = ClosureResponder { exchange in
            guard unsafe text(exchange.path) == "/wait" else { return exchange.answerEmpty(status: 204) }
            try? await Task.sleep(for: .seconds(1_000))
            let (isCancelled, isTold) = (Task.isCancelled, exchange.isCancelled)
            await MainActor.run { notes.texts.append("\(isCancelled) \(isTold)") }
        }
        let (streams, _) = try await ask([get(1, "/wait") + get(3, "/"), [.cancel(1)] + get(5, "/")], waiting)
        #expect(notes.texts == ["true true"])
        #expect(streams[1] == [.cancel(1)])
        #expect(streams[3]?.first == .head(3, "204") && streams[5]?.first == .head(5, "204"))
    }

    @Test func `ends what waits for a body that doesn't come`() async throws {
        let notes = Notes()
        let reading = ClosureResponder { exchange in
            var failure: BodyError?
            do throws(BodyError) {
                _ = try unsafe await exchange.collectBody(upTo: 100)
            } catch {
                failure = error
            }
            let text = "\(failure.map { "\($0)" } ?? "none")"
            await MainActor.run { notes.texts.append(text) }
        }
        _ = try await ask([[.head(1, "POST", "/"), .body(1, "half")]], reading)
        #expect(notes.texts == ["connectionLost"])
    }

    @Test func `keeps the limits of bodies, of heads and of requests at once`() async throws {
        var limits = ServerLimits()
        limits.bodyBytesMax = 10
        limits.head.fieldCountMax = 1
        for (count, status) in [(9, "200"), (10, "200"), (11, "413")] {
            let text = String(repeating: "x", count: count)
            let (streams, _) = try await ask(
                [[.head(1, "POST", "/echo"), .body(1, text), .end(1)]], SampleResponder(), limits: limits)
            #expect(streams[1]?.first?.bytes.prefix(5) == Frame.pack([status])[...], "\(count)")
        }
        let (streams, _) = try await ask(
            [
                [.head(1, "GET", "/hello", "A", "b"), .end(1), .head(3, "GET", "/hello", "A", "b", "C", "d"), .end(3)]
                    + [.head(5, "GET", "hello"), .end(5), .head(7, "G T", "/hello"), .end(7)]
            ], SampleResponder(), limits: limits)
        #expect(
            [1, 3, 5, 7].map { streams[$0]?.first?.bytes.prefix(5) }
                == ["200", "431", "400", "400"].map { Frame.pack([$0])[...] })
        let many = (0...UInt32(FrameConnection.streamsMax)).map { Frame.head($0, "POST", "/echo") }
        let refused = try await ask([many], SampleResponder()).streams.filter { $0.value == [.cancel($0.key)] }
        #expect(refused.keys.contains(UInt32(FrameConnection.streamsMax)))
    }
}
