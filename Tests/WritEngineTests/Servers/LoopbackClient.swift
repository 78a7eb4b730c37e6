// A client of raw bytes over a real socket.

import CWritSystem
import Glibc

/// One connection to a server on this machine.
@safe
final class LoopbackClient {
    private let descriptor: Int32

    init?(port: Int, timeoutMilliseconds: Int = 5000) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard connect(to: &address, timeoutMilliseconds) else { return nil }
    }

    /// `::1`.
    init?(port6: Int, timeoutMilliseconds: Int = 5000) {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = UInt16(truncatingIfNeeded: port6).bigEndian
        address.sin6_addr = in6addr_loopback
        descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard connect(to: &address, timeoutMilliseconds) else { return nil }
    }

    /// A Unix socket.
    init?(path: String, timeoutMilliseconds: Int = 5000) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The tests' paths are short.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard connect(to: &address, timeoutMilliseconds) else { return nil }
    }

    private func connect<Address>(to address: inout Address, _ timeoutMilliseconds: Int) -> Bool {
        var limit = timeval(tv_sec: timeoutMilliseconds / 1000, tv_usec: timeoutMilliseconds % 1000 * 1000)
        // The structures live through the calls, which are told their sizes.
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        return unsafe withUnsafeBytes(of: &address) { bytes in
            guard let address = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return unsafe Glibc.connect(descriptor, address, socklen_t(bytes.count)) == 0
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        text.withUTF8 { _ = unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Sends as much as the server takes before the time limit; returns how many bytes that was.
    func send(_ bytes: ArraySlice<UInt8>) -> Int {
        // The bytes are lent for the call, with their own count.
        unsafe max(bytes.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }, 0)
    }

    /// Ends this side of the connection.
    func finishSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until `suffix`, the end of the connection or the time limit.
    func receive(until suffix: String? = nil) -> String {
        String(decoding: receiveBytes(until: suffix), as: UTF8.self)
    }

    func receiveBytes(until suffix: String? = nil) -> [UInt8] {
        var received: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while true {
            // The room is told with its own count.
            let count = unsafe recv(descriptor, &room, room.count, 0)
            guard count > 0 else { break }
            received += room[..<count]
            if let suffix, received.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) { break }
        }
        return received
    }

    /// What comes next, waiting for it until the time limit.
    func receiveSome() -> String {
        var room = [UInt8](repeating: 0, count: 65_536)
        // The room is told with its own count.
        let count = unsafe recv(descriptor, &room, room.count, 0)
        return String(decoding: room[..<max(count, 0)], as: UTF8.self)
    }

    /// What is there already.
    func receiveNow() -> String {
        var room = [UInt8](repeating: 0, count: 65_536)
        // The room is told with its own count.
        let count = unsafe recv(descriptor, &room, room.count, Int32(MSG_DONTWAIT))
        return String(decoding: room[..<max(count, 0)], as: UTF8.self)
    }

    /// Whether the connection ends with a reset, whatever comes before.
    var endsWithReset: Bool {
        var room = [UInt8](repeating: 0, count: 65_536)
        while true {
            // The room is told with its own count.
            let count = unsafe recv(descriptor, &room, room.count, 0)
            guard count <= 0 else { continue }
            return count < 0 && errno == ECONNRESET
        }
    }

    /// Whether the server has ended the connection, waiting for it until the time limit.
    var isClosedByServer: Bool {
        var byte: UInt8 = 0
        // One byte of room.
        return unsafe recv(descriptor, &byte, 1, 0) == 0
    }
}
