// The verbs `stop` and `status`.

import Glibc
internal import WritServer

extension ServerCommand {
    /// Statuses of `status` (LSB).
    private static var deadWithPIDFile: Int32 { 1 }
    private static var notRunning: Int32 { 3 }

    /// Tells the server to end, and waits until it has. None that runs is none to be ended.
    func stop(_ invocation: Invocation) throws(CommandFailure) {
        let (values, _, _) = try given(invocation.settings)
        let files = try CommandFiles(values, name: name)
        let lock = try VerbLock(pidFile: files.pidFile)
        guard let holder = try PIDFileHolder(files.pidFile), holder.isRunning else {
            return print("\(name): no server runs (PID file \(files.pidFile))")
        }
        try end(holder, files)
        print("\(name): process \(holder.found.processID) has ended")
        withExtendedLifetime(lock) {}
    }

    /// Tells the process to end and waits; how long its own settings say how long that takes, unless `wait` says it.
    func end(_ holder: PIDFileHolder, _ files: CommandFiles) throws(CommandFailure) {
        try holder.send(SIGTERM)
        guard !holder.waitForEnd(milliseconds: files.waitMilliseconds) else { return }
        throw CommandFailure(
            "Process \(holder.found.processID) has been told to end, and has not within \(files.waitMilliseconds ?? 0) ms.")
    }

    /// Says in one line whether a server runs.
    func status(_ invocation: Invocation) throws(CommandFailure) -> Int32 {
        let (values, _, _) = try given(invocation.settings)
        let files = try CommandFiles(values, name: name)
        guard let holder = try PIDFileHolder(files.pidFile) else {
            print("\(name): stopped")
            return Self.notRunning
        }
        let process = holder.found.processID
        guard holder.isRunning else {
            print("\(name): stopped; process \(process) ended without removing \(files.pidFile)")
            return Self.deadWithPIDFile
        }
        let uptime = holder.found.startSecond.map { ", for \(Self.text(seconds: max(PIDFile.nowSecond - $0, 0)))" } ?? ""
        print("\(name): \(holder.found.stage.rawValue), process \(process)\(uptime)")
        return 0
    }

    /// The server that runs; it is an error if none does.
    func running(_ invocation: Invocation) throws(CommandFailure) -> PIDFileHolder {
        let (values, _, _) = try given(invocation.settings)
        let files = try CommandFiles(values, name: name)
        guard let holder = try PIDFileHolder(files.pidFile), holder.isRunning else {
            throw CommandFailure("No server runs (PID file \(files.pidFile)).", status: .notRunning)
        }
        return holder
    }

    /// `3d 4h 5m 6s`, without what is zero in front.
    private static func text(seconds: Int) -> String {
        let parts = [(seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        let shown = parts.drop { $0.0 == 0 && $0.1 != "s" }
        return shown.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}
