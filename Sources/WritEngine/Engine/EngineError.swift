// Why an engine can't start.

import Glibc

/// What went wrong when a server was started; `description` is a sentence for the terminal.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    /// The host has no address, or its name can't be looked up.
    case unknownHost(String, reason: String)
    /// The port is outside 0...65535.
    case invalidPort(Int)
    /// The system refuses to listen on the address; `errorNumber` is its `errno`.
    case cannotListen(SocketAddress, errorNumber: Int32)
    /// Somebody listens there already, who is told in words.
    case addressTaken(SocketAddress, by: String, isSameProgram: Bool)
    /// The path of a Unix socket is empty, too long, or has a zero byte in it.
    case invalidPath(String, bytesMax: Int)
    /// Something else stands at the path of a Unix socket, or another server listens there.
    case pathTaken(String, reason: String, remedy: String)
    /// `.passed` is among the addresses, and systemd has passed no listening socket (`LISTEN_FDS`).
    case noPassedSockets(reason: String)
    /// The passed descriptor is no listening socket.
    case notListening(descriptor: Int32, reason: String)
    /// The list of addresses is empty.
    case noAddress
    /// A call that can't be done without failed; `errorNumber` is its `errno`.
    case systemCallFailed(name: String, errorNumber: Int32)
    /// The server runs already, or has ended: it starts once.
    case alreadyStarted

    /// That an address can't be listened on, with the name of who has it.
    static func listening(on address: SocketAddress, errorNumber: Int32) -> EngineError {
        guard errorNumber == EADDRINUSE, address.path == nil else {
            return .cannotListen(address, errorNumber: errorNumber)
        }
        let holder = AddressHolder(of: address)
        return .addressTaken(address, by: holder.description, isSameProgram: holder.isSameProgram)
    }

    /// One sentence for a person at a terminal, with what can be done about it where that is known.
    public var description: String {
        switch self {
        case .unknownHost(let host, let reason): "The host \(host) is unknown: \(reason)."
        case .invalidPort(let port): "\(port) is not a port: ports go from 0 to 65535."
        case .cannotListen(let address, let number):
            "Can't listen on \(address): \(SystemError.text(number))\(Self.remedy(for: address, number))."
        case .addressTaken(let address, let holder, let isSameProgram):
            "Can't listen on \(address): \(holder) has port \(address.port); end it, choose another port"
                + (isSameProgram ? ", or take its place with WRIT_TAKE_OVER=1." : ", or look for it with 'ss -tanp'.")
        case .invalidPath(let path, let bytesMax):
            "'\(path)' can't be the path of a Unix socket: it must have 1 to \(bytesMax) bytes, and this one has "
                + "\(path.utf8.count)."
        case .pathTaken(let path, let reason, let remedy): "Can't listen on unix:\(path): \(reason); \(remedy)."
        case .noPassedSockets(let reason): "No listening sockets were passed to this process: \(reason)."
        case .notListening(let descriptor, let reason): "Can't listen on the passed descriptor \(descriptor): \(reason)."
        case .noAddress: "There is no address to listen on."
        case .systemCallFailed(let name, let number): "\(name) failed: \(SystemError.text(number))."
        case .alreadyStarted: "The server has been started already."
        }
    }

    /// What can be done about it, where that is known; the end of the sentence.
    private static func remedy(for address: SocketAddress, _ errorNumber: Int32) -> String {
        switch errorNumber {
        case EACCES where address.path == nil:
            "; port \(address.port) is reserved: choose one from 1024 on, or give the program the capability "
                + "CAP_NET_BIND_SERVICE"
        case EADDRNOTAVAIL: "; no interface of this machine has that address, and 0.0.0.0 and :: stand for all that it has"
        case EADDRINUSE: "; another server has just taken the path: choose another one"
        case EACCES: "; the folder must be writable for this user"
        case ENOENT: "; the folder must exist"
        default: ""
        }
    }
}
