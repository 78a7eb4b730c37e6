// The requests of one operation that are answered without a way through the engine in between.

public import WritEngine

/// Requests for one operation, one after the other: the one that its handler was called for, and those behind it that have come
/// already and are the same operation's. These may be the next ones of the connection, or the first of another connection.
///
/// To ask for the next one leaves the last one behind, which must be answered; without an answer, or after a wait, it is the last.
public struct OperationRequests: Sequence, IteratorProtocol {
    @usableFromInline let exchange: Exchange
    @usableFromInline let operation: ServedOperation
    @usableFromInline var isBegun = false

    @inlinable
    init(_ exchange: Exchange, _ operation: ServedOperation) {
        self.exchange = exchange
        self.operation = operation
    }

    @inlinable
    public mutating func next() -> OperationRequest? {
        guard !isBegun || exchange.goesOn(with: operation.number) else { return nil }
        isBegun = true
        return OperationRequest(exchange, operation)
    }
}
