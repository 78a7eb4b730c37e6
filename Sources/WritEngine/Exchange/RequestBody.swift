// A request's body as an asynchronous sequence.

/// The bytes of a request's body, in chunks as they come.
///
/// To be read once, by one task at a time, and only until the request is answered and `respond` has returned; an iterator
/// that is kept longer gets `BodyError.connectionLost`. A second iterator goes on where the first one stopped. While
/// nobody asks for the next chunk, nothing is received from the client. A chunk is never empty and never larger than the
/// connection's buffer; where the client cut its body has no meaning.
public struct RequestBody: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = BodyError

    let exchange: Exchange
    let requestNumber: UInt64
    let bytesMax: Int

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }

    /// Counts a step that the reader has taken in what has come already; whether the other connections should have their
    /// turn now, by `yieldTurn`.
    package func isTurnOver(after byteCount: Int) -> Bool {
        exchange.requestNumber == requestNumber && exchange.isTurnOver(after: byteCount)
    }

    package func yieldTurn() async { await exchange.host?.yieldTurn() }

    /// Counts bytes that the reader keeps, until the request ends; throws `serverFull` where they are too many.
    package func hold(_ byteCount: Int) throws(BodyError) {
        guard exchange.requestNumber == requestNumber else { throw .connectionLost }
        try exchange.hold(byteCount)
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let body: RequestBody

        /// The next chunk; nil at the body's end. A body that ends too early is an error, never an end.
        public mutating func next() async throws(BodyError) -> [UInt8]? {
            guard body.exchange.requestNumber == body.requestNumber else { throw .connectionLost }
            // The bytes are copied before anything else is awaited.
            guard let part = try unsafe await body.exchange.nextBodyPart(upTo: body.bytesMax) else { return nil }
            return unsafe [UInt8](part)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(BodyError) -> [UInt8]? {
            try await next()
        }
    }
}
