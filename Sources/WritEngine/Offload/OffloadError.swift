// Why blocking work can't be done.

/// What went wrong before offloaded work could start.
public enum OffloadError: Error, Sendable, Equatable {
    /// All threads are busy, and as much work as is allowed waits for one; or the system has no thread to give.
    case tooBusy
    /// The server has ended.
    case ended
}
