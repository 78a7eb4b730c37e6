// Requests that a strict server refuses, and their neighbours that it takes: whole connections, each with a further request
// behind it that is answered where the connection goes on and never where it ends.

import Testing
import WritEngine
import WritInputs
import WritWire

/// What is sent, and the statuses of all answers to it and to the GET that follows.
private struct Row: CustomTestStringConvertible, Sendable {
    let text: String
    let wanted: [Int]

    init(_ text: String, _ wanted: Int...) {
        self.text = text
        self.wanted = wanted
    }

    var testDescription: String { text.debugDescription }
}

private let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
/// So many field lines.
private func numbered(_ count: Int, _ value: String = "b") -> String { (1...count).map { "X\($0): \(value)\r\n" }.joined() }

private func line(_ line: String) -> String { line + "\r\nHost: a\r\n\r\n" }
private func target(_ target: String) -> String { line("GET \(target) HTTP/1.1") }
private func fields(_ fields: String) -> String { "GET / HTTP/1.1\r\n\(fields)\r\n\r\n" }
private func post(_ fields: String, _ body: String = "") -> String { "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)" }
private func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked", body) }

@Suite struct `A strict server` {
    /// Sends a row and the next request whole, cut at every byte and byte by byte: always the same answers.
    private func check(_ row: Row) async throws {
        let bytes = [UInt8](latin1: row.text + next)
        var ways = [[bytes], bytes.map { [$0] }]
        if bytes.count <= 1000 { ways += bytes.indices.map { [Array(bytes[..<$0]), Array(bytes[$0...])] } }
        for pieces in ways {
            let transport = MemoryConnection(pieces: pieces, endsInput: false)
            let outcome = await transport.serve(with: EchoResponder())
            let isHead = { row.text.hasPrefix("HEAD") && $0 == 0 }
            let answers = try ReadAnswer.all(in: transport.sent, isHead: isHead).filter { !$0.isInterim }
            #expect(answers.map(\.status) == row.wanted, "in \(pieces.count) pieces, the first of \(pieces[0].count) bytes")
            let isEnd = row.wanted.last.map { $0 >= 400 } == true
            #expect(answers.last?.announcesClose == isEnd && (outcome == .lingering) == isEnd)
        }
    }

    @Test(arguments: [
        Row(line("\0\0\0\0"), 400), Row(line("\u{16}\u{3}\u{1}\u{2}\0\u{1}"), 400), Row(line("\u{F5}\u{A1}\u{FF}"), 400),
        Row("\r\n", 200), Row("\r\n\r\n\r\n\r\n", 200), Row("\r\n\r\n\r\n\r\n\r\n", 400), Row("   \r\n", 400), Row("\t\r\n", 400),
        Row("\n", 400), Row("\r", 400), Row(line("GET"), 400), Row(line("GET "), 400), Row(line("GET /"), 400),
        Row(line("GET / "), 400), Row(line(" / HTTP/1.1"), 400), Row(line("/ HTTP/1.1"), 400), Row(line("GET HTTP/1.1"), 400),
        Row(line("GET  / HTTP/1.1"), 400), Row(line("GET /  HTTP/1.1"), 400), Row(line("GET\t/ HTTP/1.1"), 400),
        Row(line("GET /\tHTTP/1.1"), 400), Row(line("GET\u{B}/ HTTP/1.1"), 400), Row(line("GET /\u{C}HTTP/1.1"), 400),
        Row(line("GET /a b HTTP/1.1"), 400), Row(line("GET / HTTP/1.1 "), 400), Row(line("GET / HTTP/1.1\t"), 400),
        Row(line("GET / HTTP/1.1 x"), 400), Row(line("(GET) / HTTP/1.1"), 400), Row(line("G,T / HTTP/1.1"), 400),
        Row(line("G\u{E9}T / HTTP/1.1"), 400), Row(line("G\0T / HTTP/1.1"), 400), Row(line("GET\0 / HTTP/1.1"), 400),
        Row(line("get / HTTP/1.1"), 200, 200), Row(line("BREW / HTTP/1.1"), 200, 200),
        Row(line("\(repeated("A", 32)) / HTTP/1.1"), 200, 200),
        Row(line("\(repeated("A", 33)) / HTTP/1.1"), 501), Row(line("CONNECT a:443 HTTP/1.1"), 501),
    ])
    fileprivate func `takes a request line apart without guessing`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row(line("GET / http/1.1"), 400), Row(line("GET / Http/1.1"), 400), Row(line("GET / HTTP/1"), 400),
        Row(line("GET / HTTP/"), 400), Row(line("GET / HTTP"), 400), Row(line("GET / HTTP/1."), 400),
        Row(line("GET / HTTP/.1"), 400),
        Row(line("GET / HTTP/01.1"), 400), Row(line("GET / HTTP/1.01"), 400), Row(line("GET / HTTP/ 1.1"), 400),
        Row(line("GET / HTTP/1. 1"), 400), Row(line("GET / HTTP/1.10"), 400), Row(line("GET / HTTP/1,1"), 400),
        Row(line("GET / HTTP/+1.1"), 400), Row(line("GET / HTTP/\u{B2}.1"), 400), Row(line("GET / XTTP/1.1"), 400),
        Row(line("GET / HTTPS/1.1"), 400), Row(line("GET / HTTP/0.9"), 505), Row(line("GET / HTTP/2.0"), 505),
        Row(line("GET / HTTP/3.0"), 505), Row(line("GET / HTTP/9.9"), 505), Row("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        Row(line("GET / HTTP/1.2"), 200, 200), Row(line("GET / HTTP/1.9"), 200, 200),
    ])
    fileprivate func `knows one protocol`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row(target("/#a"), 400), Row(target("/?a#b"), 400), Row(target("/\u{1}"), 400), Row(target("/\u{1F}"), 400),
        Row(target("/\0"), 400), Row(target("/\u{7F}"), 400), Row(target("/caf\u{E9}"), 400), Row(target("/\u{C0}\u{AF}"), 400),
        Row(target("/%00"), 400), Row(target("/a%00b"), 400), Row(target("/%zz"), 400), Row(target("/%4"), 400),
        Row(target("/%"), 400), Row(target("/?%"), 400), Row(target("/%u0041"), 400), Row(target("/\\a"), 400),
        Row(target("/<a>"), 400), Row(target("/\"a\""), 400), Row(target("*"), 400), Row(target("*/"), 400),
        Row(target("a.example:80"), 400), Row(target("foo"), 400), Row(target("?a"), 400), Row(target("http://"), 400),
        Row(target("http:///a"), 400), Row(target("http://u:p@a/"), 400), Row(target("http://a:x/"), 400),
        Row(target("ftp://a/"), 400), Row(target("http://b/"), 400), Row(target("http://a:81/"), 400),
        Row(target("/\(repeated("a", 8191))"), 200, 200),
        Row(target("/\(repeated("a", 8192))"), 414),
        Row(target("http://a"), 200, 200), Row(target("http://a:80/"), 200, 200), Row(target("HTTP://A/b?c"), 200, 200),
        Row(target("/%2F%2e%2E/%41"), 200, 200),
        Row(target("//a//"), 200, 200), Row(target("/a/../b"), 200, 200), Row(target("/a?b?c"), 200, 200),
        Row(line("OPTIONS * HTTP/1.1"), 200, 200),
    ])
    fileprivate func `takes targets of an origin server`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row(fields("X: b"), 400), Row(fields("Host: a\r\nHost: a"), 400), Row(fields("Host: a\r\nhOST: b"), 400),
        Row(fields("Host:"), 400), Row(fields("Host: \t"), 400), Row(fields("Host: a, a"), 400), Row(fields("Host: a b"), 400),
        Row(fields("Host: u@a"), 400), Row(fields("Host: a/"), 400), Row(fields("Host: a?b"), 400), Row(fields("Host: a#b"), 400),
        Row(fields("Host: a:b"), 400), Row(fields("Host: a:65536"), 400), Row(fields("Host: a:+1"), 400),
        Row(fields("Host: :80"), 400), Row(fields("Host: [::1"), 400), Row(fields("Host: ::1"), 400),
        Row(fields("Host: [::g]"), 400),
        Row(fields("Host: [1.2.3.4]"), 400), Row(fields("Host: http://a"), 400), Row(fields("Host : a"), 400),
        Row(fields("Host\t: a"), 400), Row(fields("Host: a\r\n b"), 400), Row(fields(" Host: a"), 400),
        Row(fields("Host: a\0"), 400),
        Row(fields("Host: [::1]:8080"), 200, 200), Row(fields("Host: A.example.:80"), 200, 200), Row(fields("hoST:a:"), 200, 200),
        Row("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, 200),
    ])
    fileprivate func `asks for one Host`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row(fields("Host: a\r\nX"), 400), Row(fields("Host: a\r\n: b"), 400), Row(fields("Host: a\r\nX : b"), 400),
        Row(fields("Host: a\r\nX\t: b"), 400), Row(fields("Host: a\r\nX Y: b"), 400), Row(fields("Host: a\r\nX/Y: b"), 400),
        Row(fields("Host: a\r\nX\u{E9}: b"), 400), Row(fields("Host: a\r\nX\0: b"), 400), Row(fields("Host: a\r\n\"X\": b"), 400),
        Row(fields("Host: a\r\nX: \0"), 400), Row(fields("Host: a\r\nX: a\rb"), 400), Row(fields("Host: a\r\nX: \u{1}"), 400),
        Row(fields("Host: a\r\nX: \u{8}"), 400), Row(fields("Host: a\r\nX: \u{1B}[0m"), 400),
        Row(fields("Host: a\r\nX: \u{7F}"), 400),
        Row(fields("Host: a\r\nX: a\r\n b"), 400), Row(fields("Host: a\r\nX: a\r\n\tb"), 400),
        Row(fields("Host: a\r\n X: b"), 400),
        Row(fields("Host: a\nX: b"), 400), Row("GET / HTTP/1.1\nHost: a\r\n\r\n", 400),
        Row("GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
        Row("GET / HTTP/1.1\r\nHost: a\r\n\rX", 400), Row("GET / HTTP/1.1\rHost: a\r\n\r\n", 400),
        Row("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", 400), Row(fields("Host: a\r\nX: \u{80}\u{FF}\t~"), 200, 200),
        Row(fields("Host: a\r\nX:\r\nX:b\r\nX:  \t c\t "), 200, 200), Row(fields("Host: a\r\nContent_Length: 9"), 200, 200),
        Row(fields("Host: a\r\n\(numbered(99))X: b"), 431), Row(fields("Host: a\r\n\(numbered(98))X: b"), 200, 200),
        Row(fields("Host: a\r\nX: \(repeated("b", 16_384 - 3))"), 200, 200),
        Row(fields("Host: a\r\nX: \(repeated("b", 16_384 - 2))"), 431),
        Row(fields("Host: a\r\n\(numbered(5, repeated("b", 14_000)))X: b"), 431),
    ])
    fileprivate func `takes field lines as the grammar has them`(row: Row) async throws { try await check(row) }
}

@Suite struct `A strict reader of bodies` {
    private func check(_ row: Row) async throws {
        let bytes = [UInt8](latin1: row.text + next)
        let ways = [[bytes], bytes.map { [$0] }] + bytes.indices.map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
        for pieces in bytes.count <= 1000 ? ways : Array(ways[..<2]) {
            let transport = MemoryConnection(pieces: pieces, endsInput: false)
            _ = await transport.serve(with: EchoResponder())
            let answers = try ReadAnswer.all(in: transport.sent).filter { !$0.isInterim }
            #expect(answers.map(\.status) == row.wanted, "in \(pieces.count) pieces, the first of \(pieces[0].count) bytes")
            #expect(answers.last?.announcesClose == (row.wanted.last.map { $0 >= 400 } == true))
        }
    }

    @Test(arguments: [
        Row(post("Content-Length: x", "abc"), 400), Row(post("Content-Length: +3", "abc"), 400),
        Row(post("Content-Length: -3", "abc"), 400), Row(post("Content-Length: -0"), 400),
        Row(post("Content-Length: 0x3", "abc"), 400),
        Row(post("Content-Length: 1_0", "abc"), 400), Row(post("Content-Length: 1 0", "abc"), 400),
        Row(post("Content-Length:"), 400),
        Row(post("Content-Length: \t"), 400), Row(post("Content-Length: 3.0", "abc"), 400),
        Row(post("Content-Length: 3e0", "abc"), 400),
        Row(post("Content-Length: \"3\"", "abc"), 400), Row(post("Content-Length: 3;", "abc"), 400),
        Row(post("Content-Length: \u{B2}", "abc"), 400), Row(post("Content-Length: 3\u{B}", "abc"), 400),
        Row(post("Content-Length: 9223372036854775808"), 400), Row(post("Content-Length: 18446744073709551619", "abc"), 400),
        Row(post("Content-Length: 340282366920938463463374607431768211459", "abc"), 400),
        Row(post("Content-Length: 3, 3", "abc"), 400), Row(post("Content-Length: 3,4", "abc"), 400),
        Row(post("Content-Length: 3\r\nContent-Length: 3", "abc"), 400),
        Row(post("Content-Length: 3\r\nContent-Length: 4", "abc"), 400),
        Row(post("Content-Length: 9223372036854775807"), 413), Row(post("Content-Length: 1048577"), 413),
        Row(post("Content-Length: 3", "abc"), 200, 200), Row(post("content-LENGTH:\t003 ", "abc"), 200, 200),
        Row(post("Content-Length: 0"), 200, 200), Row(post("X: y"), 200, 200),
    ])
    fileprivate func `takes one length of digits`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row(post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"), 400),
        Row(post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 400),
        Row(post("Content-Length: 0\r\nTransfer-Encoding: gzip"), 400), Row(post("Transfer-Encoding:"), 400),
        Row(post("Transfer-Encoding: ,"), 400), Row(post("Transfer-Encoding: chunked,", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: ,chunked", "0\r\n\r\n"), 400), Row(post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked;a=b", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked\u{B}", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: \u{C}chunked", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked\0", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding : chunked", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked, gzip", "0\r\n\r\n"), 400),
        Row(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x"), 400),
        Row(post("Transfer-Encoding: gzip"), 501), Row(post("Transfer-Encoding: identity"), 501),
        Row(post("Transfer-Encoding: xchunked"), 501),
        Row(post("Transfer-Encoding: chunked-false"), 501), Row(post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"), 501),
        Row(post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 501),
        Row("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        Row(post("tRANSFER-eNCODING: \t cHuNkEd ", "0\r\n\r\n"), 200, 200),
    ])
    fileprivate func `takes chunked and nothing else`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row(chunked("\r\n"), 400), Row(chunked("g\r\n"), 400), Row(chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400),
        Row(chunked("+3\r\nabc"), 400),
        Row(chunked("-3\r\nabc"), 400), Row(chunked("1_0\r\n"), 400), Row(chunked(" 3\r\nabc"), 400),
        Row(chunked("3 \r\nabc"), 400),
        Row(chunked("\t3\r\nabc"), 400), Row(chunked("3\t\r\nabc"), 400), Row(chunked("3\nabc\r\n0\r\n\r\n"), 400),
        Row(chunked("3\rabc\r\n0\r\n\r\n"), 400), Row(chunked("3\r\r\nabc"), 400), Row(chunked("3\r\nabc0\r\n\r\n"), 400),
        Row(chunked("3\r\nabc\n0\r\n\r\n"), 400), Row(chunked("3\r\nabc\r0\r\n\r\n"), 400),
        Row(chunked("3\r\nabcd\r\n0\r\n\r\n"), 400),
        Row(chunked("00000000000000003\r\nabc"), 400), Row(chunked("8000000000000000\r\n"), 400),
        Row(chunked("10000000000000003\r\nabc"), 400), Row(chunked("ffffffffffffffff\r\n"), 400), Row(chunked("\u{FF}\r\n"), 400),
        Row(chunked("3;\r\nabc"), 400), Row(chunked("3;;a\r\nabc"), 400), Row(chunked("3;=b\r\nabc"), 400),
        Row(chunked("3;a=\r\nabc"), 400),
        Row(chunked("3;a b\r\nabc"), 400), Row(chunked("3 ;a\r\nabc"), 400), Row(chunked("3;a\rb\r\nabc"), 400),
        Row(chunked("3;a\n"), 400),
        Row(chunked("3;a\0\r\nabc"), 400), Row(chunked("3;a=\"b\r\nabc"), 400), Row(chunked("3;a=\"b\"c\r\nabc"), 400),
        Row(chunked("3;\(repeated("a", 256))\r\nabc\r\n0\r\n\r\n"), 400),
        Row(chunked("3;\(repeated("a", 255))\r\nabc\r\n0\r\n\r\n"), 200, 200),
        Row(chunked("3\r\nabc\r\n0\n\r\n"), 400), Row(chunked("3\r\nabc\r\n0\r\n\n"), 400),
        Row(chunked("3\r\nabc\r\n0\r\n\rX"), 400),
        Row(chunked("0\r\nX\r\n\r\n"), 400), Row(chunked("0\r\n: y\r\n\r\n"), 400), Row(chunked("0\r\nX : y\r\n\r\n"), 400),
        Row(chunked("0\r\n X: y\r\n\r\n"), 400), Row(chunked("0\r\nX: y\r\n z\r\n\r\n"), 400),
        Row(chunked("0\r\nX: \0\r\n\r\n"), 400),
        Row(chunked("0\r\nX: y\nZ: a\r\n\r\n"), 400), Row(chunked("0\r\n\(numbered(101))\r\n"), 400),
        Row(chunked("100001\r\n"), 413), Row(chunked("7fffffffffffffff\r\n"), 413),
        Row(chunked("3\r\nabc\r\n0\r\n\r\n"), 200, 200), Row(chunked("1\r\na\r\n1\r\nb\r\n000\r\n\r\n"), 200, 200),
        Row(chunked("0000000000000003\r\nabc\r\n0\r\n\r\n"), 200, 200),
        Row(chunked("3;a=b;c;d=\"\\\"\t\"\r\nabc\r\n0;e\r\n\r\n"), 200, 200),
        Row(chunked("0\r\nX: y\r\nY:\r\n\r\n"), 200, 200), Row(chunked("0\r\nContent-Length: 9\r\n\r\n"), 200, 200),
        Row(chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"), 200, 200), Row(chunked("0\r\nHost: b\r\n\r\n"), 200, 200),
        Row(chunked("0\r\nConnection: close\r\n\r\n"), 200, 200),
    ])
    fileprivate func `takes chunks as the grammar has them`(row: Row) async throws { try await check(row) }

    @Test(arguments: [
        Row("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: \(next.utf8.count)\r\n\r\n\(next)", 200, 200),
        Row("DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: \(next.utf8.count)\r\n\r\n\(next)", 200, 200),
        Row("OPTIONS * HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 200, 200),
        Row(post("Expect: 100-continue\r\nContent-Length: 3", "abc"), 200, 200), Row(post("Expect: 100-Continue"), 200, 200),
        Row(post("Expect: 200-ok\r\nContent-Length: 3", "abc"), 417), Row(post("Expect: 100-continue, x"), 417),
        Row("POST / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: x\r\nContent-Length: 3\r\n\r\nabc", 200, 200),
        Row(post("Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 3", "abc"), 200, 200),
        Row(post("Content-Length: 2\r\nTrailer: X", "\r\n"), 200, 200), Row(post("Content-Length: 3", "abc\r\n"), 200, 200),
    ])
    fileprivate func `never takes a body for a request, nor a request for a body`(row: Row) async throws { try await check(row) }

    @Test(arguments: ["HEAD /# HTTP/1.1\r\n", "HEAD / HTTP/2.0\r\n", "HEAD  /\r\n", "HEAD / HTTP/1.1\r\n\r\n", "HEAD /"])
    func `sends no body with the refusal of a HEAD`(text: String) async throws {
        for pieces in [[[UInt8](latin1: text)], [UInt8](latin1: text).map { [$0] }] {
            let transport = MemoryConnection(pieces: pieces)
            _ = await transport.serve(with: EchoResponder())
            #expect(try ReadAnswer.all(in: transport.sent) { _ in true }.map(\.announcesClose) == [true])
        }
    }

    @Test(arguments: ["", "\r", "\r\n", "\r\n\r\n\r"])
    func `answers nothing to empty lines behind the last request`(lines: String) async throws {
        let transport = MemoryConnection(pieces: [[UInt8](latin1: post("Content-Length: 3", "abc") + lines)])
        #expect(await transport.serve(with: EchoResponder()) == .finished)
        #expect(try ReadAnswer.all(in: transport.sent).map(\.status) == [200])
    }

    @Test(arguments: ["close", "CLOSE", "keep-alive, close", "x,close ,y", "close\r\nConnection: keep-alive"])
    func `reads nothing behind a request that ends the connection`(options: String) async throws {
        let bytes = [UInt8](latin1: post("Connection: \(options)\r\nContent-Length: 3", "abc") + next)
        for pieces in [[bytes], bytes.map { [$0] }] {
            let transport = MemoryConnection(pieces: pieces, endsInput: false)
            _ = await transport.serve(with: EchoResponder())
            let answers = try ReadAnswer.all(in: transport.sent)
            #expect(answers.map(\.status) == [200] && answers[0].announcesClose)
        }
    }
}
