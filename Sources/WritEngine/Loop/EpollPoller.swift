// The poller on Linux's epoll.

#if os(Linux)
import CWritSystem
import Glibc

/// Connections are edge-triggered: the system itself tells each change once, so `expect` has nothing to do.
@safe
final class EpollPoller: Poller {
    private static let batch = 256
    private let epoll: Descriptor
    private let events: UnsafeMutablePointer<writ_event>

    init() throws(EngineError) {
        epoll = Descriptor(writ_epoll_create())
        // `writ_epoll_wait` writes at most `batch` events.
        unsafe events = .allocate(capacity: Self.batch)
        guard epoll.isOpen else { throw .systemCallFailed(name: "epoll_create1", errorNumber: errno) }
    }

    deinit {
        unsafe events.deallocate()
    }

    func addConnection(_ descriptor: Int32) -> Bool {
        writ_epoll_add(epoll.number, descriptor, UInt64(descriptor), writ_watch_changes) == 0
    }

    /// Closing a descriptor that nobody else holds ends its watch.
    func removeConnection(_ descriptor: Int32) {}

    func expect(_ descriptor: Int32, reads: Bool, writes: Bool) {}

    func addListener(_ descriptor: Int32, isShared: Bool) -> Bool {
        writ_epoll_add(
            epoll.number, descriptor, UInt64(descriptor), isShared ? writ_watch_shared : writ_watch_input) == 0
    }

    func removeListener(_ descriptor: Int32) {
        _ = writ_epoll_remove(epoll.number, descriptor)
    }

    func wait(milliseconds: Int?) -> Int {
        let timeout = milliseconds.map { Int32(clamping: max($0, 0)) } ?? -1
        // An interrupted wait counts as one without events.
        return unsafe max(Int(writ_epoll_wait(epoll.number, events, Int32(Self.batch), timeout)), 0)
    }

    func report(_ index: Int) -> Readiness {
        precondition(index >= 0 && index < Self.batch)
        // The index is below `batch`, and the loop asks only for events that the last wait counted.
        let event = unsafe events[index]
        return Readiness(
            descriptor: Int32(truncatingIfNeeded: event.token), isReadable: event.readable != 0,
            isWritable: event.writable != 0, isHungUp: event.hung_up != 0)
    }
}
#endif
