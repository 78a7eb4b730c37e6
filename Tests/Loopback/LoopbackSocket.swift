// A blocking TCP socket on 127.0.0.1.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

struct LoopbackSocket: ~Copyable {
    private let descriptor: Int32

    /// - Parameter timeoutSeconds: A server that hangs fails a test, rather than stopping all of them.
    init(connectingTo port: UInt16, timeoutSeconds: Int = 90) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = loopbackAddress(port: port)
        // `address` has the size that is passed with it, and outlives the call.
        let failed = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) != 0
            }
        }
        if failed { throw LoopbackFailure(description: "nobody listens on port \(port)") }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        // The option is of the size that is passed with it.
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ message: [UInt8]) throws {
        var sent = 0
        while sent < message.count {
            // The pointer is good for `count` bytes, `sent` of which are behind it already.
            let count = unsafe message[sent...].withUnsafeBytes { bytes in
                unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { throw LoopbackFailure(description: "sending failed: error \(errno)") }
            sent += count
        }
    }

    /// Says that nothing more will be sent.
    func finishSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next bytes; none at the end.
    func receive() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        // The array's own count is the most that is read.
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0 { throw LoopbackFailure(description: "receiving failed: error \(errno)") }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// A port of 127.0.0.1 that nobody listens on: the kernel chooses it for a socket that is closed at once.
public func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var address = loopbackAddress(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // `address` has the size that is passed with it, and outlives both calls.
    let failed = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            unsafe bind(descriptor, generic, length) != 0 || getsockname(descriptor, generic, &length) != 0
        }
    }
    if failed { throw LoopbackFailure(description: "no free port on 127.0.0.1") }
    return UInt16(bigEndian: address.sin_port)
}

private func loopbackAddress(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return address
}
