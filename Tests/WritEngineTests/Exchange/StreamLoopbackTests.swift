// Streams over loopback: who is slow stops the other one, and memory has nothing to do with it.

import Glibc
import Synchronization
import Testing
import WritEngine
import WritWire

/// A count that a handler keeps and a test reads.
private final class Counter: Sendable {
    private let state = Mutex(0)
    var value: Int { state.withLock { $0 } }
    func add(_ count: Int) { state.withLock { $0 += count } }
}

/// What ended a handler.
private final class Ending: Sendable {
    private let gate = Gate()
    private let error = Mutex<(any Error)?>(nil)

    func note(_ error: any Error) async {
        self.error.withLock { $0 = error }
        gate.open()
        await gate.pass()
    }

    func wait() async -> (any Error)? {
        await gate.isReached()
        return error.withLock { $0 }
    }
}

/// What the socket buffers of this system may hold between two ends, with plenty to spare.
private let socketBytesMax = 64 << 20

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

// One test after the other: the client blocks its thread.
@Suite(.serialized) struct `Streams over loopback` {
    @Test func `a client that does not read stops the writer, who learns of it`() async throws {
        let counter = Counter()
        let ending = Ending()
        let responder = ClosureResponder { exchange in
            do {
                try await exchange.answerStream(status: 200, contentType: nil) { writer in
                    let piece = [UInt8](repeating: 7, count: 50_000)
                    while true {
                        try await writer.write(piece)
                        counter.add(piece.count)
                    }
                }
            } catch {
                await ending.note(error)
            }
        }
        try await withServer({ $0.limits.sendTimeout = .milliseconds(100) }, responder: responder) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(get)
            // Without backpressure the writer would never end.
            #expect(await ending.wait() as? AnswerStreamError == .timedOut)
            #expect(counter.value < socketBytesMax)
            let received = client.receiveBytes()
            #expect(!received.suffix(5).elementsEqual("0\r\n\r\n".utf8))
        }
    }

    @Test func `a client that goes away ends the writer`() async throws {
        let ending = Ending()
        let responder = ClosureResponder { exchange in
            do {
                try await exchange.answerStream(status: 200, contentType: nil) { writer in
                    while true { try await writer.write([UInt8](repeating: 7, count: 50_000)) }
                }
            } catch {
                await ending.note(error)
            }
        }
        try await withServer(responder: responder) { port, _ in
            do {
                let client = try #require(LoopbackClient(port: port))
                client.send(get)
            }
            #expect(await ending.wait() as? AnswerStreamError == .connectionLost)
        }
    }

    @Test func `an answer that fails is told from a whole one, over HTTP/1_0 too`() async throws {
        struct Trouble: Error {}
        let responder = ClosureResponder { exchange in
            try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                try await writer.write("half")
                try await writer.flush()
                throw Trouble()
            }
        }
        try await withServer(responder: responder) { port, _ in
            let old = try #require(LoopbackClient(port: port))
            old.send("GET / HTTP/1.0\r\n\r\n")
            #expect(old.endsWithReset)
            let new = try #require(LoopbackClient(port: port))
            new.send(get)
            #expect(new.receive().hasSuffix("\r\n\r\n4\r\nhalf\r\n"))
        }
    }

    @Test func `a handler that does not read stops the client, and misses nothing`() async throws {
        let gate = Gate()
        let responder = ClosureResponder { exchange in
            await gate.pass()
            var count = 0
            while let part = unsafe try? await exchange.nextBodyPart() { count += part.count }
            exchange.answer(200, "\(count)")
        }
        try await withServer(responder: responder) { port, _ in
            let client = try #require(LoopbackClient(port: port, timeoutMilliseconds: 300))
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            await gate.isReached()
            let data = [UInt8](repeating: 7, count: 1 << 20)
            let chunk = [UInt8]("100000\r\n".utf8) + data + [13, 10]
            var chunks = 0
            var rest = chunk[...]
            while rest.isEmpty || chunks == 0 {
                if rest.isEmpty { rest = chunk[...] }
                chunks += 1
                // Less than everything is taken once every buffer between the two is full.
                rest = rest.dropFirst(client.send(rest))
                guard chunks * chunk.count < 4 * socketBytesMax else { break }
            }
            #expect(chunks * chunk.count < socketBytesMax)
            gate.open()
            while !rest.isEmpty { rest = rest.dropFirst(client.send(rest)) }
            client.send("0\r\n\r\n")
            let wanted = "\r\n\r\n\(chunks * data.count)"
            #expect(client.receive(until: wanted).hasSuffix(wanted))
        }
    }

    @Test func `a body is echoed while it comes`() async throws {
        let responder = ClosureResponder { exchange in
            try? await exchange.answerStream(status: 200, contentType: nil, contentLength: exchange.contentLength) { writer in
                while let part = try unsafe await exchange.nextBodyPart() { try unsafe await writer.write(part) }
            }
        }
        try await withServer(responder: responder) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n")
            for round in 0..<50 {
                // The client waits for each piece's echo before it sends the next.
                let piece = String(repeating: "x", count: 9_990) + "\(10_000_000_00 + round)"
                client.send(piece)
                #expect(client.receive(until: piece.suffix(10).description).hasSuffix(piece.suffix(100)))
            }
            client.send(get)
            #expect(client.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func `an upgraded connection moves bytes both ways and is then closed`() async throws {
        let responder = ClosureResponder { exchange in
            _ = try? await exchange.upgrade(to: "echo") { connection in
                while let bytes = try unsafe await connection.receive() { try unsafe await connection.send(bytes) }
            }
        }
        try await withServer(responder: responder) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\nearly")
            let head = client.receive(until: "early")
            #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n") && head.hasSuffix("\r\n\r\nearly"))
            for size in [1, 5000, 100_000] {
                let piece = String(repeating: "y", count: size) + "\(size)."
                client.send(piece)
                #expect(client.receive(until: "\(size).") == piece)
            }
            client.finishSending()
            #expect(client.receive() == "")
        }
    }
}
