// Connections that a balancer passes on, with a word about whom they are from.

public import WritWire

/// Listeners whose connections begin with a header of the PROXY protocol, version 1 or 2, as HAProxy, AWS and others send it in front
/// of a client's bytes.
///
///     configuration.listening.proxyProtocol = ProxyProtocol(from: ["10.0.0.0/8"])
///
/// Each connection has to come from these networks and to begin with a header, or it is closed without a word: who can reach such a
/// listener can say that he is anybody. `RequestContext.peerAddress` and `localAddress` are then those of the client's connection, and
/// with them logs, limits and `ServerConfiguration.trustedProxies`; a balancer that takes TLS, and says so in version 2, makes
/// `RequestContext.scheme` `https`.
public struct ProxyProtocol: Sendable, Hashable {
    /// The networks of the balancers; `unix:` for those that come through a Unix socket.
    public var networks: [NetworkAddressRange]
    /// The listeners that it is spoken at, of `ListenSettings.addresses`; nil: all.
    public var addresses: [ListenAddress]?

    /// Balancers in these networks, at these listeners or at all.
    public init(from networks: [NetworkAddressRange], at addresses: [ListenAddress]? = nil) {
        self.networks = networks
        self.addresses = addresses
    }

    func isSpoken(at address: ListenAddress) -> Bool { addresses?.contains(address) ?? true }

    func accepts(_ peer: RawSocketAddress) -> Bool {
        let address = peer.node?.address
        return networks.contains { $0.contains(address) }
    }
}
