// A log that nobody reads.

import Glibc
import Testing
import WritLoopback
import WritPrograms

@Suite(.serialized, .enabled(if: ServerProcess.areBuilt, "needs the servers beside the test bundle: swift build --build-tests"))
struct `A server whose log nobody reads` {
    private static let requestCount = 1_500

    /// Has more logged than pipe and queue hold together: 1,000 bytes each time.
    private func askOften(_ server: ServerProcess) throws {
        let client = try LoopbackClient(port: server.port, timeoutSeconds: 60)
        for _ in 0..<Self.requestCount { #expect(try client.ask("GET", "/log").text == server.greeting) }
    }

    @Test func `answers all the same, and tells how much was dropped`() async throws {
        let server = try ServerProcess.life(["loops": "1"])
        try askOften(server)
        let told = server.waitForLine { $0.hasSuffix("part of the log was dropped: it came faster than it was read") }
        let words = (told ?? "").split(separator: " ").first { $0.hasPrefix("lines=") } ?? ""
        let dropped = Int(words.dropFirst("lines=".count)) ?? 0
        #expect(dropped > 0)
        #expect(dropped + server.lines.count { $0.hasSuffix("xxxx") } == Self.requestCount)
        server.child.send(signal: SIGTERM)
        #expect(await server.end() == 0)
        #expect(server.lines.last?.hasSuffix(" ended") == true)
    }

    @Test func `ends in good order`() async throws {
        let server = try ServerProcess.life(["loops": "2"])
        try askOften(server)
        server.child.send(signal: SIGTERM)
        #expect(await server.child.end() == 0)
    }
}
