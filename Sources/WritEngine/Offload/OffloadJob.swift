// A piece of blocking work on its way to a thread.

import Synchronization

/// Work that waits for a thread, and for which a task waits.
struct OffloadJob: Sendable {
    let ticket: OffloadTicket
    /// Does the work and resumes the task with what came of it.
    let perform: @Sendable () -> Void
    /// Resumes the task with an error instead.
    let drop: @Sendable (any Error) -> Void
}

/// Tells one job from the others, and knows whether it is still wanted.
final class OffloadTicket: Sendable {
    /// Set when the task is cancelled, under the lock of the pool.
    let isWithdrawn = Atomic(false)
}
