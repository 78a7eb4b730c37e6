// The addresses of a host, by the system's resolver.

import Glibc

/// What a host's name stands for.
package struct HostAddresses: Equatable, Sendable {
    package let addresses: [NetworkAddress]
    /// The name is an address itself, in whatever spelling: `2130706433` and `0x7f.1` are 127.0.0.1.
    package let isNumeric: Bool

    package init(_ addresses: [NetworkAddress], isNumeric: Bool = false) {
        self.addresses = addresses
        self.isNumeric = isNumeric
    }
}

/// Empty where there are none.
package func resolveHost(_ host: String) -> HostAddresses {
    let numeric = lookUp(host, AI_NUMERICHOST)
    return numeric.isEmpty ? HostAddresses(lookUp(host, 0)) : HostAddresses(numeric, isNumeric: true)
}

private func lookUp(_ host: String, _ flags: CInt) -> [NetworkAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = flags
    unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    // The bound holds: the list is freed once, after its last use.
    guard unsafe getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [NetworkAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
        unsafe next = entry.pointee.ai_next
        // The bounds hold: an entry's family tells what its address is.
        guard let address = unsafe entry.pointee.ai_addr else { continue }
        let bytes: [UInt8] =
            switch unsafe entry.pointee.ai_family {
            case AF_INET:
                unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    unsafe withUnsafeBytes(of: address.pointee.sin_addr) { unsafe Array($0) }
                }
            case AF_INET6:
                unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                    unsafe withUnsafeBytes(of: address.pointee.sin6_addr) { unsafe Array($0) }
                }
            default: []
            }
        if let address = NetworkAddress(bytes: bytes), !addresses.contains(address) { addresses.append(address) }
    }
    return addresses
}
