// Internet addresses: as the system knows them, and as text.

import Glibc

/// An IP address and a port.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    public let host: String
    public let port: Int

    /// `127.0.0.1:8080`, or `[::1]:8080`.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// An address in the system's own form, which costs nothing until somebody wants to read it.
@safe
struct RawSocketAddress {
    private var storage = sockaddr_storage()

    /// Lets a system call fill in the address.
    mutating func fill<Result>(_ call: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result) -> Result {
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        // `sockaddr_storage` is made to be seen as any kind of `sockaddr`.
        return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe call($0, &size) }
        }
    }

    var readable: SocketAddress {
        var storage = self.storage
        // 46 characters hold every address; `inet_ntop` ends what it writes.
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let start = text.baseAddress else { return SocketAddress(host: "", port: 0) }
            unsafe start.pointee = 0
            return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                if unsafe Int32(pointer.pointee.ss_family) == AF_INET6 {
                    return unsafe pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                        _ = unsafe inet_ntop(AF_INET6, &address.pointee.sin6_addr, start, 64)
                        return unsafe SocketAddress(
                            host: String(cString: start), port: Int(UInt16(bigEndian: address.pointee.sin6_port)))
                    }
                }
                return unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    _ = unsafe inet_ntop(AF_INET, &address.pointee.sin_addr, start, 64)
                    return unsafe SocketAddress(
                        host: String(cString: start), port: Int(UInt16(bigEndian: address.pointee.sin_port)))
                }
            }
        }
    }
}
