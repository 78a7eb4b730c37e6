// What handlers and logs know of clients that a balancer passes on, in a server that runs.

import Testing
import WritLoopback
import WritServer

/// A header of the PROXY protocol, version 2, for `192.0.2.1:12345`, whose client speaks TLS or not.
private func header(isSecure: Bool) -> [UInt8] {
    let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    let ends: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 2, 0x30, 0x39, 0x01, 0xBB]
    return signature + [0x21, 0x11, 0, 20] + ends + [0x20, 0, 5, isSecure ? 1 : 0, 0, 0, 0, 0]
}

@Suite struct `Clients behind a balancer` {
    @Test func `are known to handlers, limits and logs by what the balancer says`() async throws {
        let notes = Notes()
        let api = SampleAPI { "\($0.clientAddress) \($0.peerAddress) \($0.localAddress) \($0.scheme)" }
        let configuration = quietConfiguration {
            $0.listening.proxyProtocol = ProxyProtocol(from: ["127.0.0.0/8"])
            // The balancer's network: nobody who comes through it is a proxy himself.
            $0.trustedProxies = TrustedProxies(["127.0.0.0/8"])
            $0.logger = notingLogger(notes)
        }
        let middleware: [any Middleware] = [
            AccessLog(), StrictTransportSecurity(), RequestRateLimit(2, per: .seconds(3600)),
        ]
        let sample = APIServer(api, configuration: configuration, middleware: middleware)
        let (server, running) = try await start { try await sample.run(onStart: $0) }
        func ask(_ isSecure: Bool) throws -> LoopbackAnswer {
            let client = try server.connect()
            try client.send(header(isSecure: isSecure))
            return try client.ask(
                "GET", "/api/run", ["Connection: close", "X-Forwarded-For: 9.9.9.9", "X-Forwarded-Proto: https"])
        }
        let known = "192.0.2.1:12345 192.0.2.1:12345 198.51.100.2:443"
        let plain = try ask(false)
        #expect(plain.text == "\(known) http" && plain["Strict-Transport-Security"] == nil)
        let secure = try ask(true)
        #expect(secure.text == "\(known) https" && secure["Strict-Transport-Security"] != nil)
        #expect(try ask(true).status == 429)
        running.cancel()
        try await running.value
        let lines = notes.all.filter { $0.contains(" request ") }
        #expect(lines.count == 3 && lines.allSatisfy { $0.contains("peer=192.0.2.1:12345 ") })
    }
}
