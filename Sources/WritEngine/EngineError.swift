// Why an engine can't start.

import Glibc

/// What went wrong when a server was started; `description` is a sentence for the terminal.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    case unknownHost(String, reason: String)
    case invalidPort(Int)
    case cannotListen(SocketAddress, errorNumber: Int32)
    /// The path of a Unix socket is empty, too long, or has a zero byte in it.
    case invalidPath(String, bytesMax: Int)
    case pathTaken(String, reason: String)
    case noPassedSockets(reason: String)
    case notListening(descriptor: Int32, reason: String)
    case noAddress
    case systemCallFailed(name: String, errorNumber: Int32)
    case alreadyStarted

    public var description: String {
        switch self {
        case .unknownHost(let host, let reason): "The host \(host) is unknown: \(reason)."
        case .invalidPort(let port): "\(port) is not a port: ports go from 0 to 65535."
        case .cannotListen(let address, let number):
            "Can't listen on \(address): \(SystemError.text(number)).\(Self.remedy(for: address, number))"
        case .invalidPath(let path, let bytesMax):
            "'\(path)' can't be the path of a Unix socket: it must have 1 to \(bytesMax) bytes, and this one has "
                + "\(path.utf8.count)."
        case .pathTaken(let path, let reason):
            "Can't listen on unix:\(path): \(reason). End that server or remove the file, or choose another path."
        case .noPassedSockets(let reason): "No listening sockets were passed to this process: \(reason)."
        case .notListening(let descriptor, let reason): "Can't listen on the passed descriptor \(descriptor): \(reason)."
        case .noAddress: "There is no address to listen on."
        case .systemCallFailed(let name, let number): "\(name) failed: \(SystemError.text(number))."
        case .alreadyStarted: "The server has been started already."
        }
    }

    /// What can be done about it, where that is known.
    private static func remedy(for address: SocketAddress, _ errorNumber: Int32) -> String {
        switch errorNumber {
        case EADDRINUSE where address.path == nil:
            " Another program, or another user's server, has port \(address.port): end it, which "
                + "'ss -ltnp sport = :\(address.port)' names, or choose another port."
        case EACCES where address.path == nil:
            " Port \(address.port) is reserved: choose one from 1024 on, or give the program the capability "
                + "CAP_NET_BIND_SERVICE."
        case EADDRNOTAVAIL: " No interface of this machine has that address: 0.0.0.0 and :: stand for all that it has."
        case EACCES: " The folder must be writable for this user."
        case ENOENT: " The folder must exist."
        default: ""
        }
    }
}
