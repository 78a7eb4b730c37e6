// The file that a Unix socket has in the file system.

import CWritSystem
import Glibc
import Synchronization

/// A socket file that this server made, and removes unless another server's is in its place.
final class SocketFile: Sendable {
    /// What tells a file from another one that has got its path.
    private struct Identity: Equatable {
        let device: UInt64
        let inode: UInt64
    }

    let path: String
    private let identity: Identity
    private let isRemoved = Atomic(false)

    /// For a socket that was bound to `path` just now; nil if its file is gone already.
    init?(bound path: String) {
        guard let found = Self.status(of: path) else { return nil }
        self.path = path
        identity = found.identity
    }

    deinit { remove() }

    /// Removes the file if it is still this server's.
    func remove() {
        guard !isRemoved.exchange(true, ordering: .relaxed), Self.status(of: path)?.identity == identity else { return }
        // The path is passed as a string that ends with a zero.
        unsafe unlink(path)
    }

    /// The file is somebody else's from now on.
    func leave() { isRemoved.store(true, ordering: .relaxed) }

    /// The address to bind a socket to. What an ended server left at `path` is removed.
    static func claim(_ path: String) throws(EngineError) -> RawSocketAddress {
        let bytes = Array(path.utf8)
        guard !bytes.contains(0), let address = RawSocketAddress(path: bytes) else {
            throw .invalidPath(path, bytesMax: RawSocketAddress.pathBytesMax)
        }
        guard let found = status(of: path) else { return address }
        guard found.isSocket else {
            throw .pathTaken(path, reason: "a file of another kind is there", remedy: "remove it or choose another path")
        }
        let probe = Descriptor(writ_stream_socket(AF_UNIX))
        // The address is lent with its size. A full queue is somebody's, too.
        let isConnected = unsafe address.lend({ unsafe connect(probe.number, $0, $1) }) == 0
        if isConnected || errno == EAGAIN {
            let processID = isConnected ? Int(writ_peer_process(probe.number)) : -1
            let holder = processID > 0 ? ProgramFile.describe(processID: processID) : "another server"
            throw .pathTaken(path, reason: "\(holder) listens there", remedy: "end it or choose another path")
        }
        guard errno == ECONNREFUSED || errno == ENOENT else {
            throw .pathTaken(path, reason: SystemError.text(errno), remedy: "remove it or choose another path")
        }
        // Unless another server took the place just now. The path is passed as a string that ends with a zero.
        if status(of: path)?.identity == found.identity { unsafe unlink(path) }
        return address
    }

    private static func status(of path: String) -> (identity: Identity, isSocket: Bool)? {
        var found = stat()
        // `lstat` fills the structure.
        guard unsafe lstat(path, &found) == 0 else { return nil }
        return (Identity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino)), found.st_mode & S_IFMT == S_IFSOCK)
    }
}
