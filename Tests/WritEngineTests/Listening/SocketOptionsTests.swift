// Options of listening sockets, and of the connections that come of them.

import CWritSystem
import Glibc
import Testing

@testable import WritEngine

@Suite struct `Options of sockets` {
    /// A socket that listens with the settings, and a connection that it has accepted.
    private func withConnection(
        host: String = "127.0.0.1", _ settings: SocketSettings, _ body: (_ listener: Int32, _ accepted: Int32) -> Void
    ) throws {
        let socket = try ListeningSocket.bound(to: try HostAddresses.find(host: host, port: 0)[0])
        try socket.apply(settings)
        try socket.listen(backlog: 4)
        let address = try #require(RawSocketAddress.ofSocket(socket.number))
        let client = Descriptor(Glibc.socket(address.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        // The address is lent with its size; it is in the queue when this returns.
        #expect(unsafe address.lend({ unsafe connect(client.number, $0, $1) }) == 0)
        _ = unsafe send(client.number, "a", 1, 0)
        var entry = pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)
        // One entry, as is told.
        #expect(unsafe poll(&entry, 1, 20_000) == 1)
        let accepted = Descriptor(writ_accept(socket.number, nil, nil))
        body(socket.number, accepted.number)
    }

    @Test func `go from the listening socket to its connections`() throws {
        var settings = SocketSettings()
        settings.noDelay = false
        settings.finWait = .seconds(7)
        settings.timeToLive = 33
        settings.sendBufferBytes = 40_000
        settings.receiveBufferBytes = 50_000
        settings.keepAliveAfter = .milliseconds(119_001)
        settings.keepAliveInterval = .seconds(11)
        settings.keepAliveCount = 3
        settings.deferAccept = .seconds(3)
        try withConnection(settings) { listener, accepted in
            let tcp = Int32(IPPROTO_TCP)
            #expect(writ_get_option(accepted, tcp, TCP_NODELAY) == 0)
            #expect(writ_get_option(accepted, tcp, TCP_LINGER2) == 7)
            #expect(writ_get_option(accepted, Int32(IPPROTO_IP), IP_TTL) == 33)
            // Linux doubles what it is told.
            #expect(writ_get_option(accepted, SOL_SOCKET, SO_SNDBUF) == 80_000)
            #expect(writ_get_option(accepted, SOL_SOCKET, SO_RCVBUF) == 100_000)
            #expect(writ_get_option(accepted, SOL_SOCKET, SO_KEEPALIVE) == 1)
            #expect(writ_get_option(accepted, tcp, TCP_KEEPIDLE) == 120)
            #expect(writ_get_option(accepted, tcp, TCP_KEEPINTVL) == 11)
            #expect(writ_get_option(accepted, tcp, TCP_KEEPCNT) == 3)
            #expect(writ_get_option(listener, tcp, TCP_DEFER_ACCEPT) >= 3)
        }
    }

    @Test func `are the system's unless they are set, but for TCP_NODELAY`() throws {
        try withConnection(SocketSettings()) { listener, accepted in
            #expect(writ_get_option(accepted, Int32(IPPROTO_TCP), TCP_NODELAY) == 1)
            #expect(writ_get_option(accepted, SOL_SOCKET, SO_KEEPALIVE) == 0)
            #expect(writ_get_option(listener, Int32(IPPROTO_TCP), TCP_DEFER_ACCEPT) == 0)
        }
    }

    @Test func `know IPv6`() throws {
        var settings = SocketSettings()
        settings.timeToLive = 34
        try withConnection(host: "::1", settings) { _, accepted in
            #expect(writ_get_option(accepted, Int32(IPPROTO_IPV6), IPV6_UNICAST_HOPS) == 34)
        }
    }

    @Test func `that the system refuses are told by name`() throws {
        var settings = SocketSettings()
        settings.timeToLive = 256
        let socket = try ListeningSocket.bound(to: try HostAddresses.find(host: "127.0.0.1", port: 0)[0])
        #expect {
            try socket.apply(settings)
        } throws: { "\($0)".hasPrefix("setsockopt for IP_TTL = 256 failed: ") }
    }
}
