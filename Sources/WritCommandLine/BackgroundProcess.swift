// A server that goes on in the background, and what it tells the one who started it.

internal import CWritSystem
import Glibc
internal import WritEngine

/// A process in a session of its own, whose output is the log, and that tells by a pipe whether it serves.
struct BackgroundProcess {
    /// What came of a start.
    enum Outcome {
        /// It serves, at these addresses.
        case ready(addresses: String)
        /// It doesn't, for these reasons; the status is that of the process, or nil where it had to be ended.
        case failed(sentences: [String], status: Int32?)
    }

    /// The descriptor at which the process has its end of the pipe.
    private static let pipeDescriptor: Int32 = 3
    /// Bytes that are read of what it tells.
    private static let wordsMax = 16_384

    let processID: pid_t
    private let pipe: Int32
    private let logFile: String
    private let logOffset: Int

    /// Starts this program anew.
    init(_ settings: [String], logFile: String) throws(CommandFailure) {
        guard let program = ProgramFile.own?.path else { throw CommandFailure("The program's own file is not known.") }
        // The path ends with a zero.
        let log = unsafe open(logFile, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o640)
        guard log >= 0 else { throw CommandFailure(file: "log file", logFile, errorNumber: errno, flag: "--log-file") }
        defer { close(log) }
        var ends: [Int32] = [-1, -1]
        // There is room for the two ends.
        guard unsafe writ_pipe(&ends) == 0 else { throw CommandFailure("pipe failed: \(SystemError.text(errno)).") }
        defer { close(ends[1]) }
        self.logFile = logFile
        logOffset = Int(lseek(log, 0, SEEK_END))
        pipe = ends[0]
        do throws(CommandFailure) {
            processID = try Self.spawn(
                [program] + Invocation.background(settings, readyDescriptor: Self.pipeDescriptor), log: log, pipe: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
    }

    private static func spawn(_ words: [String], log: Int32, pipe: Int32) throws(CommandFailure) -> pid_t {
        // The list ends with a null pointer; its strings live until they are freed.
        let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let failure = unsafe writ_start_background(words[0], arguments, log, pipe, &process)
        guard failure == 0 else { throw CommandFailure("\(words[0]) can't be started: \(SystemError.text(failure)).") }
        return process
    }

    /// Waits until it serves, has ended, or the time is over; then it is ended.
    func outcome(milliseconds: Int) -> Outcome {
        defer { close(pipe) }
        let end = Self.now + milliseconds
        var words: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while words.count < Self.wordsMax {
            var entry = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            let rest = end - Self.now
            // One entry, as is told.
            guard rest > 0 else { return giveUp(milliseconds) }
            let state = unsafe poll(&entry, 1, Int32(clamping: rest))
            guard state > 0 else { continue }
            // The part is told with its own count.
            let count = unsafe read(pipe, &part, part.count)
            if count <= 0 { break }
            words += part.prefix(count)
        }
        let lines = String(decoding: words, as: UTF8.self).split(separator: "\n").map(String.init)
        if let first = lines.first, first.hasPrefix(ReadyPipe.ready) {
            return .ready(addresses: String(first.dropFirst(ReadyPipe.ready.count)))
        }
        return died(lines)
    }

    private func giveUp(_ milliseconds: Int) -> Outcome {
        kill(processID, SIGKILL)
        var status: Int32 = 0
        // The status is filled for the length of the call.
        while unsafe waitpid(processID, &status, 0) < 0, errno == EINTR {}
        return .failed(
            sentences: ["It took no requests within \(milliseconds) ms, and was ended; its log is \(logFile)."], status: nil)
    }

    /// It has ended without serving; what it told of that, else what its log has of it.
    private func died(_ lines: [String]) -> Outcome {
        var status: Int32 = 0
        // The status is filled for the length of the call.
        while unsafe waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        guard lines.isEmpty else { return .failed(sentences: lines, status: (status >> 8) & 0xFF) }
        let how = signal == 0 ? "ended with status \((status >> 8) & 0xFF)" : "was ended by signal \(signal)"
        let last = lastLogLine.map { ": \($0)" } ?? "; its log is \(logFile)"
        return .failed(sentences: ["Its process \(how) before it took requests\(last)"], status: nil)
    }

    /// What it wrote last, of what begins the reason of a crash where there is one.
    private var lastLogLine: String? {
        guard let text = SystemFolder.text(ofFile: logFile, bytesMax: 64 << 20) else { return nil }
        let lines = text.utf8.dropFirst(logOffset).split(separator: UInt8(ascii: "\n")).compactMap { String($0) }
        return lines.first { $0.contains("Fatal error") } ?? lines.last
    }

    private static var now: Int {
        var now = timespec()
        // `clock_gettime` fills the structure.
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
