// A program that a test starts and ends.

import Foundation

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// Runs until `stop()`; ends with it at the latest when it is let go.
///
/// Foundation's `Process` is no help here: its children inherit the blocked signals of whatever thread starts them, so
/// that none of them need ever hear SIGTERM.
final class ChildProcess {
    private let process: pid_t
    private let output: FileHandle?
    private var unread = Data()
    private var isStopped = false

    /// - Parameter linesAreRead: whether `nextLine()` will be called; otherwise what the program prints is thrown away.
    init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        linesAreRead: Bool = false
    ) throws {
        let pipe = linesAreRead ? Pipe() : nil
        output = pipe?.fileHandleForReading
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        guard let writing = pipe?.fileHandleForWriting ?? FileHandle(forWritingAtPath: "/dev/null") else {
            throw BrowserFailure(description: "/dev/null can't be opened")
        }
        process = try Self.spawn([program] + arguments, variables: variables, output: writing.fileDescriptor)
        try pipe?.fileHandleForWriting.close()
    }

    deinit { stop() }

    var isRunning: Bool { !isStopped && !hasEnded }

    /// Asks without waiting, and without taking the exit status, which only `stop()` does.
    private var hasEnded: Bool {
        var information = unsafe siginfo_t()
        // `waitid` fills the value that it is handed for the length of the call.
        let failed = unsafe waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0
        return unsafe failed || information.si_signo == SIGCHLD
    }

    /// The next line that the program prints, or nil when it prints no more.
    func nextLine() -> String? {
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
    func stop() {
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

    /// Starts `words[0]` in a process group of its own, with no signal blocked or ignored.
    private static func spawn(_ words: [String], variables: [String], output: Int32) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        var noSignals = sigset_t()
        var allSignals = sigset_t()
        // Each call fills the value that it is handed for the length of the call.
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawnattr_init(&attributes)
        unsafe sigemptyset(&noSignals)
        unsafe sigfillset(&allSignals)
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &allSignals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        // Both lists end with a null pointer; their strings live until they are freed below.
        let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
        var process: pid_t = 0
        let failure = unsafe posix_spawn(&process, words[0], &actions, &attributes, arguments, environment)
        unsafe arguments.forEach { unsafe free($0) }
        unsafe environment.forEach { unsafe free($0) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        unsafe posix_spawnattr_destroy(&attributes)
        if failure != 0 { throw BrowserFailure(description: "\(words[0]) could not be started: error \(failure)") }
        return process
    }
}
