// What becomes of a connection that has been served for a while.

/// How a busy period, from one rest to the next, ended.
package enum ServeOutcome: Equatable {
    /// Nothing is buffered and everything is sent: the exchange can be lent to another connection.
    case idle
    /// Everything is sent; the connection can be closed.
    case finished
    /// The answer is sent, but the client may still be sending: read on for a while before closing.
    case lingering
    /// Nobody is there any more.
    case lost
    /// The task was cancelled; what is buffered is to be served by another one, with the same exchange.
    case interrupted
    /// The connection has had its turn; what is buffered is to be served later, with the same exchange.
    case postponed
}
