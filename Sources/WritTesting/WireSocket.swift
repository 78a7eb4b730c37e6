// A blocking TCP socket to a server.

internal import WritClient

#if canImport(Glibc)
internal import Glibc
#else
internal import Musl
#endif

struct WireSocket: ~Copyable {
    private let descriptor: Int32

    /// Connects to the first of the host's addresses that somebody listens on.
    init(_ host: String, _ port: UInt16, timeoutSeconds: Int) throws {
        // A value without pointers until the system fills it.
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, "\(port)", &hints, &list) == 0 else { throw NoAnswer("nobody knows the host \(host)") }
        // The list is the system's, whole until it is freed.
        defer { unsafe freeaddrinfo(list) }
        var next = unsafe list
        while let address = unsafe next?.pointee {
            let descriptor = unsafe socket(address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            // The address has the length that stands beside it.
            if descriptor >= 0, unsafe connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 {
                self.descriptor = descriptor
                var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
                let size = socklen_t(MemoryLayout<timeval>.size)
                // The option is of the size that is passed with it.
                unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
                unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
                return
            }
            if descriptor >= 0 { close(descriptor) }
            unsafe next = address.ai_next
        }
        throw NoAnswer("nobody listens at \(host):\(port)")
    }

    deinit { close(descriptor) }

    /// False where the server takes no more.
    borrowing func send(_ message: [UInt8]) -> Bool {
        var sent = 0
        while sent < message.count {
            // The pointer is good for as many bytes as are left behind `sent`.
            let count = unsafe message[sent...].withUnsafeBytes { bytes in
                unsafe sendBytes(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// The next bytes; none at the end, nil where they are late or the connection broke.
    borrowing func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        // The array's own count is the most that is read.
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { return nil }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// The system's `send`, which has the name of the method that calls it.
@unsafe
private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    unsafe send(descriptor, bytes, count, flags)
}
