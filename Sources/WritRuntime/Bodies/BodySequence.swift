// Bodies that are values one after the other, JSON Lines, JSON text sequences and event streams, for handlers.

internal import WritEngine
public import WritWire

/// The values of a body as they come; nothing is received while nobody asks for the next one.
///
///     for try await line in lines { total += line }
///
/// To be read once, by one task at a time, and only until the handler returns. What it throws of a value that breaks the
/// contract, a handler lets through: it is answered with 400 or 422, the number of the value in front of each pointer.
public struct BodySequence<Item: Sendable>: AsyncSequence, Sendable {
    /// An item of the body, in the type that the contract gives it.
    public typealias Element = Item
    /// A `BodyError`, or an error of an item that breaks its schema.
    public typealias Failure = any Error

    enum Source: Sendable {
        /// What reads the text of one item, with its number, finds nil where it is none.
        case body(BodyStream, ItemSplitter.Format, ServerShared, @Sendable ([UInt8], Int) throws -> Item?)
        case memory([Item])
    }

    let source: Source

    init(_ source: Source) { self.source = source }

    /// Values that are there already: for tests of handlers.
    public init(_ items: [Item]) { source = .memory(items) }

    /// The items that are still to come: a body is read once.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source) }

    /// Takes the items of a body, one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let source: Source
        private var splitter: ItemSplitter
        private var number = 0
        private var isAtEnd = false
        /// Bytes of the text that are counted as held.
        private var heldCount = 0
        /// The last item, if it was large, and the pool that frees it.
        private var leftover: (value: Leftover, pool: OffloadPool)?

        fileprivate init(_ source: Source) {
            self.source = source
            splitter =
                switch source {
                // One value is as large as a whole body of other media types may be.
                case .body(_, let format, let shared, _): ItemSplitter(format, itemBytesMax: shared.bodyBytesMax)
                case .memory: ItemSplitter(.lines, itemBytesMax: 0)
                }
        }

        /// The next value; nil at the body's end.
        public mutating func next() async throws -> Item? { try await nextItem() }

        /// The next item; nil at the end of the body.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Item? { try await nextItem() }

        private nonisolated(nonsending) mutating func nextItem() async throws -> Item? {
            switch source {
            case .memory(let items):
                defer { number += 1 }
                return number < items.count ? items[number] : nil
            case .body(let stream, _, let shared, let read):
                if let leftover = leftover.take() { leftover.pool.free(leftover.value) }
                while true {
                    if let text = try nextText() {
                        // Many may have come at once.
                        if stream.isTurnOver(after: text.count) { await stream.yieldTurn() }
                        let number = number
                        guard let item = try await shared.read(text.count, { try read(text, number) }) else { continue }
                        self.number += 1
                        if text.count > shared.readOnLoopBytesMax { leftover = (Leftover(item), shared.readingPool) }
                        return item
                    }
                    if isAtEnd { return nil }
                    if let chunk = try await stream.next() { try add(chunk, stream) } else { isAtEnd = true }
                }
            }
        }

        private mutating func add(_ chunk: [UInt8], _ stream: BodyStream) throws {
            splitter.add(chunk)
            guard splitter.heldCount > heldCount else { return }
            try stream.hold(splitter.heldCount - heldCount)
            heldCount = splitter.heldCount
        }

        private mutating func nextText() throws -> [UInt8]? {
            do throws(ItemSplitter.Failure) {
                return try splitter.next(isLast: isAtEnd)
            } catch {
                switch error {
                case .tooLarge: throw BodyError.tooLarge
                case .noSeparator:
                    throw JSONReadError.malformed(offset: 0, message: "expected a record separator (RFC 7464)")
                }
            }
        }
    }
}

/// Reads JSON that is item `number` of its body.
private func readItem<Item>(_ text: [UInt8], _ number: Int, _ read: (inout JSONReader) -> Item?) throws -> Item {
    // The array lends its bytes for the closure.
    try unsafe text.withUnsafeBytes { bytes in
        var json = unsafe JSONReader(bytes)
        let item = read(&json)
        if let error = json.finish() { throw error.inItem(number) }
        // A reader that makes nothing of a value has said why.
        guard let item else { throw JSONReadError.malformed(offset: 0, message: "expected a value").inItem(number) }
        return item
    }
}

/// Reads text that is item `number` of its body.
private func readText<Item>(_ text: [UInt8], _ number: Int, _ read: (inout ParameterReader) -> Item?) throws -> Item {
    // The array lends its bytes for the closure.
    try unsafe text.withUnsafeBytes { bytes in
        var reader = unsafe ParameterReader(text: bytes)
        let item = read(&reader)
        if reader.violations.isEmpty, let item { return item }
        guard String(validating: text, as: UTF8.self) != nil else {
            throw JSONReadError.malformed(offset: 0, message: "expected text in UTF-8").inItem(number)
        }
        let found = reader.violations.map { Violation(pointer: "", keyword: $0.keyword, message: $0.message) }
        throw JSONReadError.invalid(found).inItem(number)
    }
}

extension JSONReadError {
    fileprivate func inItem(_ number: Int) -> JSONReadError {
        switch self {
        case .malformed(let offset, let message): .malformed(offset: offset, message: "\(message), in item \(number)")
        case .invalid(let violations):
            .invalid(
                violations.map { Violation(pointer: "/\(number)\($0.pointer)", keyword: $0.keyword, message: $0.message) })
        }
    }
}

extension OperationRequest {
    /// The body as JSON Lines, each read by `read`.
    public func lines<Item: Sendable>(
        of type: Item.Type, upTo bytesMax: Int = .max, read: @escaping @Sendable (inout JSONReader) -> Item?
    ) -> BodySequence<Item> {
        sequence(.lines, upTo: bytesMax) { try readItem($0, $1, read) }
    }

    /// The body as a JSON text sequence, each read by `read`.
    public func records<Item: Sendable>(
        of type: Item.Type, upTo bytesMax: Int = .max, read: @escaping @Sendable (inout JSONReader) -> Item?
    ) -> BodySequence<Item> {
        sequence(.records, upTo: bytesMax) { try readItem($0, $1, read) }
    }

    /// The body as an event stream whose events have JSON as their data, read by `read`.
    public func events<Data: Sendable>(
        of type: Data.Type, upTo bytesMax: Int = .max, read: @escaping @Sendable (inout JSONReader) -> Data?
    ) -> BodySequence<ServerSentEvent<Data>> {
        events(upTo: bytesMax, nil) { try readItem($0, $1, read) }
    }

    /// The same, where the contract has a rule for what an event has beside its data.
    public func events<Data: Sendable>(
        of type: Data.Type, upTo bytesMax: Int = .max, _ rules: SchemaRules, _ rule: Int,
        read: @escaping @Sendable (inout JSONReader) -> Data?
    ) -> BodySequence<ServerSentEvent<Data>> {
        events(upTo: bytesMax, EventRule(rules, rule)) { try readItem($0, $1, read) }
    }

    /// The body as an event stream whose events have text as their data, read by `read`.
    public func textEvents<Data: Sendable>(
        of type: Data.Type, upTo bytesMax: Int = .max, read: @escaping @Sendable (inout ParameterReader) -> Data?
    ) -> BodySequence<ServerSentEvent<Data>> {
        events(upTo: bytesMax, nil) { try readText($0, $1, read) }
    }

    /// The same, where the contract has a rule for what an event has beside its data.
    public func textEvents<Data: Sendable>(
        of type: Data.Type, upTo bytesMax: Int = .max, _ rules: SchemaRules, _ rule: Int,
        read: @escaping @Sendable (inout ParameterReader) -> Data?
    ) -> BodySequence<ServerSentEvent<Data>> {
        events(upTo: bytesMax, EventRule(rules, rule)) { try readText($0, $1, read) }
    }

    private func events<Data: Sendable>(
        upTo bytesMax: Int, _ rule: EventRule?, _ read: @escaping @Sendable ([UInt8], Int) throws -> Data
    ) -> BodySequence<ServerSentEvent<Data>> {
        sequence(.events, upTo: bytesMax) { text, number in
            let fields = EventFields(text)
            guard let data = fields.data else { return nil }
            let violations = rule?.violations(event: fields.event, id: fields.id, retry: fields.retry) ?? []
            guard violations.isEmpty else { throw JSONReadError.invalid(violations).inItem(number) }
            return ServerSentEvent(try read(data, number), event: fields.event, id: fields.id, retry: fields.retry)
        }
    }

    private func sequence<Item: Sendable>(
        _ format: ItemSplitter.Format, upTo bytesMax: Int, _ read: @escaping @Sendable ([UInt8], Int) throws -> Item?
    ) -> BodySequence<Item> {
        BodySequence(.body(stream(upTo: bytesMax), format, shared, read))
    }
}
