// An internet address of either version, as a number.

/// An IP address; one of version 4 is kept as the one of version 6 that stands for it (`::ffff:192.0.2.1`).
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package init(_ address: IPv4Address) { self.init(high: 0, low: 0xFFFF << 32 | UInt64(address.bits)) }

    package init(_ address: IPv6Address) { self.init(high: address.high, low: address.low) }

    /// Nil for all that is neither an IPv4 address nor an IPv6 one without a zone.
    package init?(_ text: UnsafeRawBufferPointer) {
        // No address is longer than 45 bytes.
        guard 2...45 ~= text.count else { return nil }
        if let address = unsafe IPv4Address(text: text) {
            self.init(address)
        } else if let address = unsafe IPv6Address(text: text) {
            self.init(address)
        } else {
            return nil
        }
    }

    package var version4: IPv4Address? { IPv6Address(high: high, low: low).mapped }

    /// What tells clients from one another: the whole of an IPv4 address, and the first half of another, of which a single
    /// client has all the second halves.
    package var client: NetworkAddress { version4 == nil ? NetworkAddress(high: high, low: 0) : self }

    package var description: String { version4?.description ?? IPv6Address(high: high, low: low).description }

    /// With a port, as in a URL; without where it is 0.
    package func description(port: Int) -> String {
        guard port > 0 else { return description }
        return version4 == nil ? "[\(description)]:\(port)" : "\(description):\(port)"
    }
}
