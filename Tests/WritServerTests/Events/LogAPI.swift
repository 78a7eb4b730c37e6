// An event stream that follows a log.

import WritRuntime
import WritServer
import WritWire

/// Tells who was away for too long, then follows the log.
struct LogAPI: WritAPI {
    let log: EventLog<Number>
    var start = EventLog<Number>.Start.next
    var retry: Duration?
    var rules: (SchemaRules, Int)?

    /// A number that counts how often it is written.
    struct Number: JSONRepresentable, Equatable {
        static let written = Counter()
        let value: Int

        static func read(from json: inout JSONReader) -> Number? { json.readInt().map { Number(value: $0) } }

        func write(to json: inout OutputBuffer) {
            Self.written.add(value)
            json.write(value)
        }
    }

    static let description = APIDescription(
        title: "Log", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        tags: "", routes: "GET /log log")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                let events = log.events(after: request.context.lastEventID, startingAt: start, retry: retry)
                if events.hasGap { request.addField("Gap", "yes") }
                let items = AnswerSequence(events)
                if let rules {
                    try await request.answer(200, "text/event-stream", events: items, rules.0, rules.1) { $0.write(to: &$1) }
                } else {
                    try await request.answer(200, "text/event-stream", events: items) { $0.write(to: &$1) }
                }
            }
        }
    }
}
