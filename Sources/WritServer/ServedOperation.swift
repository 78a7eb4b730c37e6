// An operation as a running server knows it.

public import WritEngine

/// What all requests of one operation share. Generated code hands it on.
public final class ServedOperation: Sendable {
    /// Its place in the contract's list, counted from 0.
    public let number: Int
    /// Its id in the document.
    public let id: String
    let shared: ServerShared

    init(number: Int, id: String, shared: ServerShared) {
        self.number = number
        self.id = id
        self.shared = shared
    }

    /// What answers the requests of this operation.
    public func handler(
        _ run: nonisolated(nonsending) @escaping @Sendable (Exchange) async throws -> Void
    ) -> OperationHandler {
        OperationHandler(run)
    }
}
