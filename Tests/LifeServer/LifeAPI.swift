// Handlers that block, wait, and stream without end.

import Glibc
import Logging
import WritRuntime
import WritServer

struct LifeAPI: WritAPI {
    static let description = APIDescription(
        title: "Life", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: """
            GET /hello hello
            GET /block block
            GET /wait wait
            GET /log log
            GET /events events
            GET /farewell farewell
            GET /bytes bytes
            """)

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            let request = OperationRequest(exchange, operation)
            let context = request.context
            switch operation.id {
            case "block":
                context.logger.info("blocks")
                while true { sleep(1) }
            case "wait":
                context.logger.info("waits")
                try await Task.sleep(for: .seconds(3600))
            case "log": context.logger.info("\(String(repeating: "x", count: 1_000))")
            case "events": return try await request.answer(200, "text/event-stream", textEvents: events)
            case "farewell": return try await request.answer(200, "text/event-stream", textEvents: farewell(context))
            case "bytes": return try await request.answer(200, "application/octet-stream", bytes: bytes)
            default: break
            }
            request.answer(200, "text/plain", text: "hello \(getpid())")
        }
    }

    /// One event, and another one that never comes.
    private var events: AnswerSequence<ServerSentEvent<String>> {
        AnswerSequence { events in
            try await events.write(ServerSentEvent("first"))
            try await Task.sleep(for: .seconds(3600))
        }
    }

    /// Events until the server ends.
    private func farewell(_ context: RequestContext) -> AnswerSequence<ServerSentEvent<String>> {
        AnswerSequence { events in
            while !context.isDraining {
                try await events.write(ServerSentEvent("tick"))
                try await Task.sleep(for: .milliseconds(5))
            }
            try await events.write(ServerSentEvent("farewell"))
        }
    }

    /// Bytes of which nobody knows how many there are to be.
    private var bytes: AnswerBytes {
        AnswerBytes { body in
            try await body.write("first")
            try await body.flush()
            try await Task.sleep(for: .seconds(3600))
        }
    }
}
