// The whole showcase, asked by Python's standard library, and by the requests package.

import Foundation
import Testing
import WritLoopback
import WritPrograms

@Suite struct `Python's own client` {
    @Test func `gets from the showcase what the contract says`() async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("foreign.py")
        try await withShowcaseServer { server async throws in
            let outcome = try await runProgram("python3", [script.path, String(server.port)])
            #expect(outcome.status == 0, "\(outcome)")
        }
    }
}

@Suite struct `Python's requests` {
    static func isInstalled() async -> Bool { (try? await runProgram("python3", ["-c", "import requests"]).status) == 0 }

    @Test(.enabled("python3 has no package `requests`") { await isInstalled() })
    func `get from the showcase what the contract says`() async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("requestsclient.py")
        try await withShowcaseServer { server async throws in
            let outcome = try await runProgram("python3", [script.path, String(server.port)])
            #expect(outcome.status == 0, "\(outcome)")
        }
    }
}
