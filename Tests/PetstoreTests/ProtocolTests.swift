// What the server does around the contract: methods, sizes, failures, connections.

import WritLoopback
import PetstoreExample
import Testing
import WritServer

@testable import PetstoreExampleServer

@Suite struct `The server around the contract` {
    static let pet = #"{"name":"Ada","status":"sold"}"#

    @Test(arguments: ["/pets", "/pets/1", "/pets/9", "/pets?limit=0", "/docs", "/openapi.yaml", "/nothing"])
    func `HEAD answers what GET does, without the body`(path: String) async throws {
        try await withPetstore { client throws in
            let head = try client.ask("HEAD", path)
            let get = try client.ask("GET", path)
            #expect(head.status == get.status)
            #expect(
                head.fields.filter { $0.name != "Date" }.map { "\($0)" }
                    == get.fields.filter { $0.name != "Date" }.map { "\($0)" })
            #expect(!get.body.isEmpty)
        }
    }

    @Test(arguments: [
        ("/pets", "GET, POST, HEAD, OPTIONS"), ("/pets/1", "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"),
        ("/users/login", "POST, OPTIONS"),
        ("/docs", "GET, HEAD, OPTIONS"),
    ])
    func `OPTIONS answers the methods of a path, and so does a method it does not have`(path: String, allow: String) async throws
    {
        try await withPetstore { client throws in
            let options = try client.ask("OPTIONS", path)
            #expect(options.status == 204)
            #expect(options["Allow"] == allow)
            let refused = try client.ask("TRACE", path)
            #expect(refused.status == 405)
            #expect(refused["Allow"] == allow)
            #expect(refused["Content-Type"] == "application/problem+json")
        }
    }

    @Test func `OPTIONS of the server as a whole is answered`() async throws {
        try await withPetstore { client throws in
            #expect(try client.ask("OPTIONS", "*").status == 204)
            #expect(try client.ask("OPTIONS", "/nothing").status == 404)
            #expect(try client.ask("BREW", "/pets").status == 501)
        }
    }

    @Test func `a connection serves one request after the other`() async throws {
        try await withPetstore { client throws in
            for _ in 0..<50 { #expect(try client.ask("GET", "/pets/1").status == 200) }
            #expect(try client.ask("GET", "/pets/9").status == 404)
            #expect(try client.ask("POST", "/pets", body: "{").status == 400)
            #expect(try client.ask("POST", "/pets", ["Content-Type: text/plain"], body: "x").status == 415)
            #expect(try client.ask("POST", "/pets", body: Self.pet).status == 201)
            #expect(try client.ask("GET", "/pets/1", ["Connection: close"])["Connection"] == "close")
            #expect(try client.isEnded())
        }
    }

    @Test func `requests that come together are answered in their order`() async throws {
        try await withPetstore { client throws in
            let requests = [
                LoopbackClient.request("GET", "/pets/1"), LoopbackClient.request("POST", "/pets", body: Self.pet),
                LoopbackClient.request("GET", "/pets/100001"), LoopbackClient.request("DELETE", "/pets/100001", staff),
                LoopbackClient.request("GET", "/pets/100001"), LoopbackClient.request("POST", "/pets", body: "[]"),
                LoopbackClient.request("GET", "/pets?limit=x"),
            ]
            try client.send(requests.joined())
            for status in [200, 201, 200, 204, 404, 422, 400] { #expect(try client.answer().status == status) }
        }
    }

    @Test func `a request that comes byte by byte is the same request`() async throws {
        try await withPetstore { client throws in
            for byte in LoopbackClient.request("POST", "/pets", body: Self.pet).utf8 { try client.send([byte]) }
            #expect(try client.answer().status == 201)
        }
    }

    @Test func `a body in chunks is a body`() async throws {
        try await withPetstore { client throws in
            try client.send(
                "POST /pets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
            try client.send("A;x=1\r\n{\"name\":\"A\r\n13\r\nda\",\"status\":\"sold\"\r\n1\r\n}\r\n0\r\nX-Trailer: 1\r\n\r\n")
            #expect(try client.answer().status == 201)
            #expect(try client.ask("GET", "/pets/100001").text.contains("\"Ada\""))
        }
    }

    @Test func `a body may be as large as the limit and no larger, told before or found out`() async throws {
        var configuration = ServerConfiguration()
        configuration.bodyBytesMax = 100
        try await withPetstoreServer(configuration) { server throws in
            let exact = Self.pet + String(repeating: " ", count: 100 - Self.pet.utf8.count)
            #expect(try server.connect().ask("POST", "/pets", body: exact).status == 201)
            #expect(try server.connect().ask("POST", "/pets", body: exact + " ").status == 413)
            let chunked = try server.connect()
            try chunked.send(
                "POST /pets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
            try chunked.send("65\r\n\(exact) \r\n0\r\n\r\n")
            #expect(try chunked.answer().status == 413)
            #expect(try chunked.isEnded())
            let waiting = try server.connect()
            let head = LoopbackClient.request(
                "POST", "/pets", ["Expect: 100-continue", "Content-Length: 101", "Content-Type: application/json"])
            try waiting.send(head)
            #expect(try waiting.answer().status == 413)
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        try await withPetstore { client throws in
            let fields = ["Expect: 100-continue", "Content-Length: \(Self.pet.utf8.count)", "Content-Type: application/json"]
            try client.send(LoopbackClient.request("POST", "/pets", fields))
            try client.send(Self.pet)
            #expect(try client.answer().status == 201)
        }
    }

    @Test(
        arguments: [
            ("/pets/1", ["X: \(String(repeating: "x", count: 20_000))"], 431),
            ("/pets/1", (0..<120).map { "X-\($0): y" }, 431),
            ("/pets?tags=\(String(repeating: "x", count: 9000))", [], 414),
            ("/pets/1", ["Broken"], 400),
        ] as [(String, [String], Int)])
    func `a head beyond the limits is refused as a problem, and the connection ends`(
        target: String, fields: [String], status: Int
    ) async throws {
        try await withPetstore { client throws in
            let answer = try client.ask("GET", target, fields)
            #expect(answer.status == status)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(answer["Connection"] == "close")
            #expect(try client.isEnded())
        }
    }
}
