// The petstore under a black-box checker of HTTP/1.1: over a thousand connections, each with bytes to refuse or to take.

import Foundation
import Testing
import WritLoopback
import WritPrograms

// One run after the other: each opens thousands of connections.
@Suite(
    .serialized,
    .enabled(
        if: StrictnessChecker.program != nil,
        "http-strictness is not in ../shared/tools beside the repository; set WRIT_HTTP_STRICTNESS to it"))
struct `The strictness checker` {
    @Test(
        arguments: [
            ("/pets", "/pets", #"{"name":"Ada","status":"available"}"#),
            ("/docs", "/users/login", #"{"username":"ada","password":"correct horse"}"#),
        ])
    func `finds nothing to complain about`(get: String, post: String, body: String) async throws {
        try await withPetstoreServer { server async throws in
            let user = #"{"username":"ada","password":"correct horse"}"#
            #expect(try server.connect().ask("POST", "/users", body: user).status == 201)
            let outcome = try await StrictnessChecker.run([
                "--port", String(server.port), "--get", get, "--post", post, "--post-type", "application/json",
                "--post-body", body,
            ])
            #expect(outcome.status == 0 && outcome.output.hasSuffix(" 0 failed\n"), "\(outcome)")
        }
    }
}

enum StrictnessChecker {
    /// `WRIT_HTTP_STRICTNESS`, or the program beside the repository; nil where there is none.
    static let program: URL? = {
        let named = ProcessInfo.processInfo.environment["WRIT_HTTP_STRICTNESS"].map { URL(fileURLWithPath: $0) }
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let program = named ?? tests.appendingPathComponent("../../../shared/tools/http-strictness")
        return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
    }()

    static func run(_ arguments: [String]) async throws -> ProgramOutcome {
        try await runProgram(try #require(program).path, arguments)
    }
}
