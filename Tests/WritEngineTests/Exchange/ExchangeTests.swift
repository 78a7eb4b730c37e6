// Exchanges in memory: requests in, answers out, without a socket.

import Testing
import WritEngine
import WritWire

/// The answers to `text`, sent whole and byte by byte, which must be the same.
private func answers(to text: String, limits: ServerLimits = ServerLimits(), endsInput: Bool = true) async -> (
    String, ServeOutcome
) {
    let bytes = [UInt8](text.utf8)
    let whole = MemoryConnection(pieces: [bytes], endsInput: endsInput)
    let outcome = await whole.serve(with: SampleResponder(), limits: limits)
    let single = MemoryConnection(pieces: bytes.map { [$0] }, endsInput: endsInput)
    let outcomeOfSingle = await single.serve(with: SampleResponder(), limits: limits)
    #expect(single.sent == whole.sent)
    #expect(outcomeOfSingle == outcome)
    return (String(decoding: whole.sent, as: UTF8.self), outcome)
}

private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
private let hello = "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!"

private func post(_ path: String, _ fields: String, _ body: String) -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(body)"
}

/// Notes what the engine answers by itself.
private struct ReportingResponder: Responder {
    let reports: Reports

    func respond(to exchange: Exchange) async { await SampleResponder().respond(to: exchange) }

    func didRefuse(_ exchange: Exchange, status: Int, detail: StaticString, at stage: RefusalStage) {
        #expect(stage == .seen)
        reports.add(status)
    }
}

@Suite struct `Exchanges` {
    @Test func `a request is answered and the connection rests`() async {
        let (sent, outcome) = await answers(to: get("/hello"), endsInput: false)
        #expect(sent == hello)
        #expect(outcome == .idle)
    }

    @Test func `pipelined requests are answered in order with one send`() async {
        let requests = get("/hello") + post("/echo", "Content-Length: 3\r\n", "abc") + get("/nothing") + get("/hello")
        let transport = MemoryConnection(pieces: [[UInt8](requests.utf8)])
        #expect(await transport.serve(with: SampleResponder()) == .finished)
        let echoed = "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc"
        let nothing = "HTTP/1.1 204 No Content\r\n\(date)\r\n"
        #expect(String(decoding: transport.sent, as: UTF8.self) == hello + echoed + nothing + hello)
        #expect(transport.sendCount == 1)
    }

    @Test func `ten thousand pipelined requests need bounded memory and are all answered`() async {
        let transport = MemoryConnection(pieces: [[UInt8](String(repeating: get("/hello"), count: 10_000).utf8)])
        #expect(await transport.serve(with: SampleResponder()) == .finished)
        #expect(transport.sent.count == 10_000 * hello.utf8.count)
        #expect(transport.sendCount > 10)
    }

    @Test func `HEAD gets the head that GET would get`() async {
        let (sent, _) = await answers(to: "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hello"))
        #expect(sent == String(hello.dropLast(13)) + hello)
    }

    @Test func `HTTP/1_0 and Connection decide whether the connection stays`() async {
        let (old, _) = await answers(to: "GET /hello HTTP/1.0\r\n\r\n" + get("/hello"))
        #expect(old == hello.replacing("Content-Length", with: "Connection: close\r\nContent-Length"))
        let (kept, _) = await answers(to: "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + get("/nothing"))
        #expect(kept.hasPrefix(hello.replacing("Content-Length", with: "Connection: keep-alive\r\nContent-Length")))
        #expect(kept.contains("204"))
        let (closed, outcome) = await answers(to: get("/hello", "Connection: close\r\n") + get("/hello"))
        #expect(closed == hello.replacing("Content-Length", with: "Connection: close\r\nContent-Length"))
        #expect(outcome == .finished || outcome == .lingering)
    }

    @Test func `a responder can end the connection`() async {
        let (sent, _) = await answers(to: get("/close") + get("/hello"))
        #expect(sent.contains("Connection: close") && !sent.contains("Hello"))
    }

    @Test func `a body by length and a chunked body arrive alike`() async {
        let (sized, _) = await answers(to: post("/echo", "Content-Length: 5\r\n", "hello"))
        let (chunked, _) = await answers(
            to: post("/echo", "Transfer-Encoding: chunked\r\n", "2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nX: y\r\n\r\n"))
        #expect(sized == chunked)
        #expect(sized.hasSuffix("\r\n\r\nhello"))
    }

    @Test(arguments: [(99, 200), (100, 200), (101, 413)])
    func `a body is collected up to the operation's limit`(count: Int, wanted: Int) async {
        let body = String(repeating: "x", count: count)
        let (sized, _) = await answers(to: post("/echo", "Content-Length: \(count)\r\n", body))
        #expect(sized.hasPrefix("HTTP/1.1 \(wanted) "))
        let chunk = "\(String(count, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
        let (chunked, _) = await answers(to: post("/echo", "Transfer-Encoding: chunked\r\n", chunk))
        #expect(chunked.hasPrefix("HTTP/1.1 \(wanted) "))
        #expect(wanted == 200 || chunked.contains("Connection: close"))
    }

    @Test func `a chunk that announces too much is refused before it comes`() async {
        for size in ["65", "7fffffffffffffff"] {
            let request = post("/echo", "Transfer-Encoding: chunked\r\n", size + "\r\n")
            let (sent, _) = await answers(to: request, endsInput: false)
            #expect(sent.hasPrefix("HTTP/1.1 413 "))
        }
        let (sent, _) = await answers(to: post("/echo", "Transfer-Encoding: chunked\r\n", "8000000000000000\r\n"))
        #expect(sent.hasPrefix("HTTP/1.1 400 "))
    }

    @Test func `a large body is collected in pieces`() async {
        let body = String(repeating: "0123456789", count: 30_000)
        let request = [UInt8](post("/large", "Content-Length: 300000\r\n", body).utf8)
        let pieces = stride(from: 0, to: request.count, by: 7001).map {
            Array(request[$0..<min($0 + 7001, request.count)])
        }
        let transport = MemoryConnection(pieces: pieces)
        _ = await transport.serve(with: SampleResponder())
        #expect(String(decoding: transport.sent, as: UTF8.self).hasSuffix("\r\n\r\n" + body))
    }

    @Test func `a body larger than the server's limit is refused before the responder sees it`() async {
        var limits = ServerLimits()
        limits.bodyBytesMax = 10
        for (count, wanted) in [(9, 200), (10, 200), (11, 413)] {
            let body = String(repeating: "x", count: count)
            let (sent, _) = await answers(to: post("/echo", "Content-Length: \(count)\r\n", body), limits: limits)
            #expect(sent.hasPrefix("HTTP/1.1 \(wanted) "))
        }
    }

    @Test func `a body nobody reads is dropped, and the next request answered`() async {
        let (sent, _) = await answers(
            to: post("/early", "Content-Length: 40\r\n", get("/nothing") + "123456789") + get("/hello"))
        #expect(sent.contains("early") && sent.hasSuffix(hello) && !sent.contains("204"))
        let (chunked, _) = await answers(
            to: post("/early", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n") + get("/hello"))
        #expect(chunked.contains("early") && chunked.hasSuffix(hello))
    }

    @Test func `an unread body beyond the limit ends the connection`() async {
        var limits = ServerLimits()
        limits.droppedBodyBytesMax = 10
        let (sent, outcome) = await answers(
            to: post("/early", "Content-Length: 100\r\n", "abc"), limits: limits, endsInput: false)
        #expect(sent.contains("Connection: close") && sent.contains("early"))
        #expect(outcome == .lingering)
    }

    @Test(arguments: [(10, true), (11, true), (12, false)])
    func `an unread body in small chunks is not dropped for ever`(count: Int, isKept: Bool) async {
        var limits = ServerLimits()
        // Eleven chunks of six bytes, and the first byte of the last one.
        limits.droppedBodyBytesMax = 67
        let pieces =
            [post("/early", "Transfer-Encoding: chunked\r\n", "")] + Array(repeating: "1\r\nx\r\n", count: count)
            + ["0", "\r\n\r\n" + get("/hello")]
        let transport = MemoryConnection(pieces: pieces.map { [UInt8]($0.utf8) })
        let outcome = await transport.serve(with: SampleResponder(), limits: limits)
        #expect(String(decoding: transport.sent, as: UTF8.self).hasSuffix(hello) == isKept)
        #expect(outcome == (isKept ? .finished : .lingering))
    }

    @Test func `a malformed chunk behind an early answer ends the connection without a second answer`() async {
        let request = [UInt8](
            (post("/early", "Transfer-Encoding: chunked\r\n", "3\r\nabcX0\r\n\r\n") + get("/hello")).utf8)
        // Whole, the fault is seen in time to announce the end; byte by byte it comes too late for that.
        for pieces in [[request], request.map { [$0] }] {
            let transport = MemoryConnection(pieces: pieces)
            #expect(await transport.serve(with: SampleResponder()) == .lingering)
            let sent = String(decoding: transport.sent, as: UTF8.self)
            #expect(sent.contains("early") && !sent.contains("Hello") && !sent.contains("400"))
            #expect(sent.contains("Connection: close") == (pieces.count == 1))
        }
    }

    @Test func `100 Continue is sent once, when the body is asked for`() async {
        let expect = "Content-Length: 3\r\nExpect: 100-continue\r\n"
        let asking = MemoryConnection(pieces: [[UInt8](post("/echo", expect, "").utf8), [UInt8]("abc".utf8)])
        _ = await asking.serve(with: SampleResponder())
        #expect(
            String(decoding: asking.sent, as: UTF8.self).hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
        let there = MemoryConnection(pieces: [[UInt8](post("/echo", expect, "abc").utf8)])
        _ = await there.serve(with: SampleResponder())
        #expect(String(decoding: there.sent, as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"))
        let early = MemoryConnection(pieces: [[UInt8](post("/early", expect, "").utf8)], endsInput: false)
        #expect(await early.serve(with: SampleResponder()) == .lingering)
        #expect(String(decoding: early.sent, as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(String(decoding: early.sent, as: UTF8.self).contains("Connection: close"))
        let large = MemoryConnection(
            pieces: [[UInt8](post("/echo", "Content-Length: 101\r\nExpect: 100-continue\r\n", "").utf8)],
            endsInput: false)
        #expect(await large.serve(with: SampleResponder()) == .lingering)
        #expect(String(decoding: large.sent, as: UTF8.self).hasPrefix("HTTP/1.1 413 "))
    }

    @Test(arguments: [
        ("GET / HTTP/2.0\r\n\r\n", 505), ("GET /\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417),
        ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 20_000))\r\n\r\n", 431), ("GET / HT", 400),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 400),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nx", 400),
    ])
    func `a refused request gets a problem document, and nothing behind it is parsed`(request: String, wanted: Int)
        async
    {
        let (sent, outcome) = await answers(to: request + (wanted == 400 ? "" : get("/hello")))
        #expect(sent.hasPrefix("HTTP/1.1 \(wanted) "))
        #expect(sent.contains("Content-Type: application/problem+json\r\nConnection: close\r\n"))
        #expect(sent.contains("\"status\":\(wanted),"))
        #expect(!sent.contains("Hello"))
        #expect(outcome == .lingering)
    }

    @Test func `a request left unanswered is a 500 and is reported`() async {
        let reports = Reports()
        let transport = MemoryConnection(pieces: [[UInt8]((get("/unanswered") + get("/hello")).utf8)])
        _ = await transport.serve(with: ReportingResponder(reports: reports))
        let sent = String(decoding: transport.sent, as: UTF8.self)
        #expect(sent.hasPrefix("HTTP/1.1 500 Internal Server Error\r\n") && sent.hasSuffix(hello))
        #expect(reports.all == [500])
    }

    @Test(arguments: ["/injected", "/bad-status"])
    func `an answer that can't be sent is a 500`(path: String) async {
        let (sent, _) = await answers(to: get(path) + get("/hello"))
        #expect(sent.hasPrefix("HTTP/1.1 500 ") && sent.hasSuffix(hello) && !sent.contains("X-B"))
    }

    @Test func `fields are found whatever their case, all of a name in order`() async {
        let (sent, _) = await answers(to: get("/fields", "X-FIRST: 1\r\nx-many: 2\r\nX-MANY: 3\r\n"))
        #expect(sent.contains("X-A: b\r\n") && sent.hasSuffix("1,2,3"))
    }

    @Test(arguments: [("/query", "none"), ("/query?", ""), ("/query?a=%20b&c", "a=%20b&c")])
    func `the query is handed on as sent`(target: String, wanted: String) async {
        let (sent, _) = await answers(to: get(target))
        #expect(sent.hasSuffix("\r\n\r\n" + wanted))
    }

    @Test func `a large static body is sent from where it is, also to a slow client`() async {
        let transport = MemoryConnection(pieces: [[UInt8]((get("/static") + get("/hello")).utf8)], sendBytesMax: 100_000)
        #expect(await transport.serve(with: SampleResponder()) == .finished)
        let headEnd = transport.sent.count - hello.utf8.count - LargeBody.content.count
        #expect(Array(transport.sent[headEnd..<headEnd + LargeBody.content.count]) == LargeBody.content)
        #expect(transport.sent.suffix(hello.utf8.count).elementsEqual(hello.utf8))
    }

    @Test func `answers of a draining server end the connection`() async {
        let transport = MemoryConnection(pieces: [[UInt8](get("/hello").utf8)])
        transport.isDraining = true
        #expect(await transport.serve(with: SampleResponder()) == .finished || !transport.sent.isEmpty)
        #expect(String(decoding: transport.sent, as: UTF8.self).contains("Connection: close"))
    }
}

/// Statuses that were reported.
final class Reports: @unchecked Sendable {
    private(set) var all: [Int] = []
    func add(_ status: Int) { all.append(status) }
}
