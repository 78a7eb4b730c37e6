// A socket that waits for connections.

import CWritSystem
import Glibc
import Synchronization

/// Owns a listening socket, or one that is about to listen; it is closed when all who share it have let it go.
final class ListeningSocket: Sendable {
    /// Whose socket it is, which decides how it is given up.
    enum Origin {
        /// That of servers like this one.
        case own
        /// Somebody else's who passed it, and may pass it again.
        case supervisor
    }

    let number: Int32
    let address: SocketAddress
    private let origin: Origin
    /// The file of a Unix socket that this server made, or took over.
    private let file: Mutex<SocketFile?>

    private init(number: Int32, address: SocketAddress, origin: Origin, file: SocketFile? = nil) {
        self.number = number
        self.address = address
        self.origin = origin
        self.file = Mutex(file)
    }

    deinit { close(number) }

    /// Binds a socket to an IP address without listening yet.
    ///
    /// - Parameter sharesPort: Have the system share out connections among all sockets of the port that say so. Without it,
    ///   the system refuses a port on which anybody listens: here, or where this one begins to listen.
    static func bound(to address: RawSocketAddress, sharesPort: Bool = false) throws(EngineError) -> ListeningSocket {
        let socket = Descriptor(writ_stream_socket(address.family))
        guard socket.isOpen else { throw .cannotListen(address.readable, errorNumber: errno) }
        _ = writ_set_option(socket.number, SOL_SOCKET, SO_REUSEADDR, 1)
        if sharesPort { _ = writ_set_option(socket.number, SOL_SOCKET, SO_REUSEPORT, 1) }
        if address.family == AF_INET6 { _ = writ_set_option(socket.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        // The address is lent with its size.
        guard unsafe address.lend({ unsafe bind(socket.number, $0, $1) }) == 0 else {
            throw .listening(on: address.readable, errorNumber: errno)
        }
        guard let bound = RawSocketAddress.ofSocket(socket.number) else {
            throw .systemCallFailed(name: "getsockname", errorNumber: errno)
        }
        return ListeningSocket(number: socket.release(), address: bound.readable, origin: .own)
    }

    /// Binds a Unix socket to a path without listening yet.
    static func bound(toPath path: String, mode: UInt32?) throws(EngineError) -> ListeningSocket {
        let address = try SocketFile.claim(path)
        let socket = Descriptor(writ_stream_socket(AF_UNIX))
        guard socket.isOpen else { throw .systemCallFailed(name: "socket", errorNumber: errno) }
        // The address is lent with its size.
        guard unsafe address.lend({ unsafe bind(socket.number, $0, $1) }) == 0, let file = SocketFile(bound: path) else {
            throw .cannotListen(SocketAddress(path: path), errorNumber: errno)
        }
        // Nobody can connect before it listens. The path is passed as a string that ends with a zero.
        if let mode, unsafe chmod(path, mode) != 0 { throw .systemCallFailed(name: "chmod", errorNumber: errno) }
        return ListeningSocket(number: socket.release(), address: SocketAddress(path: path), origin: .own, file: file)
    }

    /// A socket that was passed; throws unless it is a stream socket that listens.
    static func passed(_ descriptor: consuming Descriptor, by origin: Origin) throws(EngineError) -> ListeningSocket {
        let number = descriptor.number
        guard writ_get_option(number, SOL_SOCKET, SO_TYPE) == Int32(SOCK_STREAM.rawValue) else {
            throw .notListening(descriptor: number, reason: "it is not a stream socket")
        }
        guard writ_get_option(number, SOL_SOCKET, SO_ACCEPTCONN) == 1 else {
            throw .notListening(descriptor: number, reason: "it does not listen")
        }
        guard let address = RawSocketAddress.ofSocket(number), [AF_INET, AF_INET6, AF_UNIX].contains(address.family) else {
            throw .notListening(descriptor: number, reason: "it is neither an internet nor a Unix socket")
        }
        guard writ_make_nonblocking(number) == 0 else { throw .systemCallFailed(name: "fcntl", errorNumber: errno) }
        return ListeningSocket(number: descriptor.release(), address: address.readable, origin: origin)
    }

    /// Begins to listen; a supervisor's socket does already.
    func listen(backlog: Int) throws(EngineError) {
        guard origin == .own else { return }
        guard Glibc.listen(number, Int32(clamping: backlog)) == 0 else {
            throw .listening(on: address, errorNumber: errno)
        }
    }

    /// Lets other sockets of this process have the same port. Another user's program can't, and another instance of this
    /// one doesn't try: its first socket shares no port.
    func sharePort() {
        _ = writ_set_option(number, SOL_SOCKET, SO_REUSEPORT, 1)
    }

    /// Leaves the file of a Unix socket to another server that has the socket, too.
    func leaveFile() { file.withLock { $0?.leave() } }

    /// Has the file of a Unix socket that another server made as its own.
    func takeFile() {
        guard let path = address.path else { return }
        file.withLock { $0 = SocketFile(bound: path) }
    }

    /// Has no further connection come into the queue: what is in it can then be accepted without loss.
    ///
    /// It concerns all who share the socket; one that a supervisor passed stays as it is.
    func refuseNewConnections() {
        guard origin == .own else { return }
        if let file = file.withLock({ $0 }) {
            file.remove()
            // Those that wait in the queue of a Unix socket can still be accepted.
            _ = shutdown(number, Int32(SHUT_RD))
        } else {
            writ_drop_new_connections(number)
        }
    }
}
