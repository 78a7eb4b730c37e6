// An operation as a running server knows it.

public import WritEngine

/// What all requests of one operation share. Generated code hands it on.
public final class ServedOperation: Sendable {
    /// Its place in the contract's list, counted from 0.
    public let number: Int
    /// Its id in the document; empty for what no operation answers.
    public var id: String { description?.id ?? "" }
    /// nil for what stands for the lack of an operation.
    package let description: OperationDescription?
    package let shared: ServerShared

    package init(number: Int, description: OperationDescription?, shared: ServerShared) {
        self.number = number
        self.description = description
        self.shared = shared
    }

    /// What answers the requests of this operation: `answer`, asked for each of them.
    ///
    /// Where the next request has come already and is this operation's too, it is answered at once, without the way through the
    /// engine; it may be the next one of the connection, or the first of another connection.
    ///
    /// - Parameters:
    ///   - preconditions: What is seen to before `answer` is called: the media types, and the receipt of the body.
    ///   - variesByAccept: Whether there are several media types to answer in.
    @inlinable
    public func serve(
        _ preconditions: RequestPreconditions = RequestPreconditions(), variesByAccept: Bool = false,
        _ answer: nonisolated(nonsending) @escaping @Sendable (OperationRequest) async throws -> Void
    ) -> OperationHandler {
        handler(preconditions, variesByAccept: variesByAccept) { exchange in
            repeat {
                try await answer(OperationRequest(exchange, self))
            } while exchange.goesOn(with: self.number)
        }
    }

    /// The same for what answers one request at a time, or many in a loop of its own.
    @usableFromInline
    package func handler(
        _ preconditions: RequestPreconditions = RequestPreconditions(), variesByAccept: Bool = false,
        _ run: nonisolated(nonsending) @escaping @Sendable (Exchange) async throws -> Void
    ) -> OperationHandler {
        OperationHandler(
            exchangeHandler: ExchangeHandler(receivesUpTo: preconditions.receivesUpTo(shared.bodyBytesMax), run),
            preconditions: preconditions, variesByAccept: variesByAccept)
    }
}
