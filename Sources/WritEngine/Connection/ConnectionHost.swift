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

    /// Lends memory for bytes to be received into, which are looked at before anything is waited for.
    func withScratch<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result

    /// Lends memory that connections hand on to each other, so that a silent one needs none.
    func withSpareRoom(_ body: (inout SpareRoom) -> Void)

    // Behind a responder that waits for something else.

    /// Whether what is written is sent when the client takes it, whoever waits for what.
    var sendsBehindResponder: Bool { get }
    /// Has `Framing.sendGathered` called when that has come, and `WebSocketConnection.checkProgress` after so many milliseconds.
    func watchUnsent(_ exchange: Exchange, for event: TransportEvent, milliseconds: Int)
    /// Has `Exchange.beat` called after so many milliseconds, as long as the responder waits for something.
    func watchHeartbeat(milliseconds: Int)
    /// Has `body` run where the connection is served; may be called from anywhere.
    func perform(_ body: @escaping @Sendable () -> Void)
    /// Ends the connection in both directions.
    func disconnect()

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
    /// Whether items leave one by one, since nobody sees when a job is over. Asked of hosts without a loop alone.
    var sendsEachItem: Bool { get }
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

extension ConnectionHost {
    package func withScratch<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 16) { unsafe body($0) }
    }

    package func withSpareRoom(_ body: (inout SpareRoom) -> Void) {
        var spare = SpareRoom()
        body(&spare)
    }

    package var sendsBehindResponder: Bool { false }
    package func watchUnsent(_ exchange: Exchange, for event: TransportEvent, milliseconds: Int) {}
    package func watchHeartbeat(milliseconds: Int) {}
    package func perform(_ body: @escaping @Sendable () -> Void) { body() }
    package func disconnect() {}
    package var sendsEachItem: Bool { false }
}
