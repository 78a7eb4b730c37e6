// Addresses of sockets as the system knows them.

import Glibc
import WritWire

/// An address in the system's own form, which costs nothing until somebody wants to read it.
@safe
struct RawSocketAddress {
    /// What tells clients from one another: an IPv4 address, or the first half of an IPv6 one, of which a single client
    /// has all the second halves.
    enum Client: Hashable {
        case ipv4(UInt32)
        case ipv6(UInt64)

        init(_ address: NetworkAddress) {
            self = address.version4.map { .ipv4($0.bits.bigEndian) } ?? .ipv6(address.high.bigEndian)
        }
    }

    /// Bytes of a Unix socket's path at most, without the zero behind it.
    static let pathBytesMax = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
    private static let pathOffset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2

    private var storage = sockaddr_storage()
    private(set) var size = socklen_t(MemoryLayout<sockaddr_storage>.size)

    init() {}

    /// The address of a Unix socket. A name that begins with a zero byte is an abstract one, without a file.
    init?(path: [UInt8]) {
        guard !path.isEmpty && path.count <= Self.pathBytesMax else { return nil }
        storage.ss_family = sa_family_t(AF_UNIX)
        let isAbstract = path[0] == 0
        size = socklen_t(Self.pathOffset + path.count + (isAbstract ? 0 : 1))
        unsafe withUnsafeMutableBytes(of: &storage) { bytes in
            // The path and the zero behind it fit, as was checked above.
            unsafe bytes[Self.pathOffset...].copyBytes(from: path)
        }
    }

    /// An IP address that `getaddrinfo` found, with a port; nil for one of another family.
    init?(_ info: addrinfo, port: Int) {
        guard unsafe info.ai_family == AF_INET || info.ai_family == AF_INET6, let address = unsafe info.ai_addr else {
            return nil
        }
        size = unsafe info.ai_addrlen
        let count = min(Int(size), MemoryLayout<sockaddr_storage>.size)
        unsafe withUnsafeMutableBytes(of: &storage) { bytes in
            // `ai_addr` has as many bytes as `ai_addrlen` says, and `count` fits the storage.
            unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(start: address, count: count))
        }
        self = with(port: port)
    }

    /// The same IP address with another port.
    func with(port: Int) -> RawSocketAddress {
        var address = self
        unsafe withUnsafeMutableBytes(of: &address.storage) { bytes in
            // Both families keep the port in the same two bytes.
            unsafe bytes.storeBytes(of: UInt16(truncatingIfNeeded: port).bigEndian, toByteOffset: 2, as: UInt16.self)
        }
        return address
    }

    /// Lets a system call fill in the address.
    mutating func fill<Result>(_ call: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result) -> Result {
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        // `sockaddr_storage` is made to be seen as any kind of `sockaddr`.
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe call($0, &size) }
        }
        self.size = size
        return result
    }

    /// Lends the address to a system call.
    func lend<Result>(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        // As above; the address has the size that is passed with it.
        unsafe withUnsafePointer(to: storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe call($0, size) }
        }
    }

    /// Lends the bytes of the storage, whatever the family.
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes(of: storage) { unsafe body($0) }
    }

    /// Takes over the first bytes of an address; the rest is zero.
    mutating func copy(from bytes: Span<UInt8>, count: Int) {
        unsafe withUnsafeMutableBytes(of: &storage) { storage in
            // The index stays below both counts.
            for index in 0..<min(count, bytes.count, storage.count) { unsafe storage[index] = bytes[index] }
        }
        size = socklen_t(count)
    }

    /// The address that a socket is bound to.
    static func ofSocket(_ descriptor: Int32) -> RawSocketAddress? {
        var address = RawSocketAddress()
        // `getsockname` writes at most the size it is told.
        return unsafe address.fill({ unsafe getsockname(descriptor, $0, &$1) }) == 0 ? address : nil
    }

    var family: Int32 { Int32(storage.ss_family) }

    var readable: SocketAddress {
        switch family {
        case AF_INET: SocketAddress(host: text(at: 4, family: AF_INET), port: port)
        case AF_INET6: SocketAddress(host: text(at: 8, family: AF_INET6), port: port)
        default: SocketAddress(path: path)
        }
    }

    /// The address and the port as numbers; nil for a Unix socket.
    var node: ForwardedNode? {
        switch family {
        case AF_INET:
            let address = IPv4Address(bits: UInt32(bigEndian: load(at: 4, as: UInt32.self)))
            return ForwardedNode(address: NetworkAddress(address), port: port)
        case AF_INET6:
            let (high, low) = (load(at: 8, as: UInt64.self), load(at: 16, as: UInt64.self))
            return ForwardedNode(address: NetworkAddress(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low)), port: port)
        default: return nil
        }
    }

    /// The client at this address; nil for one on this machine's Unix sockets.
    var client: Client? {
        switch family {
        case AF_INET: .ipv4(load(at: 4, as: UInt32.self))
        case AF_INET6 where isMappedIPv4: .ipv4(load(at: 20, as: UInt32.self))
        case AF_INET6: .ipv6(load(at: 8, as: UInt64.self))
        default: nil
        }
    }

    /// `::ffff:a.b.c.d`, an IPv4 client of an IPv6 socket.
    private var isMappedIPv4: Bool {
        load(at: 8, as: UInt64.self) == 0 && load(at: 16, as: UInt32.self) == UInt32(0xFFFF).bigEndian
    }

    private var port: Int { Int(UInt16(bigEndian: load(at: 2, as: UInt16.self))) }

    private func load<Value: BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
        // All offsets are those of fields of IP addresses, which are smaller than the storage.
        unsafe withUnsafeBytes(of: storage) { unsafe $0.loadUnaligned(fromByteOffset: offset, as: type) }
    }

    private func text(at offset: Int, family: Int32) -> String {
        // 46 characters hold every address; `inet_ntop` ends what it writes.
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let start = text.baseAddress else { return "" }
            unsafe start.pointee = 0
            return unsafe withUnsafeBytes(of: storage) { bytes in
                guard let base = bytes.baseAddress else { return "" }
                _ = unsafe inet_ntop(family, base + offset, start, 64)
                return unsafe String(cString: start)
            }
        }
    }

    private var path: String {
        let count = min(Int(size), MemoryLayout<sockaddr_un>.size) - Self.pathOffset
        guard count > 0 else { return "" }
        // `count` bytes of the storage are the path, which ends at the first zero unless it is abstract.
        return unsafe withUnsafeBytes(of: storage) { bytes in
            let path = unsafe UnsafeRawBufferPointer(rebasing: bytes[Self.pathOffset..<Self.pathOffset + count])
            if unsafe path[0] == 0 { return unsafe "@" + String(decoding: path.dropFirst(), as: UTF8.self) }
            return unsafe String(decoding: path.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
