// Answers that are written piece by piece, in memory.

import Testing
import WritEngine
import WritWire

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

private struct Trouble: Error {}

/// Streams an answer, and answers 500 where that fails before anything was sent.
private func stream(
    _ exchange: Exchange, status: Int = 200, contentLength: Int? = nil, trailers: [StaticString] = [],
    fields: (inout FieldBlock) -> Void = { _ in }, _ write: (AnswerWriter) async throws -> Void
) async {
    do {
        try await exchange.answerStream(
            status: status, contentType: "text/plain", contentLength: contentLength, fields: fields, trailers: trailers, write)
    } catch {
        exchange.answer(500, "\(error)")
    }
}

/// The data of a chunked body, and what stands behind its last chunk; nil where it doesn't end.
private func dechunked(_ body: Substring) -> (data: String, rest: String)? {
    var decoder = ChunkDecoder(limits: HeadLimits())
    var rest = [UInt8](body.utf8)
    var data: [UInt8] = []
    while true {
        // The bytes are lent for the call.
        switch unsafe rest.withUnsafeBytes({ unsafe decoder.next($0) }) {
        case .data(let skipped, let count):
            data += rest[skipped..<skipped + count]
            rest.removeFirst(skipped + count)
        case .complete(let byteCount):
            rest.removeFirst(byteCount)
            return (String(decoding: data, as: UTF8.self), String(decoding: rest, as: UTF8.self))
        case .incomplete, .refused: return nil
        }
    }
}

private func body(_ sent: String) -> Substring { sent.split(separator: "\r\n\r\n", maxSplits: 1)[1] }

@Suite struct `Streamed answers` {
    @Test func `of known length are sent as they are`() async {
        let (sent, outcome) = await serve([get + get]) { exchange in
            await stream(exchange, contentLength: 5) { writer in
                try await writer.write("he")
                try await writer.write([UInt8]("llo".utf8))
            }
        }
        let answer = "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
        #expect(sent == answer + answer && outcome == .finished)
    }

    @Test func `of unknown length are sent in chunks, small writes together`() async {
        let (sent, outcome) = await serve([get + get]) { exchange in
            await stream(exchange) { writer in
                try await writer.write("he")
                try await writer.write("llo")
                try await writer.flush()
                try await writer.flush()
                try await writer.write(String(repeating: "x", count: 16))
                try await writer.write("")
            }
        }
        let answer =
            "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n10\r\nxxxxxxxxxxxxxxxx\r\n0\r\n\r\n"
        #expect(sent == answer + answer && outcome == .finished)
    }

    @Test func `to HTTP/1_0 end with the connection`() async {
        for fields in ["", "Connection: keep-alive\r\n"] {
            let (sent, _) = await serve(["GET / HTTP/1.0\r\n\(fields)\r\n" + get]) { exchange in
                await stream(exchange, trailers: ["X-Sum"]) { writer in
                    try await writer.write("hello")
                    try writer.addTrailer("X-Sum", "1")
                }
            }
            #expect(sent == "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain\r\nConnection: close\r\n\r\nhello")
        }
    }

    @Test func `without a byte are complete answers`() async {
        let (sent, _) = await serve([get + get]) { await stream($0) { _ in } }
        #expect(body(sent).hasPrefix("0\r\n\r\nHTTP/1.1 200 OK") && sent.hasSuffix("\r\n\r\n0\r\n\r\n"))
    }

    @Test func `stand behind the answers to earlier requests`() async {
        let earlier = "GET /earlier HTTP/1.1\r\nHost: a\r\n\r\n"
        let (sent, _) = await serve([earlier + get + earlier]) { exchange in
            if unsafe text(exchange.path) == "/earlier" { return exchange.answer(200, "earlier") }
            await stream(exchange) { writer in
                try await writer.write("now")
                try await writer.flush()
            }
        }
        let parts = sent.split(separator: "HTTP/1.1 200 OK\r\n")
        #expect(parts.count == 3 && parts[0].hasSuffix("earlier") && parts[2].hasSuffix("earlier"))
        #expect(parts.count == 3 && parts[1].hasSuffix("3\r\nnow\r\n0\r\n\r\n"))
    }

    @Test func `to HEAD, and of statuses without a body, are heads alone`() async {
        for (method, status) in [("HEAD", 200), ("GET", 204), ("GET", 205), ("GET", 304), ("HEAD", 304)] {
            for length in [nil, 5] {
                let (sent, _) = await serve(["\(method) /first HTTP/1.1\r\nHost: a\r\n\r\n" + get]) { exchange in
                    let isLast = unsafe text(exchange.path) == "/"
                    await stream(exchange, status: isLast ? 200 : status, contentLength: length) { writer in
                        #expect(isLast)
                        try await writer.write("hello")
                    }
                }
                let head = sent.split(separator: "\r\n\r\n", maxSplits: 1)[0]
                #expect(body(sent).hasPrefix("HTTP/1.1 200 OK"), "\(method) \(status)")
                let isWanted = method == "HEAD" && status == 200
                #expect(head.contains("Transfer-Encoding") == (isWanted && length == nil))
                #expect(head.contains("Content-Length: 5") == (isWanted && length == 5))
                #expect(head.contains("Content-Length: 0") == (status == 205))
            }
        }
    }

    @Test func `refuse bytes beyond their length`() async {
        let (sent, _) = await serve([get + get]) { exchange in
            await stream(exchange, contentLength: 5) { writer in
                try await writer.write("hell")
                await #expect(throws: AnswerStreamError.tooManyBytes) { try await writer.write("oo") }
                try await writer.write("o")
                await #expect(throws: AnswerStreamError.tooManyBytes) { try await writer.write("!") }
            }
        }
        #expect(sent.hasSuffix("Content-Length: 5\r\n\r\nhello") && body(sent).hasPrefix("helloHTTP/1.1 200 OK"))
    }

    @Test(arguments: [true, false])
    func `can be written straight into the buffer`(isSized: Bool) async {
        var limits = ServerLimits()
        limits.gatheredAnswerBytesMax = 5000
        let wanted = (0..<20_000).map(String.init).joined()
        let transport = MemoryConnection(pieces: [[UInt8]((get + get).utf8)], sendBytesMax: 3000)
        let answer = ClosureResponder { exchange in
            await stream(exchange, contentLength: isSized ? wanted.utf8.count : nil) { writer in
                for number in 0..<20_000 { try await writer.write { $0.append(decimal: number) } }
                try await writer.write { _ in }
                guard isSized else { return }
                await #expect(throws: AnswerStreamError.tooManyBytes) {
                    try await writer.write { $0.append("beyond") }
                }
            }
        }
        #expect(await transport.serve(with: answer, limits: limits) == .finished)
        let sent = String(decoding: transport.sent, as: UTF8.self)
        if isSized {
            #expect(body(sent).hasPrefix(wanted + "HTTP/1.1 200 OK") && sent.hasSuffix(wanted))
        } else {
            let first = dechunked(body(sent))
            #expect(first?.data == wanted && first?.rest.hasPrefix("HTTP/1.1 200 OK") == true)
        }
    }

    @Test func `with too few bytes end the connection, or are taken back while nothing is sent`() async {
        for isSent in [true, false] {
            let (sent, outcome) = await serve([get + get]) { exchange in
                await stream(exchange, contentLength: 5) { writer in
                    try await writer.write("hell")
                    if isSent { try await writer.flush() }
                }
            }
            if isSent {
                #expect(sent.hasSuffix("\r\n\r\nhell") && outcome == .lost)
            } else {
                #expect(sent.hasPrefix("HTTP/1.1 500 ") && body(sent).hasPrefix("tooFewBytesHTTP/1.1 500 "))
            }
        }
    }

    @Test func `that fail before anything is sent can be answered otherwise`() async {
        let (sent, outcome) = await serve([get + get]) { exchange in
            exchange.addField("X-Outer", "kept")
            await stream(exchange, fields: { $0.add("X-Inner", "gone") }) { writer in
                try await writer.write("hello")
                throw Trouble()
            }
        }
        let answer =
            "HTTP/1.1 500 Internal Server Error\r\n\(date)Content-Type: text/plain\r\nX-Outer: kept\r\n"
            + "Content-Length: 9\r\n\r\nTrouble()"
        #expect(sent == answer + answer && outcome == .finished)
    }

    @Test func `that fail later end without their last chunk`() async {
        for version in [0, 1] {
            let transport = MemoryConnection(pieces: [[UInt8]("GET / HTTP/1.\(version)\r\nHost: a\r\n\r\n\(get)".utf8)])
            let outcome = await transport.serve(
                with: ClosureResponder { exchange in
                    await stream(exchange) { writer in
                        try await writer.write("hello")
                        try await writer.flush()
                        throw Trouble()
                    }
                })
            #expect(outcome == .lost)
            // Where only the connection's end ends the body, a regular one would lie.
            #expect(transport.isReset == (version == 0))
            let sent = String(decoding: transport.sent, as: UTF8.self)
            #expect(sent.hasSuffix(version == 0 ? "\r\n\r\nhello" : "5\r\nhello\r\n"))
        }
    }

    @Test func `that wait for a body which breaks off are refused like any other`() async {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"
        let (sent, _) = await serve([head, "abc"]) { exchange in
            do {
                try await exchange.answerStream(status: 200, contentType: nil) { writer in
                    while let part = try unsafe await exchange.nextBodyPart() { try unsafe await writer.write(part) }
                }
            } catch {
                exchange.answer((error as? BodyError)?.status ?? 500, "\(error)")
            }
        }
        // The first part was gone before the client was waited for.
        #expect(!sent.contains("\r\n0\r\n"))
        let (unsent, _) = await serve([head]) { exchange in
            do {
                try await exchange.answerStream(status: 200, contentType: nil) { writer in
                    while let part = try unsafe await exchange.nextBodyPart() { try unsafe await writer.write(part) }
                }
            } catch {
                exchange.answer((error as? BodyError)?.status ?? 500, "\(error)")
            }
        }
        #expect(unsent.hasPrefix("HTTP/1.1 400 ") && unsent.hasSuffix("malformed"))
    }

    @Test func `end with their trailers`() async {
        let (sent, _) = await serve([get]) { exchange in
            await stream(exchange, trailers: ["X-Sum", "X-Count"]) { writer in
                try await writer.write("hello")
                try writer.addTrailer("x-sum", "abc")
                #expect(throws: AnswerStreamError.malformedTrailer) { try writer.addTrailer("X-Other", "1") }
                #expect(throws: AnswerStreamError.malformedTrailer) { try writer.addTrailer("X-Count", "1\r\nX: y") }
            }
        }
        #expect(sent.contains("\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum, X-Count\r\n\r\n"))
        #expect(sent.hasSuffix("5\r\nhello\r\n0\r\nx-sum: abc\r\n\r\n"))
    }

    @Test(arguments: ["Content-Length", "transfer-encoding", "Set-Cookie", "If-Match", "X Y", ""] as [StaticString])
    func `can't have a trailer that decides about what came before`(name: StaticString) async {
        let (sent, _) = await serve([get]) { await stream($0, trailers: [name]) { _ in Issue.record("not called") } }
        #expect(sent.hasPrefix("HTTP/1.1 500 "))
    }

    @Test(arguments: ["Content-Length", "transfer-encoding", "CONNECTION", "Trailer"] as [StaticString])
    func `can't have fields of their own that the engine writes`(name: StaticString) async {
        let (sent, _) = await serve([get]) { exchange in
            await stream(exchange, fields: { $0.add(name, "5") }) { _ in Issue.record("not called") }
        }
        #expect(sent.hasPrefix("HTTP/1.1 500 ") && !sent.contains(": 5\r\n"))
        let (plain, _) = await serve([get]) { $0.answerEmpty(status: 200) { $0.add(name, "5") } }
        #expect(plain.hasPrefix("HTTP/1.1 500 ") && !plain.contains(": 5\r\n"))
    }

    @Test(arguments: [99, 101, 199, 600])
    func `can't have a status that is none of an answer`(status: Int) async {
        let (sent, _) = await serve([get]) { await stream($0, status: status) { _ in Issue.record("not called") } }
        #expect(sent.hasPrefix("HTTP/1.1 500 "))
    }

    @Test func `take no write once they have ended`() async {
        let (sent, _) = await serve([get]) { exchange in
            var kept: AnswerWriter?
            await stream(exchange) { kept = $0 }
            await #expect(throws: AnswerStreamError.ended) { try await kept?.write("late") }
        }
        #expect(sent.hasSuffix("\r\n\r\n0\r\n\r\n"))
    }

    @Test(arguments: [1, 1000, 65_536, 300_000], [nil, 3_000_000])
    func `never gather more than their limit, however slow the client`(size: Int, length: Int?) async {
        var limits = ServerLimits()
        limits.gatheredAnswerBytesMax = 20_000
        let transport = MemoryConnection(pieces: [[UInt8](get.utf8)], sendBytesMax: 7000)
        let total = size == 1 ? 50_000 : 3_000_000
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: size)
        let outcome = await transport.serve(
            with: ClosureResponder { exchange in
                await stream(exchange, contentLength: length == nil ? nil : total) { writer in
                    var written = 0
                    while written < total {
                        let count = min(size, total - written)
                        try await writer.write(Array(piece[..<count]))
                        written += count
                        #expect(written - transport.sent.count <= 20_000)
                    }
                }
            }, limits: limits)
        #expect(outcome == .finished)
        let sent = String(decoding: transport.sent, as: UTF8.self)
        #expect((length == nil ? dechunked(body(sent))?.data.utf8.count : body(sent).utf8.count) == total)
    }

    @Test func `can echo a body while it comes, in bounded memory`() async {
        var limits = ServerLimits()
        limits.gatheredAnswerBytesMax = 10_000
        let data = String(repeating: "0123456789", count: 100_000)
        for request in [
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(data.utf8.count)\r\n\r\n\(data)",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "\(String(data.utf8.count, radix: 16))\r\n\(data)\r\n0\r\n\r\n",
        ] {
            let bytes = [UInt8](request.utf8)
            let pieces = stride(from: 0, to: bytes.count, by: 5003).map { Array(bytes[$0..<min($0 + 5003, bytes.count)]) }
            let transport = MemoryConnection(pieces: pieces + [[UInt8](get.utf8)], sendBytesMax: 6000)
            let outcome = await transport.serve(
                with: ClosureResponder { exchange in
                    await stream(exchange) { writer in
                        while let part = try unsafe await exchange.nextBodyPart() { try unsafe await writer.write(part) }
                    }
                }, limits: limits)
            let first = dechunked(body(String(decoding: transport.sent, as: UTF8.self)))
            #expect(first?.data == data && outcome == .finished)
            #expect(first?.rest.hasPrefix("HTTP/1.1 200 OK") == true && first?.rest.hasSuffix("\r\n\r\n0\r\n\r\n") == true)
        }
    }

    @Test func `sent while the server drains tell of the connection's end`() async {
        let transport = MemoryConnection(pieces: [[UInt8](get.utf8)])
        transport.isDraining = true
        _ = await transport.serve(with: ClosureResponder { await stream($0) { try await $0.write("x") } })
        #expect(String(decoding: transport.sent, as: UTF8.self).contains("Connection: close\r\n"))
    }
}
