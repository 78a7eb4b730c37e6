// State that threads share and wait for: a mutex and a condition variable of the system.

import Glibc

/// Guards a state, and lets threads wait for it to change; a loop's thread must not wait.
///
/// The standard library's `Mutex` is passed on by the kernel to who waits for it, where a thread sanitizer can't see it: two
/// threads that hold it one after the other look like a race. What several threads fight for is guarded by this.
// The state is touched under the mutex alone; that is why it may claim to be Sendable.
@safe
final class Monitor<State>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var state: State

    init(_ state: State) {
        self.state = state
        // Both stay where they are until `deinit`, as the system demands.
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        // Nobody waits any more: a thread that does holds a reference.
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    func withLock<Result>(_ body: (inout State) -> Result) -> Result {
        // The mutex lives as long as this object.
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body(&state)
    }

    /// Waits until `take` returns something, which it is asked after each call of `wakeOne` and `wakeAll`; after so many
    /// milliseconds `giveUp` is called and nil returned. Both run under the lock.
    func wait<Result>(
        milliseconds: Int, until take: (inout State) -> Result?, otherwise giveUp: (inout State) -> Void
    ) -> Result? {
        var end = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &end)
        end.tv_nsec += milliseconds % 1000 * 1_000_000
        end.tv_sec += milliseconds / 1000 + end.tv_nsec / 1_000_000_000
        end.tv_nsec %= 1_000_000_000
        // The mutex lives as long as this object.
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = take(&state) { return result }
            // The condition lives as long as this object; the mutex is held.
            guard unsafe pthread_cond_timedwait(condition, mutex, &end) == ETIMEDOUT else { continue }
            if let result = take(&state) { return result }
            giveUp(&state)
            return nil
        }
    }

    func wakeOne() {
        // The condition lives as long as this object.
        unsafe pthread_cond_signal(condition)
    }

    func wakeAll() {
        // The condition lives as long as this object.
        unsafe pthread_cond_broadcast(condition)
    }
}
