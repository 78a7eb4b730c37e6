// The seam between a loop and the system's way of waiting for many descriptors.

/// What a poller reports about a descriptor.
struct Readiness: Equatable {
    let descriptor: Int32
    let isReadable: Bool
    let isWritable: Bool
    let isHungUp: Bool
}

/// Waits for descriptors: for connections, of which a change is told once, and for listeners, which are told as long as
/// somebody waits in their queue.
///
/// The contract, which every poller keeps:
/// - What is ready when a connection is added is told by the next wait, both directions.
/// - What has been told of a connection need not be told again before `expect` asks for it; what `expect` asks for and is
///   ready already is told by the next wait. More may be told than was asked for.
/// - That the other side hung up is told without being asked for, together with whatever waits in that direction.
/// - A descriptor is removed before it is closed.
///
/// Used on the loop's thread only.
protocol Poller: AnyObject {
    /// Watches a connection; false where the system refuses to.
    func addConnection(_ descriptor: Int32) -> Bool
    func removeConnection(_ descriptor: Int32)
    /// Says which directions of a connection are waited for from now on.
    func expect(_ descriptor: Int32, reads: Bool, writes: Bool)
    /// Watches for input; `isShared` says that other loops watch the same socket, so that not all need be woken.
    func addListener(_ descriptor: Int32, isShared: Bool) -> Bool
    func removeListener(_ descriptor: Int32)
    /// Waits for at most so many milliseconds (nil: for ever); then `report` tells what is ready.
    func wait(milliseconds: Int?) -> Int
    /// One of the reports of the last wait.
    func report(_ index: Int) -> Readiness
}

/// Which of the system's ways of waiting the loops use.
public enum PollerChoice: Sendable {
    /// The best that the system has: epoll on Linux.
    case automatic
    /// poll(2), with a pipe to wake it: portable, at a cost that grows with the number of connections.
    case poll
}

extension PollerChoice {
    /// Whether only what every Unix has may be used.
    var isPortable: Bool {
        #if os(Linux)
        self == .poll
        #else
        true
        #endif
    }

    func makePoller() throws(EngineError) -> any Poller {
        #if os(Linux)
        if self == .automatic { return try EpollPoller() }
        #endif
        return PollPoller()
    }
}
