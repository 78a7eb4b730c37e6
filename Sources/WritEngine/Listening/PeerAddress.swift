// Where a connection came from, kept small: there is one for each connection that rests.

import Glibc

/// An IP address and its port in the system's own form; of a Unix socket's client, which has no name as a rule, only
/// that it is one.
struct PeerAddress {
    /// Bytes of the address that are kept.
    private let count: UInt8
    private var bytes = InlineArray<28, UInt8>(repeating: 0)

    init(_ address: RawSocketAddress) {
        let isInternet = address.family == AF_INET || address.family == AF_INET6
        // The family's field alone, or all that the larger of the two families has.
        count = isInternet ? 28 : UInt8(MemoryLayout<sa_family_t>.size)
        // The bytes are lent for the closure.
        unsafe address.withBytes { source in
            // The system's storage for any address is larger than either.
            for index in 0..<Int(count) { unsafe bytes[index] = source[index] }
        }
    }

    /// The address as the system has it.
    var full: RawSocketAddress {
        var address = RawSocketAddress()
        address.copy(from: bytes.span, count: Int(count))
        return address
    }
}
