// The seam between an exchange and what carries its bytes: a socket, memory, later TLS.

/// What became of an attempt to move bytes.
package enum TransferResult: Equatable {
    case moved(Int)
    /// Nothing can be moved now.
    case wouldBlock
    /// The other side has finished sending.
    case ended
    case failed
}

/// Why a wait is over.
package enum Wake: Equatable {
    case ready
    case timedOut
    /// The server drains, and the connection rests between two requests.
    case draining
    /// The server's time to drain is up.
    case aborted
}

/// Carries the bytes of one connection. Used from the connection's own task only.
package protocol Transport: AnyObject, Sendable {
    /// The other side, as text.
    var peerAddress: String { get }
    /// This side, as text.
    var localAddress: String { get }
    /// Whether bytes may be there to be received.
    var isReadable: Bool { get }
    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult
    /// Sends what fits; `hasMore` says that more follows at once.
    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult
    /// Has the connection end with a reset instead of a regular end, so that the client can tell the two apart.
    func resetAtEnd()
    /// Sets when the following waits time out.
    func startDeadline(milliseconds: Int)
    /// Milliseconds of a clock that never goes back.
    var milliseconds: Int { get }
    /// Bytes that `send` has taken and the other side has not.
    var unsentByteCount: Int { get }
    func waitUntilReadable() async -> Wake
    func waitUntilWritable() async -> Wake
    /// Microseconds of the same clock, as exact as it can be told.
    var microseconds: Int { get }
    /// Counts what runs at a stretch: what happens under one number is not interrupted.
    var jobNumber: Int { get }
    /// Lets the other connections of the loop have their turn.
    func yieldTurn() async
    /// A streamed answer has gathered what is to leave as soon as the current job is over: `Exchange.sendGathered` sends it.
    func didGather(_ exchange: Exchange)
    /// A request is refused since the server holds as much as it may.
    func didRefuseForMemory()
    /// The connection rests, with everything sent: leaves it, and has the exchange begin over the next one that is ready.
    /// False where there is none; then `serve` ends, and where the connection was left the exchange has none any more.
    func movesOn(_ exchange: Exchange) -> Bool
    /// A responder has begun and not ended in one job: it waits for something.
    func responderDidSuspend(_ exchange: Exchange)
    /// A responder that had suspended has returned; tells what became of it meanwhile.
    func responderDidEnd() -> ResponderEnding
    /// Milliseconds until the time of the current request's handler is up; nil without a limit.
    var responderMillisecondsLeft: Int? { get }
}
