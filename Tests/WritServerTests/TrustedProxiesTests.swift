// Who asked, by what proxies say and by what others have made up.

import Logging
import Testing
import WritRuntime
import WritServer
import WritTesting

private let api = SampleAPI { "\($0.clientAddress) \($0.scheme) \($0.host)" }

private func responder(_ proxies: TrustedProxies, logger: Logger? = nil) -> ServerResponder {
    var configuration = ServerConfiguration()
    configuration.trustedProxies = proxies
    if let logger { configuration.logger = logger }
    return ServerResponder(api, configuration: configuration, middleware: logger == nil ? [] : [AccessLog()])
}

@Suite struct `Trusted proxies` {
    let forwarded = responder(TrustedProxies(["10.0.0.0/8", "fd00::/8", "unix:"], fields: .forwarded))
    let xForwarded = responder(TrustedProxies(["10.0.0.0/8", "fd00::/8", "unix:"]))

    static let forwardedTable: [(String?, [String], String)] = [
        // Nobody has forwarded anything, or nobody who is trusted.
        ("10.0.0.1:99", [], "10.0.0.1:99 http localhost"),
        ("192.0.2.9:99", ["for=1.2.3.4;proto=https;host=evil"], "192.0.2.9:99 http localhost"),
        ("11.0.0.1:99", ["for=1.2.3.4"], "11.0.0.1:99 http localhost"),
        // One proxy.
        ("10.0.0.1:99", ["for=192.0.2.43;proto=https;host=shop.example"], "192.0.2.43 https shop.example"),
        ("10.0.0.1:99", ["For=\"192.0.2.43:47011\" ; Proto=HTTPS"], "192.0.2.43:47011 https localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43:47011"], "192.0.2.43:47011 http localhost"),
        ("10.0.0.1:99", ["for=\"[2001:db8:cafe::17]:4711\";by=10.0.0.1"], "[2001:db8:cafe::17]:4711 http localhost"),
        ("[fd00::1]:99", ["for=\"[2001:db8:cafe::17]\""], "2001:db8:cafe::17 http localhost"),
        ("[::ffff:10.0.0.1]:99", ["for=192.0.2.43"], "192.0.2.43 http localhost"),
        (nil, ["for=192.0.2.43;proto=https"], "192.0.2.43 https localhost"), (nil, [], "unix: http localhost"),
        // A client that has made up what stands before.
        ("10.0.0.1:99", ["for=1.2.3.4;proto=https;host=evil, for=192.0.2.43;proto=http"], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", ["for=10.9.9.9, for=192.0.2.43"], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", ["for=\"1.2.3.4, for=192.0.2.43"], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", ["for=\"\\\", for=192.0.2.43"], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", ["a\"b;;=, for=192.0.2.43;proto=https"], "192.0.2.43 https localhost"),
        // Several proxies, in one line or in several; the outermost knows how the client came.
        ("10.0.0.1:99", ["for=192.0.2.43;proto=https;host=a, for=10.0.0.2;proto=http;host=b"], "192.0.2.43 https a"),
        ("10.0.0.1:99", ["for=192.0.2.43, for=10.0.0.2;proto=https"], "192.0.2.43 https localhost"),
        ("10.0.0.1:99", ["for=1.1.1.1", "for=192.0.2.43", "for=\"[fd00::2]\""], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43,, ,for=10.0.0.2,"], "192.0.2.43 http localhost"),
        // All of them are trusted: the one farthest away asks for itself.
        ("10.0.0.1:99", ["for=10.0.0.3, for=10.0.0.2"], "10.0.0.3 http localhost"),
        // What says nothing of the client ends the walk: who said so is the client.
        ("10.0.0.1:99", ["for=192.0.2.43, for=unknown;proto=https"], "10.0.0.1:99 https localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43, for=_hidden, for=10.0.0.2"], "10.0.0.2 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43, proto=https"], "10.0.0.1:99 https localhost"),
        // Malformed where a proxy writes: nothing of it counts.
        ("10.0.0.1:99", ["for=192.0.2.43;for=192.0.2.44"], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43;proto"], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43;host=\"a\\b\""], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43;host=a/b;proto=ftp"], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.043"], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", ["for=192.0.2.43:70000"], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", ["for=[192.0.2.43]"], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", ["for=\"2001:db8::1%25eth0\""], "10.0.0.1:99 http localhost"),
    ]

    @Test(arguments: forwardedTable)
    func `are believed as far as they have written Forwarded`(peer: String?, lines: [String], expected: String) async {
        let answer = await forwarded.answer(to: "/api/run", fields: lines.map { ("Forwarded", $0) }, from: peer)
        #expect(answer.text == expected, "\(lines)")
        // What the other kind of field says doesn't matter.
        let other = await forwarded.answer(
            to: "/api/run",
            fields: [("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "https")] + lines.map { ("Forwarded", $0) },
            from: peer)
        #expect(other.text == expected)
    }

    static let xForwardedTable: [(String?, [(String, String)], String)] = [
        (
            "10.0.0.1:99", [("For", "192.0.2.43"), ("Proto", "https"), ("Host", "shop.example:8443")],
            "192.0.2.43 https shop.example:8443"
        ),
        ("192.0.2.9:99", [("For", "1.2.3.4"), ("Proto", "https"), ("Host", "evil")], "192.0.2.9:99 http localhost"),
        ("10.0.0.1:99", [("For", "1.2.3.4, 10.0.0.9, 192.0.2.43, 10.0.0.2")], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", [("For", "1.2.3.4"), ("For", "192.0.2.43"), ("For", "10.0.0.2")], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", [("For", "2001:db8::1, fd00::7")], "2001:db8::1 http localhost"),
        ("10.0.0.1:99", [("For", "[2001:db8::1]:80")], "[2001:db8::1]:80 http localhost"),
        ("10.0.0.1:99", [("For", "192.0.2.43:80")], "192.0.2.43:80 http localhost"),
        ("10.0.0.1:99", [("For", "192.0.2.43, unknown")], "10.0.0.1:99 http localhost"),
        ("10.0.0.1:99", [("For", "<script>, 10.0.0.2")], "10.0.0.2 http localhost"),
        // Proxies that add to the scheme, and a client that has made one up; one that sets it for all.
        ("10.0.0.1:99", [("For", "192.0.2.43"), ("Proto", "https, http")], "192.0.2.43 http localhost"),
        ("10.0.0.1:99", [("For", "192.0.2.43, 10.0.0.2"), ("Proto", "https, http")], "192.0.2.43 https localhost"),
        ("10.0.0.1:99", [("For", "192.0.2.43, 10.0.0.2"), ("Proto", "https")], "192.0.2.43 https localhost"),
        ("10.0.0.1:99", [("Proto", "https"), ("Host", "a, b")], "10.0.0.1:99 https b"),
        ("10.0.0.1:99", [("For", "192.0.2.43"), ("Proto", "javascript"), ("Host", "a b")], "192.0.2.43 http localhost"),
    ]

    @Test(arguments: xForwardedTable)
    func `are believed as far as they have written X-Forwarded-For`(
        peer: String?, lines: [(String, String)], expected: String
    ) async {
        let fields = lines.map { ("X-Forwarded-\($0.0)", $0.1) }
        let answer = await xForwarded.answer(
            to: "/api/run", fields: fields + [("Forwarded", "for=9.9.9.9;proto=https")], from: peer)
        #expect(answer.text == expected, "\(lines)")
    }

    @Test func `are followed so far and no farther`() async {
        let chain = (1...100).map { "10.0.0.\($0)" }.joined(separator: ", ")
        var proxies = TrustedProxies(["10.0.0.0/8"])
        #expect(
            await responder(proxies).answer(to: "/api/run", fields: [("X-Forwarded-For", chain)], from: "10.0.0.1:1").text
                .hasPrefix("10.0.0.69 "))
        proxies.hopsMax = 2
        #expect(
            await responder(proxies).answer(to: "/api/run", fields: [("X-Forwarded-For", chain)], from: "10.0.0.1:1").text
                .hasPrefix("10.0.0.99 "))
        proxies = .none
        #expect(
            await responder(proxies).answer(to: "/api/run", fields: [("X-Forwarded-For", chain)], from: "10.0.0.1:1").text
                == "10.0.0.1:1 http localhost")
    }

    @Test func `take the host of an absolute target for what was asked`() async {
        let answer = await responder(.none).answer(
            to: "http://shop.example:80/api/run", fields: [("Host", "other")], from: "10.0.0.1:1")
        #expect(answer.status == 400 || answer.text == "10.0.0.1:1 http shop.example:80")
    }

    @Test func `tell logs who asked, and name requests where that is wished`() async {
        let notes = Notes()
        var configuration = ServerConfiguration(logger: notingLogger(notes))
        configuration.trustedProxies = TrustedProxies(["10.0.0.0/8"])
        configuration.requestIDSource = .trustedProxies
        let server = ServerResponder(SampleAPI { $0.requestID }, configuration: configuration, middleware: [AccessLog()])
        let fields = [("X-Forwarded-For", "192.0.2.43"), ("X-Request-Id", "mine")]
        #expect(await server.answer(to: "/api/run", fields: fields, from: "10.0.0.1:1").text == "mine")
        #expect(await server.answer(to: "/api/run", fields: fields, from: "192.0.2.9:1").text.count == 32)
        #expect(notes.all.map { $0.contains("peer=192.0.2.43 ") } == [true, false])
        configuration.requestIDSource = .server
        let own = ServerResponder(SampleAPI { $0.requestID }, configuration: configuration)
        #expect(await own.answer(to: "/api/run", fields: fields, from: "10.0.0.1:1").text.count == 32)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3/8", "10.0.0.1", true),
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("192.0.2.0/31", "192.0.2.1", true),
        ("0.0.0.0/0", "255.1.1.1", true), ("0.0.0.0/0", "[::1]:1", false), ("::/0", "[::1]:1", true), ("::/0", "1.1.1.1", true),
        ("2001:db8::/33", "[2001:db8:7fff::1]:1", true), ("2001:db8::/33", "[2001:db8:8000::1]:1", false),
        ("2001:db8::1:0/112", "[2001:db8::1:ffff]:1", true), ("2001:db8::1:0/112", "[2001:db8::2:0]:1", false),
        ("::ffff:10.0.0.0/104", "10.9.9.9", true), ("10.0.0.0/8", "[::ffff:10.1.1.1]:1", true), ("::1", "[::1]:1", true),
    ]) func `stand in networks`(network: String, address: String, isInside: Bool) async throws {
        let range = try #require(NetworkAddressRange(network))
        #expect(range.contains(node(address)?.address) == isInside)
        #expect(NetworkAddressRange(range.description) == range)
        #expect(!range.contains(nil) && !("unix:" as NetworkAddressRange).contains(node(address)?.address))
    }

    @Test(arguments: [
        "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0/8", "::1/129", "unix",
        "unix:/a",
        "fe80::1%eth0", "localhost", "[::1]", " 10.0.0.1",
    ]) func `stand in nothing else`(text: String) {
        #expect(NetworkAddressRange(text) == nil)
    }
}
