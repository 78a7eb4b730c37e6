// What a server tells the program that started and supervises it: systemd's protocol of NOTIFY_SOCKET and WATCHDOG_USEC.

import CWritSystem
import Glibc

/// Sends datagrams of `NAME=value` lines to a service manager; it waits for a second at most, and a manager that isn't there is no failure.
package struct Supervisor: Sendable {
    /// What there is to tell.
    package enum News: Equatable {
        /// Requests are taken: `systemctl start` of a unit of `Type=notify` returns.
        case ready
        /// The settings are read again, from this moment on; `ready` follows.
        case reloading
        /// The server is told to end.
        case stopping
        /// All loops are alive.
        case watchdog

        func lines(now microseconds: Int64) -> String {
            switch self {
            case .ready: "READY=1\nSTATUS=taking requests"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(microseconds)\nSTATUS=reading settings"
            case .stopping: "STOPPING=1\nSTATUS=answering what runs"
            case .watchdog: "WATCHDOG=1"
            }
        }
    }

    private let path: [UInt8]
    /// Milliseconds within which the manager wants to hear that the loops live; nil where it doesn't.
    package let watchdogMilliseconds: Int?

    /// The manager that the environment names; nil where there is none.
    package static var system: Supervisor? { Supervisor(Environment.value, processID: getpid()) }

    package init?(_ variable: (String) -> String?, processID: Int32) {
        guard let name = variable("NOTIFY_SOCKET"), name.hasPrefix("/") || name.hasPrefix("@") else { return nil }
        // A name that begins with `@` has a zero byte in its place, and no file.
        path = name.hasPrefix("@") ? [0] + name.utf8.dropFirst() : Array(name.utf8)
        let isForThis = variable("WATCHDOG_PID").map { $0 == String(processID) } ?? true
        watchdogMilliseconds =
            isForThis ? variable("WATCHDOG_USEC").flatMap { Int($0) }.flatMap { $0 >= 1000 ? $0 / 1000 : nil } : nil
    }

    /// Tells it. False where nobody is there to hear it.
    @discardableResult
    package func tell(_ news: News) -> Bool {
        guard let address = RawSocketAddress(path: path) else { return false }
        let socket = Descriptor(Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        guard socket.isOpen else { return false }
        // A manager that is busy is waited for where nothing else would tell it; signs of life come again.
        let patience = news == .ready || news == .reloading ? 1_000_000 : 1
        var time = timeval(tv_sec: patience / 1_000_000, tv_usec: patience % 1_000_000)
        // The option is of the size that is passed with it.
        _ = unsafe setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(news.lines(now: writ_monotonic_microseconds()).utf8)
        // The bytes are told with their own count, and the address is lent with its size.
        let count = unsafe address.lend { unsafe sendto(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, $1) }
        return count == bytes.count
    }

    /// Whether all loops live, by when each began the turn that it is in: none has been in one for half of the time that the manager
    /// gives. A server whose loop stands still is what a watchdog is there to restart.
    func isAlive(busySince starts: [Int?], now: Int) -> Bool {
        guard let watchdogMilliseconds else { return true }
        return starts.allSatisfy { start in start.map { now - $0 < watchdogMilliseconds / 2 } ?? true }
    }
}
