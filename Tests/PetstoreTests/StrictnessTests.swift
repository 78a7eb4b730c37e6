// The petstore under a black-box checker of HTTP/1.1: over a thousand connections, each with bytes to refuse or to take.

import Foundation
import Testing
import WritLoopback

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
            let (status, report) = try await StrictnessChecker.run([
                "--port", String(server.port), "--get", get, "--post", post, "--post-type", "application/json",
                "--post-body", body,
            ])
            #expect(status == 0 && report.hasSuffix(" 0 failed\n"), "\(report)")
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

    /// Runs the checker to its end on a thread that no other test waits for.
    static func run(_ arguments: [String]) async throws -> (status: Int32, report: String) {
        let program = try #require(program)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        let process = Process()
                        let output = Pipe()
                        process.executableURL = program
                        process.arguments = arguments
                        process.standardOutput = output
                        process.standardError = output
                        try process.run()
                        let report = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                        process.waitUntilExit()
                        return (process.terminationStatus, report)
                    })
            }
        }
    }
}
