// The seam between a loop and the system's way of waiting for many descriptors.

import CWritSystem
import Glibc

/// What a poller reports about a descriptor.
struct Readiness {
    let descriptor: Int32
    let isReadable: Bool
    let isWritable: Bool
    let isHungUp: Bool
}

/// Waits for descriptors. A connection's readiness is told when it changes, a listener's as long as it lasts.
protocol Poller: ~Copyable {
    func addConnection(_ descriptor: Int32) -> Bool
    func addListener(_ descriptor: Int32) -> Bool
    func removeListener(_ descriptor: Int32)
    /// Waits for at most so many milliseconds (nil: for ever); then `report` tells what is ready.
    mutating func wait(milliseconds: Int?) -> Int
    func report(_ index: Int) -> Readiness
}

/// The poller on Linux's epoll.
@safe
struct EpollPoller: Poller, ~Copyable {
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
        writ_epoll_add(epoll.number, descriptor, UInt64(descriptor), 1) == 0
    }

    func addListener(_ descriptor: Int32) -> Bool {
        writ_epoll_add(epoll.number, descriptor, UInt64(descriptor), 0) == 0
    }

    func removeListener(_ descriptor: Int32) {
        _ = writ_epoll_remove(epoll.number, descriptor)
    }

    mutating func wait(milliseconds: Int?) -> Int {
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
