// An address of the network, and whether it is one of the public internet.

import Glibc

package struct NetworkAddress: Equatable, Sendable {
    /// 4 or 16.
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// - Parameter text: as `inet_pton` takes it: four decimal numbers, or IPv6.
    package init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: 16)
        let isLong = text.utf8.contains(UInt8(ascii: ":"))
        // The bound holds: inet_pton writes 16 bytes for IPv6 and 4 for IPv4.
        guard unsafe inet_pton(isLong ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
        self.bytes = isLong ? bytes : Array(bytes[..<4])
    }

    package var text: String {
        var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        // The bound holds: inet_ntop reads as many bytes as the family has, and writes a terminated text of at most this size.
        let text = unsafe inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &room, socklen_t(room.count))
        return unsafe text.map { unsafe String(cString: $0) } ?? ""
    }

    /// True for what IANA's registries of special-purpose addresses don't keep from the public.
    package var isPublic: Bool { bytes.count == 4 ? Self.isPublic(bytes[...]) : isPublicIPv6 }

    /// What is not public, with the bits that tell it.
    private static let special: [(network: [UInt8], bits: Int)] = [
        ([0, 0, 0, 0], 8), ([10, 0, 0, 0], 8), ([100, 64, 0, 0], 10), ([127, 0, 0, 0], 8), ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12), ([192, 0, 0, 0], 24), ([192, 0, 2, 0], 24), ([192, 88, 99, 0], 24), ([192, 168, 0, 0], 16),
        ([198, 18, 0, 0], 15), ([198, 51, 100, 0], 24), ([203, 0, 113, 0], 24), ([224, 0, 0, 0], 4), ([240, 0, 0, 0], 4),
    ]

    private static func isPublic(_ bytes: ArraySlice<UInt8>) -> Bool {
        !special.contains { Self.starts(bytes, with: $0.network, bits: $0.bits) }
    }

    private static func starts(_ bytes: ArraySlice<UInt8>, with network: [UInt8], bits: Int) -> Bool {
        zip(bytes, network).enumerated().allSatisfy { index, pair in
            let count = min(8, max(0, bits - index * 8))
            return (pair.0 ^ pair.1) >> (8 - count) == 0
        }
    }

    /// Global unicast addresses, without those of documentation, protocols and tunnels; and what stands for an IPv4 address
    /// that is public.
    private var isPublicIPv6: Bool {
        func isIn(_ network: [UInt8], _ bits: Int) -> Bool { Self.starts(bytes[...], with: network, bits: bits) }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
        if isIn(mapped, 96) || isIn(translated, 96) { return Self.isPublic(bytes[12...]) }
        guard isIn([0x20], 3) else { return false }
        return !isIn([0x20, 0x01, 0x00], 23) && !isIn([0x20, 0x01, 0x0D, 0xB8], 32) && !isIn([0x20, 0x02], 16)
            && !isIn([0x3F, 0xFF, 0x00], 20)
    }
}
