// What a server says of its health.

import Synchronization
import Testing
import WritRuntime
import WritServer
import WritTesting

private struct Down: Error {}

/// A thing that a server depends on.
private final class Dependency: Sendable {
    let isUp = Atomic(true)
    let runCount = Atomic(0)

    func check() throws {
        runCount.add(1, ordering: .relaxed)
        guard isUp.load(ordering: .relaxed) else { throw Down() }
    }
}

private func responder(
    _ health: ServerHealth, _ readiness: ServerReadiness = ServerReadiness(isReady: true), notes: Notes = Notes(),
    middleware: [any Middleware] = []
) -> ServerResponder {
    var configuration = ServerConfiguration(logger: notingLogger(notes))
    configuration.health = health
    return ServerResponder(SampleAPI(), configuration: configuration, middleware: middleware, readiness: readiness)
}

@Suite struct `Health` {
    @Test func `is told at two paths, of which one goes with the server's end`() async {
        let readiness = ServerReadiness()
        let server = responder(ServerHealth(), readiness)
        func told(_ path: String) async -> String {
            let answer = await server.answer(to: path, from: nil)
            #expect(answer["Cache-Control"] == "no-store" && answer["Content-Type"] == "application/json")
            return "\(answer.status) \(answer.text)"
        }
        #expect(await told("/live") == #"200 {"status":"alive","checks":[]}"#)
        #expect(await told("/ready") == #"503 {"status":"ending","checks":[]}"#)
        readiness.isReady = true
        #expect(await told("/ready") == #"200 {"status":"ready","checks":[]}"#)
        readiness.isReady = false
        #expect(await told("/ready") == #"503 {"status":"ending","checks":[]}"#)
        #expect(await told("/live") == #"200 {"status":"alive","checks":[]}"#)
    }

    @Test func `goes by what is required, and tells names alone`() async {
        let (database, cache) = (Dependency(), Dependency())
        let notes = Notes()
        let server = responder(
            ServerHealth(checks: [
                .init("data\"base", keepsFor: .zero) { try database.check() },
                .init("cache", isRequired: false, keepsFor: .zero) { try cache.check() },
            ]), notes: notes)
        func told() async -> String {
            let answer = await server.answer(to: "/ready", from: nil)
            return "\(answer.status) \(answer.text)"
        }
        let (up, down) = (#"{"name":"data\"base","passes":true}"#, #"{"name":"data\"base","passes":false}"#)
        #expect(await told() == #"200 {"status":"ready","checks":["# + up + #",{"name":"cache","passes":true}]}"#)
        cache.isUp.store(false, ordering: .relaxed)
        #expect(await told() == #"200 {"status":"ready","checks":["# + up + #",{"name":"cache","passes":false}]}"#)
        database.isUp.store(false, ordering: .relaxed)
        for _ in 0..<2 {
            #expect(await told() == #"503 {"status":"failing","checks":["# + down + #",{"name":"cache","passes":false}]}"#)
        }
        database.isUp.store(true, ordering: .relaxed)
        #expect(await told().hasPrefix("200"))
        // The log has each change once, and what went wrong.
        let lines = notes.all.filter { $0.contains("health check") }
        #expect(
            lines.count == 3 && lines[1].contains("warning a health check failed check=data\"base error=")
                && lines[1].contains("Down"))
        #expect(lines[2] == "notice a health check passes again check=data\"base")
        // Liveness does not go by it.
        database.isUp.store(false, ordering: .relaxed)
        #expect(await server.answer(to: "/live", from: nil).status == 200)
    }

    @Test func `keeps what a check has said`() async {
        let dependency = Dependency()
        let server = responder(ServerHealth(checks: [.init("a", keepsFor: .seconds(3600)) { try dependency.check() }]))
        for _ in 0..<5 { #expect(await server.answer(to: "/ready", from: nil).status == 200) }
        #expect(dependency.runCount.load(ordering: .relaxed) == 1)
    }

    @Test func `runs a check once for all who ask meanwhile`() async {
        let (open, gate) = AsyncStream.makeStream(of: Void.self)
        let runCount = Mutex(0)
        let server = responder(
            ServerHealth(checks: [
                .init("slow", timeout: .seconds(600), keepsFor: .seconds(3600)) {
                    runCount.withLock { $0 += 1 }
                    for await _ in open { break }
                }
            ]))
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { await server.answer(to: "/ready", from: nil).status } }
            group.addTask {
                gate.yield()
                return 200
            }
            for await status in group { #expect(status == 200) }
        }
        #expect(runCount.withLock { $0 } == 1)
    }

    @Test func `gives up a check that hangs, and begins it again when it has ended`() async {
        let (open, gate) = AsyncStream.makeStream(of: Void.self)
        let (ended, ending) = AsyncStream.makeStream(of: Void.self)
        let runCount = Mutex(0)
        let server = responder(
            ServerHealth(checks: [
                .init("stuck", timeout: .milliseconds(1), keepsFor: .zero) {
                    let count = runCount.withLock { count in
                        count += 1
                        return count
                    }
                    guard count == 1 else { return }
                    // It does not care for its cancellation.
                    await Task.detached { for await _ in open { break } }.value
                    ending.yield()
                }
            ]))
        for _ in 0..<3 { #expect(await server.answer(to: "/ready", from: nil).status == 503) }
        #expect(runCount.withLock { $0 } == 1)
        gate.yield()
        for await _ in ended { break }
        // The check returns just behind that.
        while await server.answer(to: "/ready", from: nil).status == 503 { await Task.yield() }
        #expect(runCount.withLock { $0 } >= 1)
    }

    @Test func `stands before middleware and routes, for GET and HEAD, at paths of choice`() async {
        let notes = Notes()
        let refusing = Around { context, _ in ServerAnswer(to: context, status: 401) }
        let server = responder(
            ServerHealth(livePath: "/api/run", readyPath: nil, checks: [.init("never") { throw Down() }]), notes: notes,
            middleware: [AccessLog(), refusing])
        #expect(await server.answer(to: "/api/run", from: nil).status == 200)
        #expect(await server.answer(to: "/ready", from: nil).status == 401)
        #expect(notes.all.count == 2 && notes.all[0].contains("path=/api/run"))
        var configuration = ServerConfiguration()
        configuration.health = ServerHealth()
        let client = TestClient(SampleAPI(), configuration: configuration)
        #expect(await client.head("/ready").status == 200)
        let refused = await client.send("POST", "/live")
        #expect(refused.status == 405 && refused["Allow"] == "GET, HEAD")
    }
}
