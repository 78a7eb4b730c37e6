// What serving HTTP/1.1 stops at.

import WritWire

/// What came of waiting for bytes.
enum ReceiveOutcome {
    case received, ended, timedOut, lost
    /// The server holds as much as it may.
    case full
}

/// What serving has to do next: all that it can't do without waiting, or without the responder's own waiting.
enum ServeStep {
    case run(ExchangeHandler)
    case respond
    case conclude
    case flush
    case receiveMore
    case refuse(Refusal)
    case end(ServeOutcome)

    /// Whether a handler runs next, and has nothing of the body to wait for.
    func runs(with exchange: Exchange) -> Bool {
        guard case .run(let handler) = self else { return false }
        return handler.isReady(for: exchange)
    }
}
