// Where the servers of one user find each other: folders that nobody else can reach.

import Glibc
import Synchronization

/// The folders in which servers leave the sockets that they can be asked at, a file for each address and server.
package struct HandoverFolder: Sendable {
    /// Why there is no folder.
    struct Failure: Error {
        let reason: String
    }

    /// Each is looked into; the first that is safe gets what is new.
    let paths: [String]
    private static let count = Atomic(0)

    /// `writ` in XDG_RUNTIME_DIR and in the user's folder in /run, then a folder of its own in /tmp. A server may be started with
    /// another environment than the one before it, and so all are looked into.
    static var system: HandoverFolder {
        let user = geteuid()
        let runtime = [Environment.value("XDG_RUNTIME_DIR"), "/run/user/\(user)"].compactMap { $0 }
        var paths: [String] = []
        for path in runtime where path.hasPrefix("/") && refusal(of: path, isPrivate: false) == nil {
            let inside = "/" + path.split(separator: "/").joined(separator: "/") + "/writ"
            if !paths.contains(inside) { paths.append(inside) }
        }
        return HandoverFolder(paths: paths + ["/tmp/writ-\(user)"])
    }

    /// The sockets of servers on that address, in folders that are safe.
    func sockets(of address: SocketAddress) -> [String] {
        paths.flatMap { path in
            Self.refusal(of: path, isPrivate: true) == nil
                ? SystemFolder.names(in: path).filter { $0.hasPrefix(Self.prefix(address)) }.sorted().map { "\(path)/\($0)" }
                : []
        }
    }

    /// A path for this process's socket, in the first folder that is safe; that is made where it isn't there.
    func makePath(for address: SocketAddress) throws(Failure) -> String {
        var reasons: [String] = []
        for path in paths {
            // The path is passed as a string that ends with a zero.
            _ = unsafe mkdir(path, 0o700)
            if let reason = Self.refusal(of: path, isPrivate: true) {
                reasons.append(reason)
                continue
            }
            let number = Self.count.add(1, ordering: .relaxed).newValue
            let name = "\(path)/\(Self.prefix(address))\(getpid())-\(number).sock"
            if name.utf8.count <= RawSocketAddress.pathBytesMax { return name }
            reasons.append("\(path) is too long a path for a socket in it")
        }
        throw Failure(reason: reasons.joined(separator: ", "))
    }

    /// The folders that are safe; the first that can be made is made.
    package static func safeFolders() -> [String] {
        // The path is passed as a string that ends with a zero.
        for path in system.paths where unsafe refusal(of: path, isPrivate: true) == nil || mkdir(path, 0o700) == 0 { break }
        return system.paths.filter { refusal(of: $0, isPrivate: true) == nil }
    }

    /// Paths are too long for a part of another path, and have slashes in them: their hash stands for them (FNV-1a). Whether two have
    /// the same one doesn't matter: the address of what is passed is looked at.
    private static func prefix(_ address: SocketAddress) -> String {
        guard let path = address.path else { return "listeners-\(address)-" }
        let hash = path.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "listeners-unix-\(String(hash, radix: 16))-"
    }

    /// Why a folder is not to be trusted; nil where it is this user's and nobody else can write, or even look, into it.
    private static func refusal(of path: String, isPrivate: Bool) -> String? {
        var found = stat()
        // `lstat` fills the structure; the path ends with a zero.
        guard unsafe lstat(path, &found) == 0 else { return "\(path): \(SystemError.text(errno))" }
        guard found.st_mode & S_IFMT == S_IFDIR else { return "\(path) is no folder" }
        guard found.st_uid == geteuid() else { return "\(path) belongs to user \(found.st_uid)" }
        guard found.st_mode & (isPrivate ? 0o077 : 0o022) == 0 else {
            return "\(path) is open to other users: its mode is \(String(found.st_mode & 0o777, radix: 8))"
        }
        return nil
    }
}
