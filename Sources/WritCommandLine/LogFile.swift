// The file that standard error goes to.

import Glibc

/// A log that is a file. It is opened anew at a reload, so that another program can move it away.
struct LogFile: Sendable {
    let path: String

    /// Has what goes to standard error, and in the background to standard output too, go to the end of the file.
    func open(alsoOutput: Bool) throws(CommandFailure) {
        // The path ends with a zero.
        let descriptor = unsafe Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o640)
        guard descriptor >= 0 else { throw CommandFailure(file: "log file", path, errorNumber: errno, flag: "--log-file") }
        defer { close(descriptor) }
        // Whoever writes at the same time writes to the one or the other.
        guard dup2(descriptor, 2) == 2, !alsoOutput || dup2(descriptor, 1) == 1 else {
            throw CommandFailure(file: "log file", path, errorNumber: errno, flag: "--log-file")
        }
    }
}
