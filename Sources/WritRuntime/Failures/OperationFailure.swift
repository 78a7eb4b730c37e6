// What generated failures are to the server: an error that says what it is answered with.

/// The failures that an operation's contract declares, as its handler throws them: generated `Failure` types conform to it.
///
/// A server answers one wherever it is thrown, as long as the operation that runs declares the same: the status, or its family, or
/// `default`, with the same media type, the same body and the same header fields.
public protocol OperationFailure: Error {
    /// What the cases are answered with, a line for each kind of body. Generated code has it for the server.
    static var declared: StaticString { get }

    /// Answers the request with it.
    nonisolated(nonsending) func answer(_ request: OperationRequest) async throws
}
