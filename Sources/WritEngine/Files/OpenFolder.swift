// A folder whose files are served, and nothing outside of it.

internal import CWritSystem
import Glibc

/// A folder that is open: its files are found in it, wherever it is moved to.
package final class OpenFolder: Sendable {
    /// What a path names.
    package enum Entry {
        case file(OpenFile)
        case folder
        case nothing
    }

    private let descriptor: Int32

    /// - Throws: where the folder can't be opened.
    package init(path: String) throws(EngineError) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw .systemCallFailed(name: "open \(path)", errorNumber: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// What is there under a path of segments with slashes between. Neither `..` nor a link leads out of the folder.
    package func entry(_ path: [UInt8]) -> Entry {
        if path.isEmpty { return .folder }
        // A path ends at its first zero: what is behind it would be cut off.
        guard path.count < 4096, !path.contains(0), path[0] != UInt8(ascii: "/") else { return .nothing }
        let opened = unsafe (path + [0]).withUnsafeBytes { bytes in
            // The bytes end with a zero, and are lent for the call.
            unsafe writ_open_beneath(descriptor, bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
        guard opened >= 0 else { return .nothing }
        var status = stat()
        // The structure lives through the call.
        if unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(opened)
            return .folder
        }
        return OpenFile(takingOver: opened).map { .file($0) } ?? .nothing
    }
}
