// What other threads may tell a loop to do.

/// A command, carried out in the loop's next turn.
enum LoopCommand: Sendable {
    /// Stop accepting, finish what runs, then end; give up after so many milliseconds.
    case drain(milliseconds: Int)
    /// End the drain now.
    case abort
    /// Watch the eventfd that signal handlers write to.
    case signal(descriptor: Int32)
    /// Tell when so many further turns have passed.
    case tell(turns: Int, @Sendable () -> Void)
}
