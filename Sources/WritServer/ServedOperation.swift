// An operation as a running server knows it.

public import WritEngine

/// What all requests of one operation share. Generated code hands it on.
public final class ServedOperation: Sendable {
    /// Its place in the contract's list, counted from 0.
    public let number: Int
    /// Its id in the document; empty for what no operation answers.
    public var id: String { description?.id ?? "" }
    /// nil for what stands for the lack of an operation.
    let description: OperationDescription?
    let shared: ServerShared

    init(number: Int, description: OperationDescription?, shared: ServerShared) {
        self.number = number
        self.description = description
        self.shared = shared
    }

    /// What answers the requests of this operation.
    ///
    /// - Parameters:
    ///   - terms: What is seen to before `run` is called: the media types, and the receipt of the body.
    ///   - variesByAccept: Whether there are several media types to answer in.
    public func handler(
        _ terms: RequestTerms = RequestTerms(), variesByAccept: Bool = false,
        _ run: nonisolated(nonsending) @escaping @Sendable (Exchange) async throws -> Void
    ) -> OperationHandler {
        OperationHandler(
            exchangeHandler: ExchangeHandler(receivesUpTo: terms.receivesUpTo(shared.bodyBytesMax), run), terms: terms,
            variesByAccept: variesByAccept)
    }

    /// Whether the next request has come already and is this operation's too; then the exchange is at it. It may be the next
    /// one of the connection, or the first of another connection.
    ///
    /// A handler that asks behind its answer, and goes on, saves its requests the way through the engine.
    public func goesOn(_ exchange: Exchange) -> Bool { exchange.goesOn(with: number) }
}
