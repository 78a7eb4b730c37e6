// Answers that are values one after the other, each sent as soon as it is there.

public import WritEngine
public import WritWire

/// What a handler answers with where the contract has an event stream, JSON Lines or a JSON text sequence.
///
///     AnswerSequence(store.changes)                                  // any asynchronous sequence of the items
///     AnswerSequence { items in try await items.write(item) }
///
/// The next item is asked for once the one before has left: a client that reads slowly slows its producer down. When the
/// client goes away, the task is cancelled, and the write that finds out ends the answer.
public struct AnswerSequence<Item>: Sendable {
    typealias Write = nonisolated(nonsending) @Sendable (ItemWriter<Item>) async throws -> Void

    let write: Write

    public init(_ write: nonisolated(nonsending) @escaping @Sendable (ItemWriter<Item>) async throws -> Void) {
        self.write = write
    }

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

/// Writes the items of one answer, each sent at once.
///
/// To be used by one task at a time, and only until the closure that got it returns. What it throws is an
/// `AnswerStreamError`: let it through.
public struct ItemWriter<Item> {
    let writer: AnswerWriter
    let append: (Item, inout OutputBuffer) -> Void

    public nonisolated(nonsending) func write(_ item: Item) async throws(AnswerStreamError) {
        try await writer.write { append(item, &$0) }
        try await writer.flush()
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
        noteEventStream("\(mediaType)")
        try await answer(status, mediaType, events) { event, output in
            event.write(to: &output) { data, output in
                // JSON has no line breaks of its own.
                output.append("data: ")
                write(data, &output)
                output.append("\n")
            }
        }
    }

    /// Answers with events whose data are text.
    public nonisolated(nonsending) func answer(
        _ status: Int, _ mediaType: StaticString, textEvents: AnswerSequence<ServerSentEvent<String>>
    ) async throws {
        noteEventStream("\(mediaType)")
        try await answer(status, mediaType, textEvents) { event, output in
            event.write(to: &output) { $1.append(field: "data: ", lines: $0) }
        }
    }

    private nonisolated(nonsending) func answer<Item>(
        _ status: Int, _ mediaType: StaticString, _ items: AnswerSequence<Item>,
        _ append: @escaping (Item, inout OutputBuffer) -> Void
    ) async throws {
        try await stream(status, mediaType, length: nil) { writer in
            // The head goes before the first item, which may be long in coming.
            try await writer.flush()
            try await items.write(ItemWriter(writer: writer, append: append))
        }
    }
}
