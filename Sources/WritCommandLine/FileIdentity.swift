// Files of the system as far as the server's own go.

import Glibc

/// What tells a file from another one that has got its path.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let inode: UInt64
    let owner: UInt32

    /// The file at a path; nil where there is none.
    init?(path: String) {
        var found = stat()
        // `lstat` fills the structure; the path ends with a zero.
        guard unsafe lstat(path, &found) == 0 else { return nil }
        self.init(found)
    }

    /// The file that is open.
    init?(descriptor: Int32) {
        var found = stat()
        // `fstat` fills the structure.
        guard unsafe fstat(descriptor, &found) == 0 else { return nil }
        self.init(found)
    }

    private init(_ found: stat) {
        (device, inode, owner) = (UInt64(found.st_dev), UInt64(found.st_ino), UInt32(found.st_uid))
    }
}
