// Who is believed when he says for whom he asks.

public import WritWire

/// The proxies in front of a server, and the fields in which they say who asked them, and how.
///
///     configuration.trustedProxies = TrustedProxies(["10.0.0.0/8", "fd00::/8"], fields: .forwarded)
///
/// A field is believed as far as proxies of these networks have written it: the last address in it that is none of theirs is the
/// client's, whatever stands before it. Every proxy has to add to the field that it is named for; one that passes on a field that it
/// doesn't know passes on what clients have made up.
public struct TrustedProxies: Sendable, Hashable {
    /// The fields that proxies fill in. One kind alone is looked at: who fills in one passes on the other as it came.
    public enum Fields: Sendable, Hashable {
        /// `Forwarded` (RFC 7239).
        case forwarded
        /// `X-Forwarded-For`, and `X-Forwarded-Proto` and `X-Forwarded-Host` as far as they are there.
        case xForwarded
    }

    /// The networks of the proxies; `unix:` for one that comes through a Unix socket.
    public var networks: [NetworkAddressRange]
    /// The fields that they fill in.
    public var fields: Fields
    /// Proxies in a row that are believed at most.
    public var hopsMax = 32

    /// Nobody.
    public static let none = TrustedProxies([])

    /// Those in these networks.
    public init(_ networks: [NetworkAddressRange], fields: Fields = .xForwarded) {
        self.networks = networks
        self.fields = fields
    }

    /// Whether who has this address is one of them; nil for the other side of a Unix socket.
    package func contains(_ address: NetworkAddress?) -> Bool { networks.contains { $0.contains(address) } }
}
