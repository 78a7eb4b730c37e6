// A request's body as it comes, for handlers.

public import WritEngine
internal import Synchronization

public typealias BodyError = WritEngine.BodyError

/// The bytes of a body in chunks, as they come; nothing is received while nobody asks for the next one.
///
///     for try await chunk in body { byteCount += chunk.count }
///
/// To be read once, by one task at a time, and only until the handler returns. What it throws is a `BodyError`; a handler
/// that lets it through has it answered with 400, 408 or 413.
public struct BodyStream: AsyncSequence, Sendable {
    /// A chunk of the body, as long as it came.
    public typealias Element = [UInt8]
    /// What can go wrong while a body comes.
    public typealias Failure = BodyError

    enum Source: Sendable {
        case exchange(RequestBody)
        case memory(Remainder)
    }

    /// Bytes that nobody has asked for yet.
    final class Remainder: Sendable {
        private let bytes: Mutex<[UInt8]?>
        init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes.isEmpty ? nil : bytes) }
        func take() -> [UInt8]? { bytes.withLock { $0.take() } }
    }

    /// The media type as it was sent, with its parameters; nil: none was.
    public let contentType: String?
    /// Bytes of the whole body where the client told it.
    public let contentLength: Int?
    let source: Source

    init(contentType: String?, contentLength: Int?, source: Source) {
        self.contentType = contentType
        self.contentLength = contentLength
        self.source = source
    }

    /// A body that is there already: for tests of handlers.
    public init(_ bytes: [UInt8], contentType: String? = nil) {
        self.init(contentType: contentType, contentLength: bytes.count, source: .memory(Remainder(bytes)))
    }

    /// All that is left of the body; throws `BodyError.tooLarge` beyond `bytesMax` bytes.
    public nonisolated(nonsending) func bytes(upTo bytesMax: Int) async throws(BodyError) -> [UInt8] {
        var all: [UInt8] = []
        while let chunk = try await next() {
            guard chunk.count <= bytesMax - all.count else { throw .tooLarge }
            try hold(chunk.count)
            all += chunk
        }
        return all
    }

    nonisolated(nonsending) func next() async throws(BodyError) -> [UInt8]? {
        switch source {
        case .exchange(let body):
            var iterator = body.makeAsyncIterator()
            return try await iterator.next()
        case .memory(let remainder): return remainder.take()
        }
    }

    /// Counts a step in what has come already; whether the other connections should have their turn now.
    func isTurnOver(after byteCount: Int) -> Bool {
        guard case .exchange(let body) = source else { return false }
        return body.isTurnOver(after: byteCount)
    }

    nonisolated(nonsending) func yieldTurn() async {
        if case .exchange(let body) = source { await body.yieldTurn() }
    }

    /// Counts bytes that are kept until the request ends.
    func hold(_ byteCount: Int) throws(BodyError) {
        if case .exchange(let body) = source { try body.hold(byteCount) }
    }

    /// The chunks that are still to come: a body is read once.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(stream: self) }

    /// Takes the chunks of a body, one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let stream: BodyStream

        /// The next chunk; nil at the body's end. A body that ends too early is an error, never an end.
        public mutating func next() async throws(BodyError) -> [UInt8]? { try await stream.next() }

        /// The next chunk; nil at the end of the body.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(BodyError) -> [UInt8]? {
            try await stream.next()
        }
    }
}
