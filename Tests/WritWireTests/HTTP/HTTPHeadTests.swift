// The head parser against tables of requests: each whole, cut at every byte, and byte by byte.

import Testing
import WritInputs
import WritWire

@Suite struct `Request heads` {
    /// Checks a table of request lines, fields or whole heads; each row is one head and the status it gets.
    private func check(_ rows: [(String, Int)], _ wrap: (String) -> String) {
        for (row, wanted) in rows {
            let input = [UInt8](latin1: wrap(row))
            let whole = parseWhole(input)
            #expect(status(whole.result) == wanted, "\(row)")
            #expect(parseByteByByte(input) == whole || isRefused(whole, parseByteByByte(input)), "\(row)")
            for cut in 0..<input.count {
                let inPieces = parseCut(input, at: cut)
                #expect(inPieces == whole || isRefused(whole, inPieces), "\(row), cut at \(cut)")
            }
        }
    }

    /// A refusal may be found earlier in pieces than in the whole, but it stays a refusal for the same reason.
    private func isRefused(_ one: ParsedHead, _ other: ParsedHead) -> Bool {
        if case .refused(let first) = one.result, case .refused(let second) = other.result { return first == second }
        return false
    }

    @Test func `a well-formed head is taken apart`() {
        let head = parseWhole(
            [UInt8](latin1: "GET /a%20b/c?x=1&y HTTP/1.1\r\nHost: a.example\r\nX-A: \t b c \t\r\nX-B:\r\n\r\nrest"))
        #expect(head.result == .complete(byteCount: 68))
        #expect(head.method == "GET")
        #expect(head.path == "/a%20b/c")
        #expect(head.query == "x=1&y")
        #expect(head.fields == ["Host=a.example", "X-A=b c", "X-B="])
        #expect(head.framing == .none)
        #expect(head.keepsAlive)
    }

    @Test func `a head that is refused has nothing of the one before it`() {
        var head = RequestHead()
        func parse(_ text: String) -> RequestHead.Result {
            head.reset()
            let bytes = Array(text.utf8)
            // The bytes are lent for the call.
            return unsafe bytes.withUnsafeBytes { unsafe head.parse($0, limits: HeadLimits()) }
        }
        let first = "GET http://a.example/\(String(repeating: "a", count: 100))?b=c HTTP/1.1\r\nHost: a.example\r\n\r\n"
        #expect(parse(first) == .complete(byteCount: first.utf8.count) && head.path.count == 101 && head.fields.count == 1)
        for text in ["\n", "GET\n", "GET  HTTP/1.1\r\n", "GET /\u{1} HTTP/1.1\r\n", "GET / HTTP/2.0\r\n"] {
            guard case .refused = parse(text) else {
                Issue.record("\(text.debugDescription) is no refusal")
                continue
            }
            #expect(head.path.count == 0 && head.query == nil && head.authority == nil && head.fields.count == 0)
            #expect(head.methodBytes.upperBound <= text.utf8.count)
        }
    }

    /// Options that are the names of fields: none of these takes its field away, or decides about the body.
    @Test(arguments: ["content-length", "Host", "transfer-encoding, content-type", "close-up, x-close", ",,", "upgrade, TE"])
    func `an option of Connection that is no word about the connection changes nothing`(options: String) {
        let list = Array(repeating: options, count: 40).joined(separator: " ,\t")
        for (version, last, keeps) in [
            ("1.1", "", true), ("1.1", ", close", false), ("1.1", ",KEEP-ALIVE", true), ("1.1", ", keep-alive, Close", false),
            ("1.0", "", false), ("1.0", ", Keep-Alive", true), ("1.0", ", keep-alive, close", false),
        ] {
            for lines in ["Connection: \(list)\(last)", "Connection: \(options)\r\nCONNECTION: \(list)\(last)"] {
                let head = "POST /pets HTTP/\(version)\r\n\(lines)\r\nHost: a\r\nContent-Length: 3\r\n\r\n"
                let input = [UInt8](latin1: head)
                for parsed in [parseWhole(input), parseByteByByte(input)] {
                    #expect(parsed.result == .complete(byteCount: input.count) && parsed.path == "/pets")
                    #expect(parsed.framing == .length(3) && parsed.keepsAlive == keeps, "\(version) \(lines)")
                }
            }
        }
    }

    @Test(arguments: [1, 63, 64, 65, 200])
    func `a host is checked again behind one that was well-formed`(count: Int) {
        let good = String(repeating: "a", count: count)
        let limits = HeadLimits()
        var head = RequestHead()
        func refusal(of host: String) -> Refusal? {
            head.reset()
            let bytes = Array("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
            // The bytes are lent for the call.
            let result = unsafe bytes.withUnsafeBytes { unsafe head.parse($0, limits: limits) }
            if case .refused(let refusal) = result { return refusal }
            return nil
        }
        for _ in 0..<2 { #expect(refusal(of: good) == nil) }
        #expect(refusal(of: good.dropLast() + "/") == .malformedHost)
        #expect(refusal(of: good.dropLast() + ",") == .malformedHost)
        #expect(refusal(of: "") == .malformedHost)
        #expect(refusal(of: good) == nil)
        #expect(refusal(of: good + "b") == nil)
    }

    @Test func `an absolute target is split into authority, path and query`() {
        let head = parseWhole([UInt8](latin1: "GET HTTP://a.example:80?x HTTP/1.1\r\nHost: A.example:80\r\n\r\n"))
        #expect(head.path == "")
        #expect(head.query == "x")
        let other = parseWhole([UInt8](latin1: "GET http://a.example/p HTTP/1.1\r\nHost: b.example\r\n\r\n"))
        #expect(other.result == .refused(.malformedHost))
    }

    @Test func `an absolute target may leave out the scheme's own port, and so may the Host`() {
        let rows = [
            ("http://a", "a:80", 200), ("http://a:80", "a", 200), ("http://a:080", "A", 200), ("http://a:", "a", 200),
            ("http://a:80", "a:", 200), ("https://a:443", "a", 200), ("HTTPS://a", "a:443", 200),
            ("http://[::1]:80", "[::1]", 200),
            ("http://a:81", "a:81", 200), ("http://a:443", "a", 400), ("https://a:80", "a", 400), ("https://a", "a:80", 400),
            ("http://a:81", "a", 400), ("http://a", "a:81", 400), ("http://b:80", "a", 400), ("http://a:80", "a:8080", 400),
            ("http://[::1]:80", "[::2]", 400),
        ]
        for (origin, host, status) in rows {
            check([(origin, status)]) { "GET \($0)/p HTTP/1.1\r\nHost: \(host)\r\n\r\n" }
        }
    }

    @Test func `request lines are taken strictly`() {
        check([
            ("GET / HTTP/1.1", 200), ("\r\nGET / HTTP/1.1", 200), ("\r\n\r\n\r\n\r\nGET / HTTP/1.1", 200),
            ("\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1", 400), ("", 0), ("\nGET / HTTP/1.1", 400), ("\rGET / HTTP/1.1", 400),
            (" GET / HTTP/1.1", 400), ("   ", 400), ("GET", 400), ("GET /", 400), ("GET / ", 400),
            ("/ HTTP/1.1", 400), ("GET  / HTTP/1.1", 400), ("GET /  HTTP/1.1", 400), ("GET\t/ HTTP/1.1", 400),
            ("GET /\tHTTP/1.1", 400), ("GET / x HTTP/1.1", 400), ("GET / HTTP/1.1 ", 400), ("G@T / HTTP/1.1", 400),
            ("get / HTTP/1.1", 200), ("-M!#$%&'*+.^_`|~9 / HTTP/1.1", 200), ("CONNECT a:80 HTTP/1.1", 501),
            ("CONNECT / HTTP/1.1", 501), (String(repeating: "A", count: 33) + " / HTTP/1.1", 501),
            ("GET / HTTP/1.0", 200), ("GET / HTTP/1.2", 200), ("GET / HTTP/2.0", 505), ("GET / HTTP/0.9", 505),
            ("PRI * HTTP/2.0", 505), ("GET / http/1.1", 400), ("GET / HTTP/1", 400), ("GET / HTTP/1.10", 400),
            ("GET / HTTP/01.1", 400), ("GET / HTTP/1.", 400), ("GET / HTTPS/1.1", 400), ("\u{16}\u{3}\u{1}", 400),
        ]) { "\($0)\r\nHost: a\r\n\r\n".replacingPrefixOfEmptyRow() }
    }

    @Test func `targets are taken strictly`() {
        check([
            ("/", 200), ("/a?", 200), ("/a?b?c/d", 200), ("/%41", 200), ("/%2F..%2f", 200), ("/[a]{b}|^`", 200),
            ("/#a", 400), ("/\u{1}", 400), ("/\0", 400), ("/\u{7F}", 400), ("/\u{E9}", 400), ("/a\\b", 400),
            ("/%00", 400), ("/%zz", 400), ("/%4", 400), ("/%", 400), ("/?%zz", 400), ("/\"", 400), ("/<", 400),
            ("hello", 400), ("?a", 400), ("*", 400), ("*/", 400), ("a.example:80", 400), ("http:///", 400),
            ("http:/a", 400), ("http://u@a/", 400), ("http://a:8x/", 400), ("ftp://a/", 400), ("https://a/", 200),
            ("http://[::1]:80/", 400),
        ]) { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
        check([("*", 200), ("/", 200), ("**", 400)]) { "OPTIONS \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
    }

    @Test func `lines end with CR LF and nothing else`() {
        check([
            ("GET / HTTP/1.1\nHost: a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\n\n", 400), ("GET / HTTP/1.1\r\nHost: a\n\n", 400),
            ("GET / HTTP/1.1\rHost: a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\n\rX: b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\n", 0),
        ]) { $0 }
    }

    @Test func `field lines are taken strictly`() {
        check([
            ("X-A: b", 200), ("X-A:b", 200), ("X-A:", 200), ("!#$%&'*+-.^_`|~09azAZ: b", 200),
            ("X: caf\u{E9} \u{80}\u{FF}", 200),
            ("X: a\tb", 200), ("NoColon", 400), (": b", 400), (":", 400), ("X : b", 400), ("X\t: b", 400),
            ("X A: b", 400), ("X(: b", 400), ("X\0: b", 400), ("X\u{E9}: b", 400), ("X\u{7F}: b", 400),
            ("X: a\0b", 400), ("X: a\rb", 400), ("X: a\u{1}b", 400), ("X: a\u{B}b", 400), ("X: a\u{7F}b", 400),
            ("X: 12345678\u{1}", 400), ("X: a\r\n b", 400), ("X: a\r\n\tb", 400), ("X: a\r\n \r\nY: b", 400),
        ]) { "GET / HTTP/1.1\r\nHost: a\r\n\($0)\r\n\r\n" }
        check([(" ", 400), (" X: a", 400), ("\tX: a", 400)]) { "GET / HTTP/1.1\r\n\($0)\r\nHost: a\r\n\r\n" }
    }

    @Test func `the Host field is required once and well-formed`() {
        check([
            ("Host: a\r\n", 200), ("hOST:a-b_c.example.:80\r\n", 200), ("Host: a:\r\n", 200), ("Host: a%2Db\r\n", 200),
            ("Host: [2001:db8::1]:80\r\n", 200), ("Host: [::]\r\n", 200), ("Host: [::ffff:1.2.3.4]\r\n", 200),
            ("Host: [1:2:3:4:5:6:7:8]\r\n", 200), ("", 400), ("Host: a\r\nHost: a\r\n", 400), ("Host:\r\n", 400),
            ("Host:  \t \r\n", 400), ("Host: :80\r\n", 400), ("Host: a, b\r\n", 400), ("Host: a,b\r\n", 400),
            ("Host: u@a\r\n", 400), ("Host: a/b\r\n", 400), ("Host: a?b\r\n", 400), ("Host: a b\r\n", 400),
            ("Host: a%zz\r\n", 400), ("Host: a:8x\r\n", 400), ("Host: a:-1\r\n", 400), ("Host: a:65535\r\n", 200),
            ("Host: a:65536\r\n", 400), ("Host: a:80:80\r\n", 400), ("Host: [::1\r\n", 400), ("Host: ::1]\r\n", 400),
            ("Host: ::1\r\n", 400), ("Host: [::zz]\r\n", 400), ("Host: [::1]x\r\n", 400), ("Host: []\r\n", 400),
            ("Host: [1:2:3:4:5:6:7]\r\n", 400), ("Host: [1:2:3:4:5:6:7:8:9]\r\n", 400), ("Host: [1::2::3]\r\n", 400),
            ("Host: [:1]\r\n", 400), ("Host: [1:]\r\n", 400), ("Host: [::1.2.3]\r\n", 400),
            ("Host: [::1.2.3.256]\r\n", 400),
            ("Host: [12345::]\r\n", 400), ("Host: [:\r\n", 400), ("Host: [\r\n", 400),
        ]) { "GET / HTTP/1.1\r\n\($0)X: b\r\n\r\n" }
        check([("", 200), ("Host: a\r\n", 200), ("Host:\r\n", 400)]) { "GET / HTTP/1.0\r\n\($0)\r\n" }
    }

    @Test func `the framing of a body is never in doubt`() {
        check([
            ("Content-Length: 5", 200), ("content-length:\t5 ", 200), ("Content-Length: 0005", 200),
            ("Content-Length: 9223372036854775807", 200), ("Content-Length: 9223372036854775808", 400),
            ("Content-Length: 99999999999999999999999999", 400), ("Content-Length: abc", 400),
            ("Content-Length: +5", 400),
            ("Content-Length: -0", 400), ("Content-Length: 0x5", 400), ("Content-Length: 1_0", 400),
            ("Content-Length: 1 0", 400), ("Content-Length:", 400), ("Content-Length: 5, 5", 400),
            ("Content-Length: ,", 400),
            ("Content-Length: 5\r\nContent-Length: 5", 400), ("Content-Length: 5\r\nContent-Length: 6", 400),
            ("Transfer-Encoding: chunked", 200), ("tRANSFER-eNCODING:  ChUnKeD ", 200),
            ("Transfer-Encoding: gzip", 501),
            ("Transfer-Encoding: identity", 501), ("Transfer-Encoding: xchunked", 501),
            ("Transfer-Encoding: gzip, chunked", 501),
            ("Transfer-Encoding: chunked, gzip", 400), ("Transfer-Encoding: chunked, chunked", 400),
            ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
            ("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", 501), ("Transfer-Encoding:", 400),
            ("Transfer-Encoding: ,", 400), ("Transfer-Encoding: chunked,", 400), ("Transfer-Encoding: ,chunked", 400),
            ("Transfer-Encoding: \"chunked\"", 400), ("Transfer-Encoding: chunked;q=1", 400),
            ("Transfer-Encoding: chunked\u{B}", 400), ("Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
            ("Transfer-Encoding: chunked\r\nContent-Length: 5", 400), ("Transfer_Encoding: gzip", 200),
            ("Expect: 100-continue\r\nContent-Length: 5", 200), ("Expect: 100-Continue", 200), ("Expect: 200-ok", 417),
        ]) { "POST / HTTP/1.1\r\nHost: a\r\n\($0)\r\n\r\n" }
        check([("Transfer-Encoding: chunked", 400), ("Expect: 200-ok", 200)]) { "POST / HTTP/1.0\r\n\($0)\r\n\r\n" }
    }

    @Test(arguments: [
        ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: x, CLOSE\r\n", false),
        ("1.1", "Connection: closed\r\n", true), ("1.1", "Connection: keep-alive, close\r\n", false),
        ("1.0", "", false),
        ("1.0", "Connection: Keep-Alive\r\n", true), ("1.0", "Connection: keep-alive\r\nConnection: close\r\n", false),
    ])
    func `the Connection field and the version decide about persistence`(version: String, field: String, wanted: Bool) {
        let head = parseWhole([UInt8](latin1: "GET / HTTP/\(version)\r\nHost: a\r\n\(field)\r\n"))
        #expect(head.keepsAlive == wanted)
    }

    @Test func `a head that has been reset parses the next request afresh`() {
        let second = [UInt8](latin1: "GET /c HTTP/1.1\r\nHost: a\r\n\r\n")
        let first = GuardedBytes([UInt8](latin1: "POST /a?b HTTP/1.0\r\nContent-Length: 5\r\n\r\n"))
        var head = RequestHead()
        // The bytes live as long as the guarded inputs.
        #expect(unsafe status(head.parse(first.bytes, limits: HeadLimits())) == 200)
        head.reset()
        let input = GuardedBytes(second)
        let result = unsafe head.parse(input.bytes, limits: HeadLimits())
        #expect(ParsedHead(head, result, input) == parseWhole(second))
    }
}

extension String {
    /// An empty row means no bytes at all.
    fileprivate func replacingPrefixOfEmptyRow() -> String { hasPrefix("\r\nHost") ? "" : self }
}
