// Handlers with a time of their own, in a server that runs.

import Testing
import WritLoopback
import WritServer

@Suite struct `Time limits of operations` {
    @Test func `cancel a handler, and have the refusal read by pages of other origins`() async throws {
        let api = SampleAPI { context in
            if context.query == "wait" { try await Task.sleep(for: .seconds(3600)) }
            return context.deadline.map { $0 - .now < .seconds(60) ? "short" : "long" } ?? "none"
        }
        let middleware: [any Middleware] = [
            CORS(origins: ["https://shop.example"]), HandlerTimeLimit(.milliseconds(100)).on(operations: "run"),
            HandlerTimeLimit(nil).on(operations: "showItem"), HandlerTimeLimit(.seconds(Int64.max)).on(operations: "createItem"),
        ]
        let sample = APIServer(
            api, configuration: quietConfiguration { $0.limits.handlerTimeout = .seconds(3600) }, middleware: middleware)
        let (server, running) = try await start { try await sample.run(onStart: $0) }
        func ask(_ method: String, _ path: String) throws -> LoopbackAnswer {
            try server.connect().ask(method, path, ["Connection: close", "Origin: https://shop.example"])
        }
        let refused = try ask("GET", "/api/run?wait")
        #expect(refused.status == 503 && refused["Access-Control-Allow-Origin"] == "https://shop.example")
        #expect(refused["Vary"] == "Origin" && refused["Content-Type"] == "application/problem+json")
        #expect(try ask("GET", "/api/run").text == "short")
        #expect(try ask("GET", "/api/items/1").text == "none")
        #expect(try ask("POST", "/api/items").text == "long")
        running.cancel()
        try await running.value
    }
}
