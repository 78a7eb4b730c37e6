// Webhooks and callbacks, received at paths that the application chooses.

import ShowcaseExample
import Testing
import WritLoopback
import WritServer
import WritWire

@Suite struct `The showcase's receivers` {
    static let account = #"{"id": 7, "name": "ada"}"#

    @Test func `take webhooks, what is read only in them too`() async throws {
        try await withShowcase { client throws in
            let path = "/hooks/thing%20changed%2Fnow/in"
            let token = ["Authorization: Bearer t1"]
            #expect(try client.ask("POST", path, body: Self.account).status == 401)
            #expect(try client.ask("POST", path, token, body: Self.account).json == .string("7 ada for token"))
            #expect(try client.ask("POST", path, token, body: #"{"name": "ada"}"#).status == 422)
            #expect(try client.ask("POST", path, token, body: #"{"id": 0, "name": "a"}"#).status == 410)
            #expect(try client.ask("GET", path, token).status == 405)
            #expect(try client.ask("POST", "/webhooks/thing%20changed%2Fnow", token, body: Self.account).status == 404)
        }
    }

    @Test func `take callbacks where there are handlers for them`() async throws {
        let path = "/callbacks/subscribe-onEvent"
        try await withShowcaseServer { server async throws in
            #expect(try server.connect().ask("POST", path, body: Self.account).status == 204)
        }
        try await withShowcaseServer(receivesCallbacks: false) { server async throws in
            #expect(try server.connect().ask("POST", path, body: Self.account).status == 404)
        }
    }
}
