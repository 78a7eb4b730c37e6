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
    /// The fields of its answers that a browser has to be told of to show them to a page, as a list.
    package let exposedFields: String

    package init(number: Int, description: OperationDescription?, shared: ServerShared) {
        self.number = number
        self.description = description
        self.shared = shared
        exposedFields = (description?.answerFields ?? []).filter { !Self.isKnownToBrowsers($0.lowercased()) }.joined(
            separator: ", ")
    }

    /// Whether pages may read a field anyway, or never (the Fetch standard, section 2.2.2), or it is of that protocol itself.
    private static func isKnownToBrowsers(_ name: String) -> Bool {
        ["cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"].contains(
            name)
            || ["set-cookie", "set-cookie2"].contains(name) || name.hasPrefix("access-control-")
    }

    /// What answers the requests of this operation.
    ///
    /// - Parameters:
    ///   - preconditions: What is seen to before `run` is called: the media types, and the receipt of the body.
    ///   - variesByAccept: Whether there are several media types to answer in.
    ///   - failures: The type of the failures that the operation declares; nil where it declares none.
    ///   - run: Answers the requests that follow each other, `requests(on:)`.
    // The closure is called as it is: one of ours around it would be one more `await` for each request, 600 instructions.
    public func serve(
        _ preconditions: RequestPreconditions = RequestPreconditions(), variesByAccept: Bool = false,
        failures: (any OperationFailure.Type)? = nil,
        _ run: nonisolated(nonsending) @escaping @Sendable (Exchange) async throws -> Void
    ) -> OperationHandler {
        OperationHandler(
            exchangeHandler: ExchangeHandler(receivesUpTo: preconditions.receivesUpTo(shared.bodyBytesMax), run),
            preconditions: preconditions, variesByAccept: variesByAccept, failures: failures)
    }

    /// The requests for this operation that an exchange serves one behind the other.
    @inlinable
    public func requests(on exchange: Exchange) -> OperationRequests { OperationRequests(exchange, self) }
}
