// Answers that are values one after the other, sent as they are made.

public import WritEngine
public import WritWire

/// What a handler answers with where the contract has an event stream, JSON Lines or a JSON text sequence.
///
/// It is made of any asynchronous sequence of the items, or of a closure that writes them:
///
///     AnswerSequence(changes)
///     AnswerSequence { items in try await items.write(1) }
///
/// A client that reads slowly slows its producer down: the next item is asked for once those before have left. When the
/// client goes away, the task is cancelled, and the write that finds out ends the answer.
///
/// So it is when the server ends: `RequestContext.isDraining` turns true, and `ShutdownSettings.streamTime` later
/// the task is cancelled, and writes throw. What the items' handler throws then ends the answer behind the last item, as if it
/// were complete: an event stream's client comes back by itself.
public struct AnswerSequence<Item>: Sendable {
    typealias Write = nonisolated(nonsending) @Sendable (ItemWriter<Item>) async throws -> Void

    let write: Write

    /// Items that `write` makes, one after the other, once the answer leaves.
    public init(_ write: nonisolated(nonsending) @escaping @Sendable (ItemWriter<Item>) async throws -> Void) {
        self.write = write
    }

    /// The items of a sequence, each sent as it comes.
    public init<Items: AsyncSequence & Sendable>(_ items: Items) where Items.Element == Item {
        write = { writer in
            for try await item in items { try await writer.write(item) }
        }
    }
}

extension AnswerSequence where Item: Sendable {
    /// Items that are there already.
    public init(_ items: [Item]) {
        write = { writer in
            for item in items { try await writer.write(item) }
        }
    }
}

/// Writes the items of one answer. What is written leaves when the handler waits for whatever it may be, and while it goes on
/// without a pause, once for each turn that it has on its loop: many small items leave together, and none waits for the next.
///
/// To be used by one task at a time, and only until the closure that got it returns. What it throws is an
/// `AnswerStreamError`: let it through.
public struct ItemWriter<Item> {
    let writer: AnswerWriter
    /// Looks at each item before it is sent.
    var check: ((Item) throws(AnswerStreamError) -> Void)?
    /// The items are events with JSON as their data.
    var takesJSONEvents = false
    let append: (Item, inout OutputBuffer) -> Void

    /// Sends one item. Waits while the client doesn't take what was written before; throws where it is gone, and `brokenContract` for an
    /// event that the contract doesn't allow.
    public nonisolated(nonsending) func write(_ item: Item) async throws(AnswerStreamError) {
        try check?(item)
        try await writer.gather { append(item, &$0) }
    }
}

extension OperationRequest {
    /// Answers with a line of JSON for each item.
    public nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, lines items: AnswerSequence<Item>,
        _ write: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        try await answer(status, mediaType, items) { item, output in
            write(item, &output)
            output.append("\n")
        }
    }

    /// Answers with JSON behind a record separator for each item (RFC 7464).
    public nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, records items: AnswerSequence<Item>,
        _ write: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        try await answer(status, mediaType, items) { item, output in
            output.append(0x1E)
            write(item, &output)
            output.append("\n")
        }
    }

    /// Answers with events whose data are JSON.
    public nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, events: AnswerSequence<ServerSentEvent<Item>>,
        _ write: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        try await answer(status, mediaType, jsonEvents: events, rule: nil, write)
    }

    /// The same, where the contract has a rule for what an event has beside its data.
    public nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, events: AnswerSequence<ServerSentEvent<Item>>, _ rules: SchemaRules,
        _ rule: Int, _ write: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        try await answer(status, mediaType, jsonEvents: events, rule: EventRule(rules, rule), write)
    }

    /// Answers with events whose data are text.
    public nonisolated(nonsending) func answer(
        _ status: Int, _ mediaType: StaticString, textEvents: AnswerSequence<ServerSentEvent<String>>
    ) async throws {
        try await answer(status, mediaType, textEvents, rule: nil)
    }

    /// The same, where the contract has a rule for what an event has beside its data.
    public nonisolated(nonsending) func answer(
        _ status: Int, _ mediaType: StaticString, textEvents: AnswerSequence<ServerSentEvent<String>>, _ rules: SchemaRules,
        _ rule: Int
    ) async throws {
        try await answer(status, mediaType, textEvents, rule: EventRule(rules, rule))
    }

    private nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, jsonEvents events: AnswerSequence<ServerSentEvent<Item>>, rule: EventRule?,
        _ write: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        noteEventStream("\(mediaType)")
        let check: ((ServerSentEvent<Item>) throws(AnswerStreamError) -> Void)? = eventCheck(rule)
        try await answer(status, mediaType, events, isEventStream: true, takesJSONEvents: true, check) { event, output in
            event.write(to: &output) { data, output in
                // JSON has no line breaks of its own.
                output.append("data: ")
                write(data, &output)
                output.append("\n")
            }
        }
    }

    private nonisolated(nonsending) func answer(
        _ status: Int, _ mediaType: StaticString, _ events: AnswerSequence<ServerSentEvent<String>>, rule: EventRule?
    ) async throws {
        noteEventStream("\(mediaType)")
        try await answer(status, mediaType, events, isEventStream: true, eventCheck(rule)) { event, output in
            event.write(to: &output) { $1.append(field: "data: ", lines: $0) }
        }
    }

    private nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, _ items: AnswerSequence<Item>, isEventStream: Bool = false,
        takesJSONEvents: Bool = false, _ check: ((Item) throws(AnswerStreamError) -> Void)? = nil,
        _ append: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        let heartbeat = isEventStream ? exchange.limits.$eventHeartbeat : nil
        try await stream(status, mediaType, length: nil) { writer in
            // The head doesn't wait for the first item, which may be long in coming.
            try await writer.gather { _ in }
            if let heartbeat { writer.startHeartbeat(":\n\n", milliseconds: heartbeat) }
            do {
                try await items.write(
                    ItemWriter(writer: writer, check: check, takesJSONEvents: takesJSONEvents, append: append))
            } catch  where writer.endsWithServer {
                // All items that were sent are whole.
            }
        }
    }
}
