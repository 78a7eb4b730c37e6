// Folders of a test's own, in which its servers find each other.

import Glibc

@testable import WritEngine

/// A path that nobody has; what is there is removed at the end.
final class HandoverFolders: Sendable {
    let path = "/tmp/writ-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    var folder: HandoverFolder { HandoverFolder(paths: [path]) }
    var names: [String] { SystemFolder.names(in: path) }

    deinit {
        // All paths end with a zero.
        for name in names { unsafe unlink("\(path)/\(name)") }
        unsafe rmdir(path)
        unsafe unlink(path)
    }
}
