// What an application's own errors are answered with, said once for all handlers.

/// What errors of one type are answered with, wherever they are thrown.
///
///     APIServer(
///         api,
///         errors: [
///             ErrorMapping { (error: StoreError) in
///                 switch error {
///                 case .notFound: HTTPProblem.notFound("There is nothing of that name.")
///                 case .stale: HTTPProblem.preconditionFailed("It has changed since.")
///                 }
///             }
///         ])
///
/// What the closure returns is answered as if it had been thrown: an ``HTTPProblem``, a failure that some operation declares,
/// ``AccessDenied``. nil leaves the error to the next mapping of the list, and behind the last one it is a 500 as any other. A mapping of
/// `any Error` sees all errors but those that the server has an answer for by itself.
///
/// Failures and problems that are thrown as such go their own way, and aren't looked at here. Middleware sees the answer when `next()`
/// returns, and the error that was thrown in ``ServerAnswer/error``.
public struct ErrorMapping: Sendable {
    /// The answer to an error, where it is of the mapping's type and the closure has one.
    let answer: @Sendable (any Error) -> (any Error)?
    /// It is for whatever is thrown.
    let isForAll: Bool

    /// Answers errors of the closure's type.
    ///
    /// - Parameter answer: Returns the error that is answered in place of the one that was thrown; nil: it is not for this mapping.
    public init<Thrown: Error>(_ answer: @escaping @Sendable (Thrown) -> (any Error)?) {
        isForAll = Thrown.self == (any Error).self
        self.answer = { error in (error as? Thrown).flatMap { answer($0) } }
    }
}
