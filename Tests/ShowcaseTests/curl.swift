// A client that is not ours.

import Testing
import WritPrograms

/// What curl prints: the body, and the status behind it.
func curl(_ arguments: String...) async throws -> String {
    try await runProgram("curl", ["--silent", "--max-time", "20", "--write-out", "%{http_code}"] + arguments).output
}
