// How a handler that suspended came to its end.

import WritWire

/// What happened to a suspended handler until it returned.
package enum ResponderEnding: Equatable {
    /// Nothing: it is as if it had not suspended.
    case undisturbed
    /// Its time was up, and its task was cancelled.
    case timedOut
    /// Its client went away, and its task was cancelled.
    case clientGone
    /// The server's time to drain was up, and its task was cancelled.
    case serverEnds
    /// It ignored its cancellation for so long that the connection was ended without it.
    case abandoned

    /// What the client gets if the handler has not answered.
    var refusal: Refusal {
        switch self {
        case .undisturbed: .unansweredRequest
        case .timedOut, .abandoned: .handlerTimedOut
        case .clientGone: .abandonedRequest
        case .serverEnds: .serverEnds
        }
    }
}
