// An API whose handlers are what a test says.

import Logging
import Synchronization
import WritRuntime
import WritServer
import WritTesting

/// Three routes with one handler, whose text is the answer.
struct SampleAPI: WritAPI {
    let respond: @Sendable (RequestContext) async throws -> String

    static let description = APIDescription(
        title: "Sample", version: "1", summary: "", basePath: "/api",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        tags: "1-2 things\n2 made",
        routes: """
            GET /run run
            GET /items/{itemId} showItem
            POST /items createItem
            """)

    init(_ handler: @escaping @Sendable (RequestContext) async throws -> String = { _ in "hello" }) {
        respond = handler
    }

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                let text = try await respond(request.context)
                request.answer(200, "text/plain", text: text)
            }
        }
    }
}

/// Middleware that is a closure.
struct Around: Middleware {
    let body: @Sendable (RequestContext, NextStep) async throws -> ServerAnswer

    init(_ body: @escaping @Sendable (RequestContext, NextStep) async throws -> ServerAnswer) {
        self.body = body
    }

    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        try await body(context, next)
    }
}

/// What was noted in the course of a test.
final class Notes: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }
    func add(_ note: String) { notes.withLock { $0.append(note) } }
}

/// Keeps what is logged: the level, the message, and the metadata by name.
struct NotingLog: LogHandler {
    let notes: Notes
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let words = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        notes.add("\(event.level) \(event.message) \(words.joined(separator: " "))")
    }
}

func notingLogger(_ notes: Notes) -> Logger { Logger(label: "test") { _ in NotingLog(notes: notes) } }
