// Where a body is read: a large one on another thread, so that its loop serves others meanwhile.

internal import WritEngine

extension OperationRequest {
    /// Whether the whole body has come, and is not so large that it is read elsewhere: then nothing is to be waited for.
    ///
    /// - Parameter bytesMax: The operation's own limit; nil where that of the server holds.
    public func readsBodyAtOnce(upTo bytesMax: Int? = nil) -> Bool {
        guard exchange.receivesBodyAtOnce(upTo: bytesMax ?? shared.bodyBytesMax) else { return false }
        let byteCount = unsafe exchange.receivedBody.count
        if byteCount > Self.unnotedBytesMax { exchange.note(.reading) }
        return byteCount <= shared.readOnLoopBytesMax
    }

    /// Waits for the whole body, and reads it by `read`, on the loop or elsewhere; nil, with 400, 408, 413, 422 or 503
    /// answered, where it doesn't come or breaks the contract.
    public nonisolated(nonsending) func readBody<Input: Sendable>(
        upTo bytesMax: Int? = nil, _ read: @escaping @Sendable (OperationRequest) -> Input?
    ) async -> Input? {
        do throws(BodyError) {
            _ = try unsafe await exchange.collectBody(upTo: bytesMax ?? shared.bodyBytesMax)
        } catch {
            refuse(error, bytesMax: bytesMax)
            return nil
        }
        if readsBodyAtOnce(upTo: bytesMax) { return read(self) }
        // A request that is cancelled meanwhile is answered by the engine.
        return try? await readElsewhere { read(self) }
    }

    /// Has `read` read what has been received on a thread of the server's, where nothing else of the exchange is changed;
    /// what it answers is sent when it is through. Nil, with 503 answered, where too many wait for such a thread.
    nonisolated(nonsending) func readElsewhere<Value: Sendable>(
        _ read: @escaping @Sendable () throws -> Value?
    ) async throws -> Value? {
        let elsewhere = ReadingElsewhere()
        exchange.readingElsewhere = elsewhere
        let result: Result<Value?, any Error>
        do {
            result = .success(try await shared.readingPool.run(read))
        } catch {
            result = .failure(error)
        }
        exchange.readingElsewhere = nil
        if case .failure(let error) = result, error is OffloadError {
            refuse(BodyError.serverFull)
            return nil
        }
        elsewhere.answer?(exchange)
        let value = try result.get()
        if let value { ContextStorage.of(exchange).keep(value, freedBy: shared.readingPool) }
        return value
    }

    /// Bytes that are read so fast that nobody need know what was done.
    private static var unnotedBytesMax: Int { 4_096 }
}

extension ServerShared {
    /// Reads a text of that many bytes: here, or on a thread of the server's where it is a large one.
    nonisolated(nonsending) func read<Value: Sendable>(
        _ byteCount: Int, _ read: @escaping @Sendable () throws -> Value?
    ) async throws -> Value? {
        guard byteCount > readOnLoopBytesMax else { return try read() }
        do {
            return try await readingPool.run(read)
        } catch is OffloadError {
            throw BodyError.serverFull
        }
    }
}
