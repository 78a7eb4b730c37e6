// Listeners behind balancers, over loopback.

import Synchronization
import Testing
import WritWire

@testable import WritEngine

private let header = "PROXY TCP4 192.0.2.1 198.51.100.2 12345 443\r\n"

private func proxied(_ networks: [NetworkAddressRange] = ["127.0.0.0/8"]) -> (inout EngineConfiguration) -> Void {
    { $0.listening.proxyProtocol = ProxyProtocol(from: networks) }
}

@Suite(.serialized) struct `The PROXY protocol` {
    @Test func `tells whose a connection is, for all its requests`() async throws {
        try await withServer(proxied()) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(header + get("/peer") + get("/peer"))
            let both = client.receive(until: "192.0.2.1:12345")
            #expect(both.hasPrefix("HTTP/1.1 200"))
            client.send(get("/hello"))
            #expect(client.receive(until: "World!").hasSuffix("World!"))
            client.send(get("/peer"))
            #expect(client.receive(until: "192.0.2.1:12345").hasSuffix("192.0.2.1:12345"))
        }
    }

    @Test func `is read in any pieces`() async throws {
        try await withServer(proxied()) { port, _ in
            let bytes = Array((header + get("/peer")).utf8)
            for count in stride(from: 1, to: header.utf8.count + 10, by: 7) {
                let client = try #require(LoopbackClient(port: port))
                _ = client.send(bytes[..<count])
                // The server has seen the first piece, and says nothing.
                #expect(client.receiveNow() == "")
                _ = client.send(bytes[count...])
                #expect(client.receive(until: "192.0.2.1:12345").hasSuffix("192.0.2.1:12345"), "\(count)")
            }
        }
    }

    @Test func `of the balancer's own connection leaves its address`() async throws {
        try await withServer(proxied()) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send("PROXY UNKNOWN\r\n" + get("/peer"))
            #expect(client.receive(until: "\r\n\r\n127.0.0.1").contains("127.0.0.1"))
        }
    }

    @Test(arguments: [
        "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", "PROXY TCP4 a b c d\r\n", "\u{0}", "PROXY UDP4 1.1.1.1 1.1.1.1 1 1\r\n",
    ])
    func `has to be there, or the connection ends without a word`(text: String) async throws {
        let sentences = Mutex<[String]>([])
        try await withServer({
            proxied()(&$0)
            $0.onProxyRefusal = { sentence in sentences.withLock { $0.append(sentence) } }
        }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(text)
            #expect(client.receive() == "")
            #expect(sentences.withLock { $0.last?.contains("without a header") == true })
        }
    }

    @Test func `is taken from the networks of balancers alone`() async throws {
        let sentences = Mutex<[String]>([])
        try await withServer({
            proxied(["10.0.0.0/8", "::1"])(&$0)
            $0.onProxyRefusal = { sentence in sentences.withLock { $0.append(sentence) } }
        }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(header + get("/hello"))
            #expect(client.receive() == "")
            #expect(sentences.withLock { $0.last?.contains("127.0.0.1") == true })
        }
    }

    @Test func `is spoken at some listeners where that is wished`() async throws {
        let other = ListenAddress.tcp(host: "localhost", port: 1)
        try await withServer({ $0.listening.proxyProtocol = ProxyProtocol(from: ["127.0.0.1"], at: [other]) }) { port, _ in
            let client = try #require(LoopbackClient(port: port))
            client.send(get("/hello"))
            #expect(client.receive(until: "World!").hasSuffix("World!"))
        }
    }

    @Test func `counts the connections of clients, not of balancers`() async throws {
        try await withServer({
            proxied()(&$0)
            $0.limits.connectionsPerAddressMax = 1
        }) { port, _ in
            func connect(_ address: String) throws -> LoopbackClient {
                let client = try #require(LoopbackClient(port: port))
                client.send("PROXY TCP4 \(address) 198.51.100.2 1 2\r\n" + get("/hello"))
                return client
            }
            let first = try connect("192.0.2.1")
            #expect(first.receive(until: "World!").hasSuffix("World!"))
            #expect(try connect("192.0.2.1").receive() == "")
            let second = try connect("192.0.2.2")
            #expect(second.receive(until: "World!").hasSuffix("World!"))
            first.send(get("/close"))
            #expect(first.receive().hasSuffix("bye"))
            var isTaken = false
            for _ in 0..<1000 where !isTaken { isTaken = try connect("192.0.2.1").receive(until: "World!").hasSuffix("World!") }
            #expect(isTaken)
        }
    }

    @Test func `has to come within the time for a head, however slowly`() async throws {
        try await withTimedServer(
            {
                proxied()(&$0)
                $0.limits.headTimeout = .seconds(10)
            }, responder: SampleResponder()
        ) { server in
            let client = try #require(LoopbackClient(port: server.port))
            for byte in Array(header.utf8).prefix(5) {
                _ = client.send([byte][...])
                await server.pass(milliseconds: 1_900)
                #expect(client.receiveNow() == "")
            }
            _ = client.send([UInt8(ascii: " ")][...])
            await server.pass(milliseconds: 700)
            #expect(client.isClosedByServer)
        }
    }
}
