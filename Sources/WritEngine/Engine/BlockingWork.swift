// What a loop was at when it was blocked.

/// The kinds of work that a request makes.
public enum BlockingWork: Int, Sendable {
    /// The application's handler.
    case handler
    /// The application's middleware, before or after what it surrounds.
    case middleware
    /// The request's body is read and checked.
    case reading
    /// The answer is written.
    case writing
}
