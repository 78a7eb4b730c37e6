// The petstore's server as a process of its own, on a port that was free.

import Foundation
import WritLoopback
import WritPrograms

final class PetstoreProcess {
    let origin: String
    private let process: ChildProcess

    init(_ program: String) async throws {
        let port = try freePort()
        origin = "http://127.0.0.1:\(port)"
        process = try ChildProcess(program, environment: ["PORT": String(port), "HOST": "127.0.0.1"])
        try await waitUntilItAnswers()
    }

    func stop() { process.stop() }

    private func waitUntilItAnswers() async throws {
        // Attempts are counted, not seconds: on a busy machine much time passes in which nobody asks.
        for _ in 0..<3_000 where process.isRunning {
            if let answer = try? await LoopbackHTTP.ask("GET", origin + "/openapi.json"), answer.status == 200 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        process.stop()
        throw BrowserFailure(description: "the petstore's server does not answer /openapi.json at \(origin)")
    }
}
