// The file that says which process is the server, and holds its lock as long as that lives.

internal import CWritSystem
import Glibc
internal import Synchronization
internal import WritEngine

/// A file of three lines: the process, how far the server is, and the second of the system's life in which it started. The process
/// holds a lock on it: what a dead one left is told by that, and another process with its number is never taken for it.
final class PIDFile: Sendable {
    enum Stage: String {
        case starting = "starting"
        case running = "running"
        case draining = "draining"
    }

    /// A file that was opened, and what is in it.
    struct Found {
        var processID: Int = 0
        var stage = Stage.running
        var startSecond: Int?
    }

    let path: String
    private let descriptor: Int32
    private let startSecond = PIDFile.nowSecond
    private let isRemoved = Atomic(false)

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Makes the file, or takes the one that a dead process left; nobody else may hold it.
    static func acquire(_ path: String) throws(CommandFailure) -> PIDFile {
        for _ in 0..<16 {
            // The path ends with a zero.
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw CommandFailure(file: "PID file", path, errorNumber: errno, flag: "--pid-file") }
            guard writ_lock_file(descriptor, 0) == 0 else {
                let holder = PIDFileHolder.read(descriptor)
                close(descriptor)
                throw .alreadyRuns(holder.processID, path)
            }
            // Whoever held it until just now may have removed it.
            if let identity = FileIdentity(descriptor: descriptor), FileIdentity(path: path) == identity {
                let file = PIDFile(path: path, descriptor: descriptor)
                try file.write(.starting)
                return file
            }
            close(descriptor)
        }
        throw CommandFailure("The PID file \(path) comes and goes: another server starts at the same time.")
    }

    /// Puts a file of this process in the place of another one's, whose lock stays as it is.
    static func replace(_ path: String) throws(CommandFailure) -> PIDFile {
        let new = "\(path).\(getpid())"
        // The path ends with a zero.
        let descriptor = unsafe open(new, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw CommandFailure(file: "PID file", new, errorNumber: errno, flag: "--pid-file") }
        _ = writ_lock_file(descriptor, 0)
        let file = PIDFile(path: path, descriptor: descriptor)
        try file.write(.running)
        // Both paths end with a zero.
        guard unsafe rename(new, path) == 0 else {
            throw CommandFailure(file: "PID file", path, errorNumber: errno, flag: "--pid-file")
        }
        return file
    }

    /// Says how far the server is. All stages have as many letters, and so the file changes with one write.
    func write(_ stage: Stage) throws(CommandFailure) {
        let bytes = Array("\(getpid())\n\(stage.rawValue)\(stage == .running ? " " : "")\n\(startSecond)\n".utf8)
        // The bytes are told with their own count.
        guard unsafe pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, ftruncate(descriptor, bytes.count) == 0 else {
            throw CommandFailure(file: "PID file", path, errorNumber: errno, flag: "--pid-file")
        }
    }

    /// Removes the file, unless another process has put its own in the place.
    func remove() {
        guard !isRemoved.exchange(true, ordering: .relaxed), let own = FileIdentity(descriptor: descriptor),
            FileIdentity(path: path) == own
        else { return }
        // The path ends with a zero.
        unsafe unlink(path)
    }

    /// Seconds since the system started, also those in which it slept.
    static var nowSecond: Int {
        var now = timespec()
        // `clock_gettime` fills the structure.
        unsafe clock_gettime(CLOCK_BOOTTIME, &now)
        return now.tv_sec
    }
}

extension CommandFailure {
    static func alreadyRuns(_ processID: Int, _ path: String) -> CommandFailure {
        CommandFailure("Process \(processID) runs already (PID file \(path)): use restart or stop, or another --pid-file.")
    }
}
