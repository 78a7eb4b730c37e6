// Paths and operations with servers of their own.

import Testing
import WritLoopback

@Suite struct `The showcase's other servers` {
    @Test func `have base paths of their own`() async throws {
        try await withShowcase { client throws in
            #expect(try client.ask("GET", "/api/v2/moved/here?q=why").text == "why")
            #expect(try client.ask("DELETE", "/moved/here").status == 204)
            #expect(try client.ask("GET", "/api/v1/moved/here").status == 404)
            #expect(try client.ask("DELETE", "/api/v2/moved/here").status == 405)
        }
    }
}
