// APIs that say what they got, and that send events.

import WritEngine
import WritRuntime
import WritServer

/// Answers with the method, the media type and the bytes of a request.
struct EchoingAPI: WritAPI {
    static let description = APIDescription(
        title: "Echo", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        tags: "",
        routes: """
            POST /echo post
            PUT /echo put
            """)

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                // The bytes are copied at once.
                let bytes = unsafe Array(try await exchange.collectBody(upTo: 1_000_000))
                let context = request.context
                request.answer(
                    200, "text/plain",
                    text:
                        "\(context.methodName) \(context.field("Content-Type") ?? "-") \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }
}

/// An event stream that a closure writes.
struct EventsAPI: WritAPI {
    let write: @Sendable (ItemWriter<ServerSentEvent<String>>, RequestContext) async throws -> Void

    static let description = APIDescription(
        title: "Events", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        tags: "", routes: "GET /events events")

    init(_ write: @escaping @Sendable (ItemWriter<ServerSentEvent<String>>, RequestContext) async throws -> Void) {
        self.write = write
    }

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                let context = request.context
                try await request.answer(200, "text/event-stream", textEvents: AnswerSequence { try await write($0, context) })
            }
        }
    }
}
