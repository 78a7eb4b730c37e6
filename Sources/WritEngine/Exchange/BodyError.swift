// Why a request's body can't be had.

internal import WritWire

/// What went wrong with a request body. The connection is closed after the answer.
public enum BodyError: Error, Sendable, Equatable {
    /// 413: larger than allowed.
    case tooLarge
    /// 400: the chunked coding is malformed, or the body ends too early.
    case malformed
    /// 400: the body is not what its Content-Encoding makes.
    case malformedCoding
    /// 413: a body in a content coding becomes too many times as large as it is.
    case expandsTooMuch
    /// 408: the client stopped sending.
    case timedOut
    /// Nobody is there to be answered.
    case connectionLost
    /// 503: the server holds as many bytes of other requests as it may.
    case serverFull

    /// The status that answers it.
    public var status: Int { refusal.answer.status }

    var refusal: Refusal {
        switch self {
        case .tooLarge, .expandsTooMuch: .bodyTooLarge
        case .malformed, .malformedCoding: .malformedChunk
        case .timedOut: .bodyTimedOut
        case .connectionLost: .incompleteRequest
        case .serverFull: .serverFull
        }
    }

    init(_ refusal: Refusal) {
        switch refusal {
        case .bodyTooLarge: self = .tooLarge
        case .bodyTimedOut: self = .timedOut
        case .serverFull: self = .serverFull
        default: self = .malformed
        }
    }
}
