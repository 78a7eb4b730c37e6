// Who sent a request, by what trusted proxies say.

internal import WritEngine
internal import WritWire

/// The client of a request that proxies have passed on. Its bytes are the request's, valid until the next `await`.
@safe
struct ForwardedClient {
    /// The client's address; nil where it comes through a Unix socket and nobody has said more.
    private(set) var node: ForwardedNode?
    /// Whether that is another one than the connection's own.
    private(set) var isTold = false
    private(set) var scheme: ForwardedScheme?
    private(set) var host: UnsafeRawBufferPointer?

    /// Goes from proxy to proxy, away from the server, as long as they are trusted.
    init(of exchange: Exchange, behind proxies: TrustedProxies) {
        node = exchange.peerNode
        guard !proxies.networks.isEmpty, proxies.contains(node?.address) else { return }
        switch proxies.fields {
        case .forwarded: readForwarded(exchange, proxies)
        case .xForwarded: readXForwarded(exchange, proxies)
        }
    }

    private mutating func readForwarded(_ exchange: Exchange, _ proxies: TrustedProxies) {
        var elements = FieldElementsFromEnd(exchange, "Forwarded")
        var hops = 0
        while hops < proxies.hopsMax, let bytes = unsafe elements.next() {
            // Empty elements of a list say nothing (RFC 9110 section 5.6.1.2).
            if unsafe bytes.isEmpty { continue }
            guard let element = unsafe ForwardedElement(bytes) else { return }
            hops += 1
            scheme = element.scheme ?? scheme
            unsafe host = element.host ?? host
            guard let node = element.node else { return }
            (self.node, isTold) = (node, true)
            guard proxies.contains(node.address) else { return }
        }
    }

    private mutating func readXForwarded(_ exchange: Exchange, _ proxies: TrustedProxies) {
        var elements = FieldElementsFromEnd(exchange, "X-Forwarded-For")
        var hops = 0
        while hops < proxies.hopsMax, let bytes = unsafe elements.next() {
            if unsafe bytes.isEmpty { continue }
            guard let node = unsafe ForwardedNode(bytes) else { break }
            hops += 1
            (self.node, isTold) = (node, true)
            guard proxies.contains(node.address) else { break }
        }
        // The proxy that named the client named these, too: each proxy adds to all three, or the last one sets them.
        var schemes = FieldElementsFromEnd(exchange, "X-Forwarded-Proto")
        scheme = unsafe schemes.element(before: max(hops - 1, 0)).flatMap { unsafe ForwardedScheme($0) }
        var hosts = FieldElementsFromEnd(exchange, "X-Forwarded-Host")
        if let told = unsafe hosts.element(before: max(hops - 1, 0)), unsafe HostRule.accepts(told) { unsafe host = told }
    }
}
