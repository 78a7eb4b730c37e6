// What a handler throws that isn't written yet.

/// Answered with 501 where a handler throws it: the operation is in the contract, and nobody has written it yet.
///
///     func listPets(_ input: ListPets.Input, context: RequestContext) async throws -> [Pet] {
///         throw NotImplemented()
///     }
///
/// `writ init` and `writ stubs` begin handlers with it (RFC 9110 section 15.6.2).
public struct NotImplemented: Error, Sendable {
    /// The error that a handler throws until it is written.
    public init() {}
}
