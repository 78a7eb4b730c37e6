// Places to listen.

/// A place to listen.
public enum ListenAddress: Sendable, Hashable {
    /// A host name or an IP address, and a port from 0 to 65535; port 0 lets the system choose one. A name is listened
    /// on at all addresses it has.
    case tcp(host: String, port: Int)
    /// A Unix socket at a path of at most 107 bytes.
    ///
    /// A socket that an ended server left there is replaced; one that is listened on, or a file of another kind, is an
    /// error. The path is removed when the server stops accepting, unless another server's socket is there by then.
    ///
    /// - Parameter mode: Who may connect, as for `chmod`, such as `0o660`; nil: what the process's umask leaves.
    case unix(path: String, mode: UInt32? = nil)
    /// The sockets that systemd, or whoever else speaks its protocol, listens on and passes with LISTEN_FDS; it is an
    /// error if there are none. They can be taken once in the life of a process.
    case passed
    /// A stream socket that listens already. The engine owns it from then on, and closes it.
    case descriptor(Int32)

    /// The same as `.tcp(host:port:)`.
    public init(host: String, port: Int) {
        self = .tcp(host: host, port: port)
    }
}
