// The seam between what serves a connection and what runs it: a loop, or a test.

/// Why a wait is over.
package enum Wake: Equatable {
    case ready
    case timedOut
    /// The server drains, and the connection rests between two requests.
    case draining
    /// The server's time to drain is up.
    case aborted
}

/// Runs one connection: waits for its transport, keeps its time, gives it its turns and looks after its handler. Used from the
/// connection's own task only.
package protocol ConnectionHost: AnyObject, Sendable {
    /// What carries the connection's bytes.
    var transport: any Transport { get }

    // Waiting.

    /// Sets when the following waits time out.
    func startDeadline(milliseconds: Int)
    /// Waits for what the transport waits for.
    func wait(for event: TransportEvent) async -> Wake

    // Time.

    /// Milliseconds of a clock that never goes back.
    var milliseconds: Int { get }
    /// Microseconds of the same clock, as exact as it can be told.
    var microseconds: Int { get }

    // Turns.

    /// Counts what runs at a stretch: what happens under one number is not interrupted.
    var jobNumber: Int { get }
    /// Lets the other connections of the loop have their turn.
    func yieldTurn() async
    /// A streamed answer has gathered what is to leave as soon as the current job is over: `Framing.sendGathered` sends it.
    func didGather(_ exchange: Exchange)
    /// The connection rests, with everything sent: leaves it, and has what serves it begin over the next one that is ready.
    /// False where there is none; then `serve` ends, and where the connection was left what served it has none any more.
    func movesOn(_ served: HTTP1Connection) -> Bool

    // Supervision.

    /// A responder has begun and not ended in one job: it waits for something.
    func responderDidSuspend(_ exchange: Exchange)
    /// A responder that had suspended has returned; tells what became of it meanwhile.
    func responderDidEnd() -> ResponderEnding
    /// Milliseconds until the time of the current request's handler is up; nil without a limit.
    func responderMillisecondsLeft(_ exchange: Exchange) -> Int?
    /// The handler of the current request, which may have suspended, has another time from now on.
    func handlerTimeDidChange()
    /// A request is refused since the server holds as much as it may.
    func didRefuseForMemory()
}
