// One verb at a time: who starts, restarts or stops a server has the others wait.

internal import CWritSystem
import Glibc

/// A lock on a file beside the PID file, for as long as a verb takes.
struct VerbLock: ~Copyable {
    private let descriptor: Int32

    init(pidFile: String) throws(CommandFailure) {
        let path = pidFile + ".lock"
        // The path ends with a zero.
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw CommandFailure(file: "lock", path, errorNumber: errno, flag: "--pid-file") }
        _ = writ_lock_file(descriptor, 1)
    }

    deinit { close(descriptor) }
}
