// What other threads may tell a loop to do.

/// A command, carried out in the loop's next turn.
enum LoopCommand: Sendable {
    /// Stop accepting, finish what runs, then end; give up after so many milliseconds. Connections that rest are kept for
    /// so many of them. The queues of the listeners in `left` are left to another process.
    case drain(milliseconds: Int, restMilliseconds: Int, left: Set<Int32>)
    /// End the drain now.
    case abort
    /// Accept again: there may be room for a connection.
    case resumeAccepting
    /// Call `action` on the loop whenever `descriptor` is readable.
    case watch(descriptor: Int32, action: @Sendable () -> Void)
    /// Let go of a descriptor that is watched, and of its action.
    case forget(descriptor: Int32)
    /// Call `action` on the loop when so many milliseconds have passed.
    case later(milliseconds: Int, action: @Sendable () -> Void)
    /// Tell when so many further turns have passed.
    case tell(turns: Int, @Sendable () -> Void)
}
