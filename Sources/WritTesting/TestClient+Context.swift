// Handlers that are called without a request on the wire, and still get a context.

internal import Synchronization
internal import WritEngine
public import WritServer

extension TestClient {
    /// Runs `body` with the context of a request, such as a handler gets it, so that a test can call one as a function:
    ///
    ///     let pets = try await client.withContext("GET", "/pets?limit=2") { context in
    ///         try await NotYet().listPets(.init(limit: 2), context: context)
    ///     }
    ///
    /// The context has the request's method, path, query and fields, the operation that would answer it, a logger, an id and values, and
    /// `offload` works. Middleware doesn't run, credentials aren't checked, and the input is what the test makes. The context is valid until
    /// `body` returns.
    ///
    /// - Throws: what `body` throws; `TestRequestRefused` where the request isn't well-formed.
    public func withContext<Result: Sendable>(
        _ method: String = "GET", _ target: String = "/", fields: KeyValuePairs<String, String> = [:],
        _ body: nonisolated(nonsending) @escaping @Sendable (RequestContext) async throws -> Result
    ) async throws -> Result {
        let outcome = ContextOutcome<Result>()
        let borrower = ContextBorrower(
            handler: ExchangeHandler { [responder] exchange in
                outcome.note(await Self.result(of: { try await body(responder.contextOfOperation(exchange)) }))
                exchange.answerEmpty(status: 204)
            })
        let connection = MemoryConnection(pieces: [requestBytes(method, target, lines: Array(fields), body: nil)])
        _ = await connection.serve(with: borrower, limits: limits)
        guard let result = outcome.result else {
            throw TestRequestRefused(status: TestAnswer.all(in: connection.sent).first?.status ?? 0)
        }
        return try result.get()
    }

    private static nonisolated(nonsending) func result<Value>(
        of body: nonisolated(nonsending) () async throws -> Value
    ) async -> Result<Value, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}

/// A request that no handler would get to see.
public struct TestRequestRefused: Error, Sendable, Hashable {
    /// What it would be answered with; 0 for nothing.
    public let status: Int

    /// What a test compares with.
    public init(status: Int) { self.status = status }
}

/// What came of a body with a context.
private final class ContextOutcome<Value: Sendable>: Sendable {
    private let kept = Mutex<Result<Value, any Error>?>(nil)

    var result: Result<Value, any Error>? { kept.withLock { $0 } }
    func note(_ result: Result<Value, any Error>) { kept.withLock { $0 = result } }
}

/// Answers every request by one closure.
private struct ContextBorrower: Responder {
    let handler: ExchangeHandler

    func route(_ exchange: Exchange) -> ExchangeHandler? { handler }
}
