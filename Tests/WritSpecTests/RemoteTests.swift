// What of the network is asked, and how much: without a network.

import Testing
import WritSpec

@Suite struct RemoteTests {
    @Test(arguments: [
        ("http://a.example", "http://a.example/"), ("HTTPS://A.example:443/x y?q={1..9}", "https://a.example/x%20y?q=%7B1..9%7D"),
        ("http://a.example./[1-9]", "http://a.example/[1-9]"), ("http://a.example:8080#x", "http://a.example:8080/"),
        ("http://[::1]:81/é", "http://[::1]:81/%C3%A9"), ("http://a.example?x", "http://a.example/?x"),
        ("http://user:word@a.example/", "http://a.example/"), ("http://good.example\\@evil.example/", nil),
        ("http://good.example@evil.example/", "http://evil.example/"),
        ("http://a b/", nil), ("http:///x", nil), ("http://é.example/", nil), ("http://a%2e.example/", nil),
        ("http://a.example:0/", nil), ("http://a.example:65536/", nil), ("http://a.example:8o/", nil), ("http://[a]/", nil),
        ("http://a.example/\r\nX: y", nil), ("http://a.example/\u{0}", nil), ("file:///etc/passwd", nil),
        ("ftp://a.example/", nil),
        ("http:/a.example", nil), ("gopher://a.example", nil), ("http://[fe80::1%25eth0]/", nil),
    ]) func `a URL is asked for in one form, or not`(text: String, form: String?) {
        #expect(RemoteURL(text)?.text == form)
    }

    @Test(arguments: [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "198.18.0.1", "198.19.255.255", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
        "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::127.0.0.1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
        "2001::1", "2002:7f00:1::", "64:ff9b::10.0.0.1", "3fff::1", "fec0::1",
    ]) func `an address that is not of the public internet is known as such`(text: String) throws {
        #expect(try !#require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "169.253.255.255",
        "100.128.0.0",
        "223.255.255.255", "2606:4700::1", "2001:200::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
    ]) func `an address of the public internet is known as such`(text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: [
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "017700000001", "127.0.0.1", "::1", "::ffff:127.0.0.1", "0",
    ]) func `this machine is known by each spelling of its address`(host: String) {
        let found = resolveHost(host)
        #expect(found.isNumeric && !found.addresses.isEmpty && !found.addresses.contains { $0.isPublic })
    }

    /// A network in which `in.example` and `both.example` have private addresses.
    private final class Network {
        var asked: [String] = []
        var answers: [String: RemoteAnswer] = [:]
        var limits = RemoteLimits()
        var secondsPerRequest = 0
        var seconds = 0
        private var fetcher: RemoteFetcher?

        func fetch(_ url: String, allowsPrivate: Bool = false, bytesMax: Int = 100) -> String {
            let start = ContinuousClock.now
            let fetcher =
                self.fetcher
                ?? RemoteFetcher(
                    limits: limits, allowsPrivate: allowsPrivate, resolve: Self.resolve,
                    now: { start + .seconds(self.seconds) }
                ) { request in
                    self.asked.append(request.url.text + request.addresses.map { " \($0.text)" }.joined())
                    self.seconds += self.secondsPerRequest
                    return self.answers[request.url.text] ?? .body(Array("a: 1".utf8))
                }
            self.fetcher = fetcher
            switch fetcher.fetch(url, bytesMax: bytesMax) {
            case .success(let file): return "\(file.bytes.count) bytes of \(file.path)"
            case .failure(.refused(let reason)): return "\(reason.code): \(reason.message)"
            case .failure(let failure): return "\(failure)"
            }
        }

        private static func resolve(_ host: String) -> HostAddresses {
            let texts =
                ["in.example": ["10.0.0.1"], "both.example": ["1.1.1.1", "::1"], "none.example": []][host] ?? ["1.1.1.1"]
            if host == "2130706433" { return HostAddresses([NetworkAddress("127.0.0.1")].compactMap(\.self), isNumeric: true) }
            return HostAddresses(texts.compactMap { NetworkAddress($0) })
        }
    }

    @Test func `only the addresses that were looked at may be connected to`() {
        let network = Network()
        #expect(network.fetch("https://a.example/x.yaml") == "4 bytes of https://a.example/x.yaml")
        #expect(network.asked == ["https://a.example/x.yaml 1.1.1.1"])
    }

    @Test(arguments: [
        ("http://in.example/", "private-address"), ("http://both.example/", "private-address"),
        ("http://2130706433/", "private-address"), ("http://none.example/", "not-fetched"), ("http://a b/", "not-fetched"),
        ("http://user:hush@a.example/", "not-fetched"),
    ]) func `who may not be asked is not asked`(url: String, code: String) {
        let network = Network()
        let said = network.fetch(url)
        #expect(said.hasPrefix(code) && !said.contains("hush"), "\(said)")
        #expect(network.asked == [])
    }

    @Test func `private addresses are asked where they are allowed, in their plain spelling`() {
        let network = Network()
        #expect(network.fetch("http://in.example/", allowsPrivate: true).hasPrefix("4 bytes"))
        #expect(network.fetch("http://2130706433:81/x").hasPrefix("4 bytes"))
        #expect(network.asked == ["http://in.example/ 10.0.0.1", "http://127.0.0.1:81/x"])
    }

    @Test(arguments: [
        "http://in.example/", "http://2130706433/", "//both.example/x", "file:///etc/passwd", "http://u:p@a.example/",
    ])
    func `a redirection is looked at like any other URL`(target: String) {
        let network = Network()
        network.answers["http://a.example/"] = .redirect(to: target, byteCount: 0)
        let said = network.fetch("http://a.example/")
        #expect(said.hasPrefix("private-address") || said.hasPrefix("not-fetched"), "\(said)")
        #expect(network.asked.count == 1)
    }

    @Test(arguments: [(4, 5), (5, 6), (6, 6)]) func `a file is redirected to five times at most`(redirections: Int, asked: Int) {
        let network = Network()
        for number in 0..<redirections {
            network.answers["http://a.example/\(number)"] = .redirect(to: "\(number + 1)", byteCount: 0)
        }
        let said = network.fetch("http://a.example/0")
        #expect(said.hasPrefix(redirections > 5 ? "not-fetched" : "4 bytes"), "\(said)")
        #expect(network.asked.count == asked)
    }

    @Test func `requests, bytes and seconds of a run are counted over all its files`() {
        let requests = Network()
        requests.limits.requestsMax = 3
        let said = (0..<5).map { requests.fetch("http://a.example/\($0)") }
        #expect(said.map { $0.hasPrefix("remote-limit") } == [false, false, false, true, true])
        #expect(said[4].contains("3 requests") && requests.asked.count == 3)

        let bytes = Network()
        bytes.limits.bytesMax = 8
        bytes.answers["http://a.example/3"] = .tooLarge
        #expect((0..<3).map { bytes.fetch("http://a.example/\($0)").prefix(6) } == ["4 byte", "4 byte", "remote"])

        let seconds = Network()
        (seconds.limits.secondsMax, seconds.secondsPerRequest) = (30, 15)
        #expect((0..<3).map { seconds.fetch("http://a.example/\($0)").prefix(6) } == ["4 byte", "4 byte", "remote"])
    }

    @Test func `a failure counts as well, and is told`() {
        let network = Network()
        network.limits.bytesMax = 10
        network.answers["http://a.example/0"] = .failed("it is down", byteCount: 10)
        #expect(network.fetch("http://a.example/0").hasSuffix("it is down"))
        #expect(network.fetch("http://a.example/1").hasPrefix("remote-limit"))
    }
}
