// Request bodies that are read while they come, in memory.

import Testing
import WritEngine
import WritWire

/// A responder made of a closure.
struct ClosureResponder: Responder {
    let answer: @Sendable (Exchange) async -> Void

    init(_ answer: @escaping @Sendable (Exchange) async -> Void) { self.answer = answer }

    func respond(to exchange: Exchange) async { await answer(exchange) }
}

extension Exchange {
    func answer(_ status: Int, _ text: String) {
        answer(status: status, contentType: "text/plain") { $0.append(text) }
    }
}

/// What is sent in answer to `pieces`, and how serving them ended.
func serve(
    _ pieces: [String], endsInput: Bool = true, limits: ServerLimits = ServerLimits(), sendBytesMax: Int = .max,
    _ answer: @escaping @Sendable (Exchange) async -> Void
) async -> (sent: String, outcome: ServeOutcome) {
    let transport = MemoryConnection(
        pieces: pieces.map { [UInt8]($0.utf8) }, endsInput: endsInput, sendBytesMax: sendBytesMax)
    let outcome = await transport.serve(with: ClosureResponder(answer), limits: limits)
    return (String(decoding: transport.sent, as: UTF8.self), outcome)
}

/// Each byte of a text as a piece of its own.
func singles(_ text: String) -> [String] { text.unicodeScalars.map { String($0) } }

private let post = "POST / HTTP/1.1\r\nHost: a\r\n"
private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
private let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"

/// Reads the body as a sequence and answers with it, or with the error.
@Sendable private func readAll(_ exchange: Exchange) async {
    var bytes: [UInt8] = []
    do throws(BodyError) {
        for try await chunk in exchange.body(upTo: 10) { bytes += chunk }
        let trailers = exchange.trailers.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        exchange.answer(200, "<\(String(decoding: bytes, as: UTF8.self))>\(trailers)")
    } catch {
        exchange.answer(error.status, "\(error) after \(bytes.count)")
    }
}

@Suite struct `Bodies as sequences` {
    @Test(arguments: [
        (post + "Content-Length: 5\r\n\r\nhello", "<hello>"), (get, "<>"),
        (chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "<hello>"),
        (chunked + "1\r\nx\r\n0\r\nX-Sum: 1\r\nContent-Length: 9\r\n\r\n", "<x>X-Sum=1"),
    ])
    func `arrive whole, however they are cut, and the next request follows`(request: String, wanted: String) async {
        for pieces in [[request + get], singles(request + get)] {
            let (sent, outcome) = await serve(pieces, readAll)
            #expect(sent.contains(wanted) && sent.hasSuffix("<>") && outcome == .finished, "\(sent)")
        }
    }

    @Test(arguments: [(9, 200), (10, 200), (11, 413)])
    func `are refused beyond their limit`(count: Int, wanted: Int) async {
        let body = String(repeating: "x", count: count)
        for request in [
            post + "Content-Length: \(count)\r\n\r\n\(body)",
            chunked + "4\r\nxxxx\r\n\(String(count - 4, radix: 16))\r\n\(body.dropFirst(4))\r\n0\r\n\r\n",
        ] {
            for pieces in [[request], singles(request)] {
                let (sent, outcome) = await serve(pieces, readAll)
                #expect(sent.hasPrefix("HTTP/1.1 \(wanted) "))
                #expect(wanted == 200 || (sent.contains("Connection: close") && outcome == .lingering))
            }
        }
    }

    @Test(arguments: [
        (post + "Content-Length: 5\r\n\r\nhell", 400), (chunked + "5\r\nhello\r\n", 400), (chunked + "5\r\nhelloX", 400),
        (chunked + "x", 400), (chunked + "1\r\nx\r\n0\r\nX : y\r\n\r\n", 400),
    ])
    func `that end too early or badly are an error, never an end`(request: String, wanted: Int) async {
        for pieces in [[request], singles(request)] {
            let (sent, outcome) = await serve(pieces, readAll)
            #expect(sent.hasPrefix("HTTP/1.1 \(wanted) ") && sent.contains("malformed") && outcome == .lingering)
        }
    }

    @Test func `that pause too long are 408`() async {
        let (sent, _) = await serve([post + "Content-Length: 5\r\n\r\nhell"], endsInput: false, readAll)
        #expect(sent.hasPrefix("HTTP/1.1 408 ") && sent.contains("timedOut after 4"))
    }

    @Test func `are asked for with 100 Continue once, when the handler starts to read`() async {
        let expect = post + "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n"
        let interim = "HTTP/1.1 100 Continue\r\n\r\n"
        let (asked, _) = await serve([expect, "ab", "cd"], readAll)
        #expect(asked.hasPrefix(interim + "HTTP/1.1 200 OK") && asked.hasSuffix("<abcd>"))
        let (there, _) = await serve([expect + "ab", "cd"], readAll)
        #expect(there.hasPrefix("HTTP/1.1 200 OK") && there.hasSuffix("<abcd>"))
        let (never, outcome) = await serve([expect], endsInput: false) { $0.answer(200, "no") }
        #expect(never.hasPrefix("HTTP/1.1 200 OK") && never.contains("Connection: close") && outcome == .lingering)
        let (early, _) = await serve([expect, "ab", "cd"]) { exchange in
            try? await exchange.answerStream(status: 200, contentType: nil) { writer in
                try await writer.write("first ")
                try await writer.flush()
                for try await chunk in exchange.body() { try await writer.write(chunk) }
            }
        }
        #expect(early.hasPrefix("HTTP/1.1 200 OK") && !early.contains("100 Continue"))
        #expect(early.contains("Connection: close"))
    }

    @Test func `that are left in the middle are dropped, and the next request is answered`() async {
        let (sent, _) = await serve([chunked + "2\r\nhe\r\n", "3\r\nllo\r\n0\r\n\r\n" + get]) { exchange in
            var chunks = exchange.body().makeAsyncIterator()
            let first = try? await chunks.next()
            exchange.answer(200, String(decoding: first ?? [], as: UTF8.self) + ".")
        }
        #expect(sent.contains("\r\n\r\nhe.") && sent.hasSuffix("\r\n\r\n."))
    }

    @Test func `go on where another way of reading stopped`() async {
        let request = chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
        for pieces in [[request + get], singles(request + get)] {
            let (parts, _) = await serve(pieces) { exchange in
                let first = unsafe try? await exchange.nextBodyPart().map { unsafe text($0) }
                let rest = unsafe try? await text(exchange.collectBody(upTo: 100))
                exchange.answer(200, "<\((first ?? "") + (rest ?? "none"))>")
            }
            #expect(parts.contains("<hello>") && parts.hasSuffix("<>"))
            let (collected, _) = await serve(pieces) { exchange in
                _ = unsafe try? await exchange.collectBody(upTo: 100)
                await readAll(exchange)
            }
            #expect(collected.contains("<hello>") && collected.hasSuffix("<>"))
        }
    }

    @Test func `have no trailers before their end`() async {
        let (sent, _) = await serve([chunked + "1\r\nx\r\n0\r\nX-Sum: 1\r\n\r\n"]) { exchange in
            let before = exchange.trailers.count
            while let part = unsafe try? await exchange.nextBodyPart(), part.count > 0 {}
            exchange.answer(200, "\(before), \(exchange.trailers.count)")
        }
        #expect(sent.hasSuffix("0, 1"))
    }

    @Test func `can't be read when their request is over`() async {
        let kept = Kept()
        let (sent, _) = await serve([post + "Content-Length: 1\r\n\r\nx" + post + "Content-Length: 1\r\n\r\ny"]) { exchange in
            if let earlier = kept.body {
                var chunks = earlier.makeAsyncIterator()
                let stale = await Result { () async throws(BodyError) in try await chunks.next() }
                exchange.answer(200, "\(stale == .failure(.connectionLost))")
            } else {
                kept.body = exchange.body()
                exchange.answer(200, "first")
            }
        }
        #expect(sent.hasSuffix("true"))
    }

    @Test func `of any length need no more memory than the read buffer`() async {
        let piece = String(repeating: "x", count: 9000)
        let head = post + "Content-Length: \(1000 * piece.utf8.count)\r\n\r\n"
        let (sent, outcome) = await serve([head] + Array(repeating: piece, count: 1000)) { exchange in
            var count = 0
            var largest = 0
            while let part = unsafe try? await exchange.nextBodyPart() {
                count += part.count
                largest = max(largest, part.count)
            }
            exchange.answer(200, "\(count), \(largest <= RequestStream.standardCapacity)")
        }
        #expect(sent.hasSuffix("9000000, true") && outcome == .finished)
    }
}

/// A body that a handler keeps against the rules.
private final class Kept: @unchecked Sendable {
    var body: RequestBody?
}

extension Result {
    init(_ body: () async throws(Failure) -> Success) async {
        do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
