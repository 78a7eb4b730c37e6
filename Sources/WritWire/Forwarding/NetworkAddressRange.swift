// Networks, as settings name them.

/// IP addresses that begin alike (CIDR, RFC 4632), a single one, or who comes through a Unix socket.
///
///     let proxies: [NetworkAddressRange] = ["10.0.0.0/8", "fd00::/8", "192.0.2.1", "unix:"]
public struct NetworkAddressRange: Sendable, Hashable, LosslessStringConvertible {
    /// Nil: Unix sockets.
    private let first: NetworkAddress?
    /// Bits that count, of 128.
    private let bits: Int

    /// Reads an address, with `/` and a number of bits where it is more than one, or `unix:`; nil for any other text. Bits behind
    /// those that count don't matter: `10.1.2.3/8` is `10.0.0.0/8`.
    public init?(_ text: String) {
        if text == "unix:" {
            (first, bits) = (nil, 0)
            return
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var name = String(parts[0])
        // The string lends its bytes for the closure.
        guard let address = name.withUTF8({ unsafe NetworkAddress(UnsafeRawBufferPointer($0)) }) else { return nil }
        // An address that is written as one of version 6 has as many bits, whatever it stands for.
        let before = address.version4 != nil && !name.contains(":") ? 96 : 0
        var bits = 128
        if parts.count > 1 {
            guard let count = Int(parts[1]), parts[1].first?.isNumber == true, 0...(128 - before) ~= count else { return nil }
            bits = before + count
        }
        self.bits = bits
        first = NetworkAddress(
            high: address.high & Self.mask(bits), low: address.low & Self.mask(bits - 64))
    }

    /// Whether the address is one of these; nil stands for a Unix socket's other side.
    package func contains(_ address: NetworkAddress?) -> Bool {
        guard let first, let address else { return first == nil && address == nil }
        return address.high & Self.mask(bits) == first.high && address.low & Self.mask(bits - 64) == first.low
    }

    /// The text that `init` reads.
    public var description: String {
        guard let first else { return "unix:" }
        if bits == 128 { return first.description }
        return first.version4 != nil && bits >= 96 ? "\(first)/\(bits - 96)" : "\(first)/\(bits)"
    }

    /// So many of 64 bits from the highest on; all or none where there are more, or less than none.
    private static func mask(_ bits: Int) -> UInt64 {
        bits <= 0 ? 0 : bits >= 64 ? .max : ~(.max >> UInt64(bits))
    }
}

extension NetworkAddressRange: ExpressibleByStringLiteral {
    /// The same for a text in the program: one that is no network ends the program at its start.
    public init(stringLiteral text: String) {
        guard let range = NetworkAddressRange(text) else {
            preconditionFailure("\"\(text)\" is no network such as 10.0.0.0/8, no IP address, and not unix:")
        }
        self = range
    }
}
