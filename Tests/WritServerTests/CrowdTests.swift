// Connections that are ready together: a handler goes on from one to the next by itself.

import Glibc
import Testing
import WritLoopback
import WritServer

private struct Mishap: Error {}

@Suite struct `Connections that are ready together` {
    /// Does what the request says; "block" keeps the loop busy for so long that the others have come when it is over.
    private let api = SampleAPI { context in
        switch context.field("X-Do") {
        case "block": usleep(100_000)
        case "fail": throw Mishap()
        case "wait": await Task.yield()
        // The task is not kept beyond the closure.
        case "cancel": unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        case "tell": return "\(context.path) \(Task.isCancelled)"
        default: break
        }
        return "\(context.path) \(context.field("X-Do") ?? "")"
    }

    private func answers(to tasks: [(path: String, does: String)]) async throws -> [(first: LoopbackAnswer, second: Int)] {
        try await withServer(api) { server throws in
            let clients = try tasks.map { _ in try server.connect() }
            // Each has been served once before.
            for client in clients { #expect(try client.ask("GET", "/api/run").status == 200) }
            let blocking = try server.connect()
            try blocking.send(LoopbackClient.request("GET", "/api/run", ["X-Do: block"]))
            usleep(20_000)
            for (client, task) in zip(clients, tasks) {
                try client.send(LoopbackClient.request("GET", task.path, ["X-Do: \(task.does)"]))
            }
            #expect(try blocking.answer().status == 200)
            return try clients.map { client in
                let first = try client.answer()
                return (first, try client.ask("GET", "/api/run", ["X-Do: tell"]).status)
            }
        }
    }

    @Test func `get the answer that is theirs each, and stay`() async throws {
        let tasks = (0..<20).map { number in
            (
                path: number % 7 == 3 ? "/api/run" : "/api/items/\(number)",
                does: ["show", "wait", "fail", "show", "fail"][number % 5]
            )
        }
        let answers = try await answers(to: tasks)
        for (task, answer) in zip(tasks, answers) {
            #expect(answer.first.status == (task.does == "fail" ? 500 : 200))
            if task.does != "fail" { #expect(answer.first.text == "\(task.path) \(task.does)") }
            #expect(answer.second == 200)
        }
    }

    @Test func `don't feel that another one's handler has cancelled its own task`() async throws {
        try await withServer(api) { server throws in
            let (first, second) = (try server.connect(), try server.connect())
            #expect(try first.ask("GET", "/api/run", ["X-Do: cancel"]).status == 200)
            #expect(try second.ask("GET", "/api/items/1", ["X-Do: tell"]).text == "/api/items/1 false")
            #expect(try first.ask("GET", "/api/items/2", ["X-Do: tell"]).text == "/api/items/2 false")
        }
    }

    @Test func `don't feel it when they come together either`() async throws {
        let tasks = (0..<20).map { (path: "/api/items/\($0)", does: $0 % 5 == 2 ? "cancel" : "tell") }
        for (task, answer) in zip(tasks, try await answers(to: tasks)) {
            #expect(answer.first.text == "\(task.path) \(task.does == "tell" ? "false" : "cancel")")
        }
    }
}
