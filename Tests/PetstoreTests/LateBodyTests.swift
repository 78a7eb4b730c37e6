// Bodies that come after their heads, and what is said before they come.

import PetstoreExample
import Testing
import WritLoopback
import WritServer

@testable import PetstoreExampleServer

@Suite struct `Bodies that come late` {
    static let pet = #"{"name":"Ada","status":"sold"}"#
    static let length = "Content-Length: \(pet.utf8.count)"
    static let json = "Content-Type: application/json"

    /// Lets everything through: what middleware surrounds takes another way through the server.
    struct Passing: Middleware {
        func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer { await next() }
    }

    private func withEachServer(_ body: (LoopbackServer) async throws -> Void) async throws {
        try await withServer(petstore(), middleware: [], body)
        try await withServer(petstore(), middleware: [Passing()], body)
    }

    @Test func `a request that is refused by its head is answered before its body comes`() async throws {
        try await withEachServer { server throws in
            let text = try server.connect()
            try text.send(LoopbackClient.request("POST", "/pets", [Self.length, "Content-Type: text/plain"]))
            #expect(try text.answer().status == 415)
            let page = try server.connect()
            try page.send(LoopbackClient.request("POST", "/pets", [Self.length, Self.json, "Accept: text/html"]))
            #expect(try page.answer().status == 406)
            let long = try server.connect()
            try long.send(LoopbackClient.request("POST", "/pets", ["Content-Length: 99999999999", Self.json]))
            #expect(try long.answer().status == 413)
        }
    }

    @Test func `a body may come behind its head, and the next request with it`() async throws {
        try await withEachServer { server throws in
            let client = try server.connect()
            let head = LoopbackClient.request("POST", "/pets", [Self.length, Self.json])
            try client.send(head)
            for _ in 0..<3 { try client.send(Self.pet + head) }
            for _ in 0..<3 { #expect(try client.answer().status == 201) }
            try client.send(Self.pet)
            #expect(try client.answer().status == 201)
        }
    }

    @Test func `requests behind a failure are answered`() async throws {
        try await withEachServer { server throws in
            let client = try server.connect()
            let (there, missing) = (LoopbackClient.request("GET", "/pets/1", []), LoopbackClient.request("GET", "/pets/99", []))
            try client.send(there + missing + missing + there)
            #expect(try (0..<4).map { _ in try client.answer().status } == [200, 404, 404, 200])
        }
    }
}
