// Clients that are not ours: programs that ask a server of the test's process.

import Foundation

/// Runs a program of the search path to its end, on a thread that no other test waits for.
///
/// - Returns: Its status, and what it printed, standard error too.
public func runProgram(_ name: String, _ arguments: [String]) async throws -> (status: Int32, output: String) {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(
                with: Result {
                    let process = Process()
                    let output = Pipe()
                    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                    process.arguments = [name] + arguments
                    process.standardOutput = output
                    process.standardError = output
                    try process.run()
                    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                    process.waitUntilExit()
                    return (process.terminationStatus, text)
                })
        }
    }
}
