// A client that is not ours.

import Foundation
import Testing

/// What curl prints: the body, and the status behind it.
func curl(_ arguments: String...) async throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["curl", "--silent", "--max-time", "20", "--write-out", "%{http_code}"] + arguments
    process.standardOutput = output
    try process.run()
    // Reading blocks, so it gets a thread that no other test waits for.
    return await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            continuation.resume(returning: String(decoding: data, as: UTF8.self))
        }
    }
}
