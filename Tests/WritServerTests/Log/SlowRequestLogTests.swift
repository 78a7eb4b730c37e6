// Which requests are logged as slow.

import Logging
import Testing
import WritServer
import WritTesting

@Suite struct `The log of slow requests` {
    private func logged(after threshold: Duration) async -> [String] {
        let notes = Notes()
        var configuration = ServerConfiguration(logger: notingLogger(notes))
        configuration.docs = .disabled
        let client = TestClient(SampleAPI(), configuration: configuration, middleware: [SlowRequestLog(after: threshold)])
        #expect(await client.get("/api/items/7").status == 200)
        return notes.all.filter { $0.contains("slow request") }
    }

    @Test func `has those that take as long as it says, with their route`() async throws {
        let line = try #require(await logged(after: .zero).first)
        #expect(line.contains("/api/items/{itemId}") && line.contains("200") && line.contains("showItem"), "\(line)")
    }

    @Test func `has no others`() async {
        #expect(await logged(after: .seconds(3_600)).isEmpty)
    }
}
