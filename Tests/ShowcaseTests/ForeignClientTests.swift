// The whole showcase, asked by Python's standard library.

import Foundation
import Testing
import WritLoopback

@Suite struct `Python's own client` {
    @Test func `gets from the showcase what the contract says`() async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("foreign.py")
        try await withShowcaseServer { server async throws in
            let (status, report) = try await runProgram("python3", [script.path, String(server.port)])
            #expect(status == 0, "\(report)")
        }
    }
}
