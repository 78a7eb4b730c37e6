// The server that a PID file tells of, for those who ask from outside.

internal import CWritSystem
import Glibc
internal import WritEngine

/// A PID file as others see it. It stays open, so that its lock tells when that process has ended, whatever becomes of the path.
final class PIDFileHolder {
    let found: PIDFile.Found
    private let descriptor: Int32
    let path: String

    /// Nil where there is no file.
    init?(_ path: String) throws(CommandFailure) {
        // The path ends with a zero.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        self.path = path
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw CommandFailure(
                "The PID file \(path) can't be read: \(SystemError.text(errno)).", status: errno == EACCES ? .noRight : .failed)
        }
        found = Self.read(descriptor)
        // Whoever may write to it can have any process of this user ended.
        guard let owner = FileIdentity(descriptor: descriptor)?.owner, owner == geteuid() || owner == 0 else {
            throw CommandFailure("The PID file \(path) belongs to another user: it is not believed.", status: .noRight)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether the process lives.
    var isRunning: Bool { writ_file_is_locked(descriptor) != 0 }

    /// Sends it a signal.
    func send(_ signal: Int32) throws(CommandFailure) {
        guard found.processID > 1 else { throw CommandFailure("The PID file \(path) names no process.") }
        guard kill(pid_t(found.processID), signal) != 0, errno != ESRCH else { return }
        throw CommandFailure(
            "Process \(found.processID) can't be told: \(SystemError.text(errno)).", status: errno == EPERM ? .noRight : .failed)
    }

    /// Milliseconds between two looks at the lock.
    private static let lookMilliseconds = 10

    /// Waits until the process has ended; false where it has not within that time.
    func waitForEnd(milliseconds: Int?) -> Bool {
        var waited = 0
        while isRunning {
            if let milliseconds, waited >= milliseconds { return false }
            usleep(UInt32(Self.lookMilliseconds * 1000))
            waited += Self.lookMilliseconds
        }
        return true
    }

    /// What the file says, as far as it can be understood.
    static func read(_ descriptor: Int32) -> PIDFile.Found {
        var bytes = [UInt8](repeating: 0, count: 256)
        // At most as many bytes as there is room for.
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        let lines = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n")
        var found = PIDFile.Found()
        found.processID = lines.first.flatMap { Int($0) }.flatMap { Int32(exactly: $0) }.map(Int.init) ?? 0
        if lines.count > 1, let stage = PIDFile.Stage(rawValue: String(lines[1].filter { $0 != " " })) { found.stage = stage }
        if lines.count > 2 { found.startSecond = Int(lines[2]) }
        return found
    }
}
