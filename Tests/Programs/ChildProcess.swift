// A program that a test starts and ends.

import Foundation

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// Runs until `stop()`; ends with it at the latest when it is let go.
public final class ChildProcess {
    private let process: pid_t
    private let output: FileHandle?
    private var unread = Data()
    private var isStopped = false

    /// - Parameters:
    ///   - linesAreRead: whether `nextLine()` will be called; otherwise what the program prints is thrown away.
    ///   - errorsAreRead: whether `nextLine()` is to return what comes from standard error instead.
    public init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        linesAreRead: Bool = false,
        errorsAreRead: Bool = false
    ) throws {
        let pipe = linesAreRead || errorsAreRead ? Pipe() : nil
        output = pipe?.fileHandleForReading
        // Another program that is started meanwhile would keep it open.
        for handle in [pipe?.fileHandleForReading, pipe?.fileHandleForWriting] {
            if let handle { _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC) }
        }
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        guard let nothing = FileHandle(forWritingAtPath: "/dev/null") else {
            throw ProgramFailure(description: "/dev/null can't be opened")
        }
        let writing = pipe?.fileHandleForWriting ?? nothing
        process = try spawn(
            [program] + arguments, variables: variables, output: (errorsAreRead ? nothing : writing).fileDescriptor,
            errors: errorsAreRead ? writing.fileDescriptor : nil)
        try pipe?.fileHandleForWriting.close()
    }

    deinit { stop() }

    /// The number by which the system knows it.
    public var number: Int { Int(process) }

    public func send(signal: Int32) { kill(process, signal) }

    /// Waits until the program ends by itself; returns its status, as `ProgramOutcome` has it.
    public func end() async -> Int32 {
        let process = process
        let code = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var status: Int32 = 0
                // The status is filled for the length of the call; a signal may interrupt that.
                while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
                continuation.resume(returning: exitCode(of: status))
            }
        }
        isStopped = true
        return code
    }

    public var isRunning: Bool { !isStopped && !hasEnded }

    /// Asks without waiting, and without taking the exit status, which only `stop()` does.
    private var hasEnded: Bool {
        var information = unsafe siginfo_t()
        // `waitid` fills the value that it is handed for the length of the call.
        let failed = unsafe waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0
        return unsafe failed || information.si_signo == SIGCHLD
    }

    /// The next line that the program prints, or nil when it prints no more.
    public func nextLine() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread = Data(unread[(end + 1)...]) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            guard let more = output?.availableData, !more.isEmpty else { return nil }
            unread.append(more)
        }
    }

    /// Asks the program and its own children to end; after five seconds, ends them.
    public func stop() {
        guard !isStopped else { return }
        kill(-process, SIGTERM)
        let deadline = ContinuousClock.now + .seconds(5)
        while !hasEnded {
            if ContinuousClock.now > deadline { kill(-process, SIGKILL) }
            usleep(10_000)
        }
        waitpid(process, nil, 0)
        isStopped = true
    }
}
