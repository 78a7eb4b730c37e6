// What browsers are told to be careful about.

import Testing
import WritServer
import WritTesting

@Suite struct `Security fields` {
    @Test func `go with every answer that has none of its own`() async {
        let client = TestClient(SampleAPI(), middleware: [DefaultFields.security])
        for target in ["/api/run", "/api/nothing"] {
            let answer = await client.get(target)
            #expect(answer["X-Content-Type-Options"] == "nosniff" && answer["X-Frame-Options"] == "DENY")
            #expect(answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'")
            #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin" && answer["Referrer-Policy"] == "no-referrer")
        }
        // The docs pages say what they need.
        #expect(await client.get("/docs")["Content-Security-Policy"]?.contains("script-src 'self'") == true)
    }

    @Test func `that can't be sent are left out, and those that are there stay`() async {
        let fields = DefaultFields([
            "X Y": "a", "": "a", "X": "a\r\nB: c", "Date": "a", "content-length": "9", "Connection": "close",
            "Content-Type": "a/b",
            "vary": "A, B", "X-Last": "1", "x-last": "2",
        ])
        let client = TestClient(SampleAPI(), middleware: [fields])
        let answer = await client.get("/api/run")
        #expect(answer.fields.map(\.name) == ["Date", "Content-Type", "vary", "X-Last", "Content-Length"])
        #expect(
            answer["Content-Type"] == "text/plain" && answer["Vary"] == "A, B" && answer["X-Last"] == "1"
                && answer.text == "hello")
        #expect(await client.send("OPTIONS", "/api/run")["Content-Type"] == "a/b")
    }

    @Test func `keep browsers at https where they have come that way`() async {
        var configuration = ServerConfiguration()
        configuration.trustedProxies = TrustedProxies(["10.0.0.0/8"])
        let hsts = StrictTransportSecurity(maxAge: .seconds(600), includesSubdomains: true, preload: true)
        let server = ServerResponder(SampleAPI(), configuration: configuration, middleware: [hsts])
        func field(_ scheme: String, from peer: String) async -> String? {
            await server.answer(to: "/api/run", fields: [("X-Forwarded-Proto", scheme)], from: peer)["Strict-Transport-Security"]
        }
        #expect(await field("https", from: "10.0.0.1:1") == "max-age=600; includeSubDomains; preload")
        #expect(await field("http", from: "10.0.0.1:1") == nil)
        #expect(await field("https", from: "192.0.2.1:1") == nil)
        let plain = ServerResponder(SampleAPI(), configuration: configuration, middleware: [StrictTransportSecurity()])
        let answer = await plain.answer(to: "/api/nothing", fields: [("X-Forwarded-Proto", "https")], from: "10.0.0.1:1")
        #expect(answer["Strict-Transport-Security"] == "max-age=31536000")
    }
}
