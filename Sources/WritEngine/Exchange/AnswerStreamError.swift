// Why a streamed answer can't go on.

/// What went wrong with an answer that is written piece by piece.
public enum AnswerStreamError: Error, Sendable, Equatable {
    /// The client is gone, or the server's time to drain is up.
    case connectionLost
    /// The server ends, and the handler was cancelled: `drainStreamMilliseconds` are over.
    case serverEnds
    /// The client did not read for `sendTimeoutMilliseconds`.
    case timedOut
    /// More bytes than the Content-Length said; none of the last write's are sent.
    case tooManyBytes
    /// The answer ended with fewer bytes than the Content-Length said.
    case tooFewBytes
    /// A trailer field that was not announced, or whose value can't be sent.
    case malformedTrailer
    /// An event whose kind, id or retry breaks the contract: it is not sent, and the log says why.
    case brokenContract
    /// The writer was used after its answer had ended.
    case ended
}
