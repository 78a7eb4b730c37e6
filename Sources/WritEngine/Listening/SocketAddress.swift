// Addresses of sockets as text.

/// An IP address and a port, or the path of a Unix socket.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: Hashable {
        case internet(host: String, port: Int)
        case unix(path: String)
    }

    private let kind: Kind

    init(host: String, port: Int) { kind = .internet(host: host, port: port) }
    init(path: String) { kind = .unix(path: path) }

    /// The IP address; empty for a Unix socket.
    public var host: String { if case .internet(let host, _) = kind { host } else { "" } }

    /// The port; 0 for a Unix socket, which has none.
    public var port: Int { if case .internet(_, let port) = kind { port } else { 0 } }

    /// The path of a Unix socket, empty for one without a name, which is what clients have; nil for an IP address.
    public var path: String? { if case .unix(let path) = kind { path } else { nil } }

    /// `127.0.0.1:8080`, `[::1]:8080`, `unix:/run/x.sock`, or `unix:` for a Unix socket without a name.
    public var description: String {
        switch kind {
        case .internet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
