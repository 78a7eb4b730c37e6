// Who sent the request and what was asked for, with what trusted proxies say of it.

internal import WritEngine
package import WritWire

extension RequestContext {
    /// The address of who sent the request, with its port where that is known: what `ServerConfiguration.trustedProxies` says of
    /// the client, or else `peerAddress`.
    public var clientAddress: String {
        guard let exchange = live else { return "" }
        let client = ForwardedClient(of: exchange, behind: shared.trustedProxies)
        guard client.isTold, let node = client.node else { return exchange.peerAddress }
        return node.address.description(port: node.port)
    }

    /// The same as a number; nil for a Unix socket's client of which nothing is known.
    package var clientNetworkAddress: NetworkAddress? {
        live.flatMap { ForwardedClient(of: $0, behind: shared.trustedProxies).node?.address }
    }

    /// `https` where trusted proxies say that the client came that way, or else `http`.
    public var scheme: String { isSecure ? "https" : "http" }

    /// Whether the client came by https.
    package var isSecure: Bool {
        guard let exchange = live else { return false }
        return ForwardedClient(of: exchange, behind: shared.trustedProxies).scheme.map { $0 == .https } ?? exchange.isSecure
    }

    /// The host that the client asked, with its port where it told one: what trusted proxies say, or else the request itself, which
    /// the client has made up. Empty where there is none.
    public var host: String {
        guard let exchange = live else { return "" }
        let client = ForwardedClient(of: exchange, behind: shared.trustedProxies)
        // The bytes are copied at once.
        return unsafe (client.host ?? exchange.requestedHost).map { unsafe text($0) } ?? ""
    }

    /// Whether the connection is that of a trusted proxy.
    var isBehindTrustedProxy: Bool {
        guard let exchange = live, !shared.trustedProxies.networks.isEmpty else { return false }
        return shared.trustedProxies.contains(exchange.peerNode?.address)
    }
}
