// Why a file of the disk is not read.

import Glibc

package enum FileFailure: Error, Equatable {
    case missing
    /// It lies outside the folders that may be read, or a symbolic link leads there. Whether it is there is never looked at.
    case outside
    case folder
    /// A pipe, a device or a socket.
    case notRegular
    case tooLarge(limit: Int)
    case system(code: CInt)

    /// What `errno` says of a call that failed.
    static func last() -> FileFailure { errno == ENOENT ? .missing : errno == EISDIR ? .folder : .system(code: errno) }

    /// - Parameter path: as the user or a reference wrote it.
    package func diagnostic(path: String) -> Diagnostic {
        let quoted = VisibleText.quoted(path)
        switch self {
        case .missing:
            return Diagnostic(.error, "file-missing", "there is no file \(quoted)", at: nil, hint: "check the path")
        case .outside:
            return Diagnostic(
                .error, "file-outside", "\(quoted) lies outside the folders that may be read", at: nil,
                hint: "pass --allow-outside with its folder if it shall be read")
        case .folder:
            return Diagnostic(
                .error, "file-unreadable", "\(quoted) is a directory", at: nil, hint: "name the document in it")
        case .notRegular:
            return Diagnostic(
                .error, "file-unreadable", "\(quoted) isn't a regular file but a pipe, a device or a socket", at: nil,
                hint: "write what it gives to a file, and name that")
        case .tooLarge(let limit): return .documentTooLarge(path: path, limit: limit)
        case .system(let code):
            // The bound holds: strerror answers a terminated text for every code.
            let reason = unsafe String(cString: strerror(code))
            return Diagnostic(.error, "file-unreadable", "\(quoted) can't be read: \(reason)", at: nil)
        }
    }
}
