// Where a server listens, and what becomes of its sockets at a restart.

/// Where a server listens, and whether its listening sockets go to the next server at a restart.
public struct ListenSettings: Sendable {
    /// Places to listen: several addresses, Unix sockets, or sockets that systemd passes.
    public var addresses: [ListenAddress]
    /// Connections that the system keeps waiting for each loop.
    public var backlog = 1024
    /// Options of TCP sockets.
    public var socket = SocketSettings()
    /// Whether an instance of the same program that the same user starts on the same address, and that asks for them, gets this
    /// one's listening sockets, so that this one can be ended without a connection being refused or lost. Not for port 0. On Linux only.
    public var handsOver = true
    /// Whether this server asks an instance of the same program that runs on its addresses for the listening sockets: start the new
    /// server with it, then end the old one. Where none runs, it listens by itself. Both accept connections until the first is told to
    /// end. Without it, an address that anybody has is an error. The environment's `WRIT_TAKE_OVER=1` turns it on, too. On Linux only.
    ///
    /// The same program is one with the same file, or with a file at the same path as before an upgrade.
    public var takesOver = ListenSettings.isTakeOverAskedFor

    /// Whether connections begin with a header of the PROXY protocol, and from whom; nil: none does.
    public var proxyProtocol: ProxyProtocol?

    /// The defaults, for these addresses.
    public init(_ addresses: [ListenAddress]) {
        self.addresses = addresses
    }

    /// Whether the environment's `WRIT_TAKE_OVER` is 1: then servers take over listening sockets unless told otherwise.
    public static var isTakeOverAskedFor: Bool { Environment.value("WRIT_TAKE_OVER") == "1" }
}
