// The options of a listening socket, which its connections get from it.

import CWritSystem
import Glibc

extension ListeningSocket {
    /// Sets what the settings ask for; a Unix socket has none of it.
    ///
    /// Buffers must have their sizes before the socket listens: what a client may send at once is agreed on when it connects.
    func apply(_ settings: SocketSettings) throws(EngineError) {
        guard address.path == nil else { return }
        let isIPv6 = address.host.contains(":")
        let tcp = Int32(IPPROTO_TCP)
        try set("TCP_NODELAY", tcp, TCP_NODELAY, settings.noDelay ? 1 : 0)
        try set("SO_SNDBUF", SOL_SOCKET, SO_SNDBUF, settings.sendBufferBytes)
        try set("SO_RCVBUF", SOL_SOCKET, SO_RCVBUF, settings.receiveBufferBytes)
        if isIPv6 {
            try set("IPV6_UNICAST_HOPS", Int32(IPPROTO_IPV6), IPV6_UNICAST_HOPS, settings.timeToLive)
        } else {
            try set("IP_TTL", Int32(IPPROTO_IP), IP_TTL, settings.timeToLive)
        }
        try set("TCP_LINGER2", tcp, TCP_LINGER2, Self.seconds(settings.$finWait))
        try set("TCP_DEFER_ACCEPT", tcp, TCP_DEFER_ACCEPT, Self.seconds(settings.$deferAccept))
        if settings.$keepAliveAfter != nil { try set("SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE, 1) }
        try set("TCP_KEEPIDLE", tcp, TCP_KEEPIDLE, Self.seconds(settings.$keepAliveAfter))
        try set("TCP_KEEPINTVL", tcp, TCP_KEEPINTVL, Self.seconds(settings.$keepAliveInterval))
        try set("TCP_KEEPCNT", tcp, TCP_KEEPCNT, settings.keepAliveCount)
    }

    /// The system counts these times in whole seconds.
    private static func seconds(_ milliseconds: Int?) -> Int? {
        milliseconds.map { max($0 / 1000 + ($0 % 1000 > 0 ? 1 : 0), 1) }
    }

    private func set(_ option: String, _ level: Int32, _ name: Int32, _ value: Int?) throws(EngineError) {
        guard let value, writ_set_option(number, level, name, Int32(clamping: value)) != 0 else { return }
        throw .systemCallFailed(name: "setsockopt for \(option) = \(value)", errorNumber: errno)
    }
}
