// A server of ours as a process, on a port that the test chooses.

import Foundation
import WritLoopback
import WritPrograms

final class ServerProcess {
    let origin: String
    private let process: ChildProcess

    /// - Parameters:
    ///   - arguments: Those behind the port.
    ///   - path: What it answers with 200 when it serves.
    init(_ program: String, port: Int, _ arguments: [String] = [], environment: [String: String] = [:], path: String) async throws
    {
        origin = "http://127.0.0.1:\(port)"
        process = try ChildProcess(program, ["\(port)"] + arguments, environment: environment, errorsAreRead: true)
        // Its log says when it serves, whoever else serves there.
        var isServing = false
        while !isServing, let line = process.nextLine() { isServing = line.contains("listening") }
        guard isServing else {
            process.stop()
            throw BrowserFailure(description: "\(program) does not serve at \(origin)")
        }
        guard try await LoopbackHTTP.ask("GET", origin + path).status == 200 else {
            process.stop()
            throw BrowserFailure(description: "\(program) does not answer \(path)")
        }
    }

    func stop() { process.stop() }
}
