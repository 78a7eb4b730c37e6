// What other threads may tell a loop to do.

/// A command, carried out in the loop's next turn.
enum LoopCommand: Sendable {
    /// Stop accepting, finish what runs, then end; give up after so many milliseconds. Connections that rest are kept for
    /// so many of them, and answers without end may go on for so many. The queues of the listeners in `left` are left to
    /// another process.
    case drain(milliseconds: Int, restMilliseconds: Int, streamMilliseconds: Int, left: Set<Int32>)
    /// End the drain now.
    case abort
    /// Accept again: there may be room for a connection.
    case resumeAccepting
    /// Run this.
    case perform(@Sendable () -> Void)
    /// Tell when so many further turns have passed.
    case tell(turns: Int, @Sendable () -> Void)
}
