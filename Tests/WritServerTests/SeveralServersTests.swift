// Several servers in one process, each with its own API and addresses.

import Testing
import WritLoopback
import WritRuntime
import WritServer

/// Another API than the sample.
private struct StaffAPI: WritAPI {
    static let description = APIDescription(
        title: "Staff", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: "GET /staff listStaff")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) { request.answer(200, "text/plain", text: "staff") }
        }
    }
}

@Suite struct `Several servers in a process` {
    @Test func `have their own APIs, settings and ends`() async throws {
        let sample = APIServer(SampleAPI(), configuration: quietConfiguration { $0.health = ServerHealth() })
        let staff = APIServer(StaffAPI(), configuration: quietConfiguration(), middleware: [DefaultFields(["X-Staff": "1"])])
        let (first, running) = try await start { try await sample.run(onStart: $0) }
        let (second, other) = try await start { try await staff.run(onStart: $0) }
        func ask(_ server: LoopbackServer, _ path: String) throws -> LoopbackAnswer {
            try server.connect().ask("GET", path, ["Connection: close"])
        }
        #expect(try ask(first, "/api/run").text == "hello")
        #expect(try ask(first, "/staff").status == 404)
        #expect(try ask(first, "/ready").status == 200)
        let staffAnswer = try ask(second, "/staff")
        #expect(staffAnswer.text == "staff" && staffAnswer["X-Staff"] == "1")
        #expect(try ask(second, "/api/run").status == 404 && ask(second, "/ready").status == 404)
        // One ends, and the other goes on.
        other.cancel()
        try await other.value
        #expect(throws: LoopbackFailure.self) { try second.connect() }
        #expect(try ask(first, "/api/run").text == "hello")
        running.cancel()
        try await running.value
    }

    @Test func `end together where one can't start`() async throws {
        let sample = APIServer(SampleAPI(), configuration: quietConfiguration())
        let (server, running) = try await start { onStart in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (starts, reporter) = AsyncStream<[String]>.makeStream()
                group.addTask {
                    try await sample.run { addresses in
                        onStart(addresses)
                        reporter.yield(addresses)
                    }
                }
                let address = await starts.first { _ in true }?.first
                let port = address?.split(separator: ":").last.flatMap { Int($0) } ?? 0
                let late = APIServer(
                    StaffAPI(),
                    configuration: quietConfiguration { $0.listening.addresses = [.tcp(host: "127.0.0.1", port: port)] })
                group.addTask { try await late.run() }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        await #expect(throws: EngineError.self) { try await running.value }
        #expect(throws: LoopbackFailure.self) { try server.connect() }
    }
}
