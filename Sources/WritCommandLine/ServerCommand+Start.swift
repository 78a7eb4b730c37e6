// The verbs `run -d` and `restart`.

import Glibc
internal import WritEngine
internal import WritServer

extension ServerCommand {
    /// Milliseconds that a server has to come up unless `wait` says it.
    private static var patienceMilliseconds: Int { 60_000 }

    /// Starts a server in the background, and returns when it serves.
    func start(_ invocation: Invocation) throws(CommandFailure) {
        let (values, _, _) = try given(invocation.settings)
        let files = try CommandFiles(values, name: name)
        let lock = try VerbLock(pidFile: files.pidFile)
        if let holder = try PIDFileHolder(files.pidFile), holder.isRunning {
            throw .alreadyRuns(holder.found.processID, files.pidFile)
        }
        try start(invocation.settings, files)
        withExtendedLifetime(lock) {}
    }

    /// Puts a new server in the place of the one that runs. That goes on until the new one serves, and also where it doesn't.
    ///
    /// Without settings of its own it has those of the command line of the one that runs.
    func restart(_ invocation: Invocation) throws(CommandFailure) {
        let (values, _, _) = try given(invocation.settings)
        let files = try CommandFiles(values, name: name)
        let lock = try VerbLock(pidFile: files.pidFile)
        guard let holder = try PIDFileHolder(files.pidFile), holder.isRunning else {
            return try start(invocation.settings, files)
        }
        let settings = hasSettings(invocation) ? invocation.settings : Self.settings(ofProcess: holder.found.processID)
        do throws(CommandFailure) {
            // What is wrong is told before anything is started.
            _ = try given(settings)
            try start(settings + ["--take-over"], files)
        } catch {
            let old = "The server that runs goes on: process \(holder.found.processID)."
            throw CommandFailure(error.sentences + [old], status: ExitStatus(rawValue: error.status) ?? .failed)
        }
        try end(holder, files)
        print("\(name): process \(holder.found.processID) has ended")
        withExtendedLifetime(lock) {}
    }

    private func start(_ settings: [String], _ files: CommandFiles) throws(CommandFailure) {
        let own = ["--pid-file=\(files.pidFile)", "--log-file=\(files.logFile)"]
        let process = try BackgroundProcess(settings + own, logFile: files.logFile)
        switch process.outcome(milliseconds: files.waitMilliseconds ?? Self.patienceMilliseconds) {
        case .ready(let addresses):
            print("\(name): process \(process.processID) serves at \(addresses); its log is \(files.logFile)")
        case .failed(let sentences, let status):
            throw CommandFailure(sentences, status: status.flatMap { ExitStatus(rawValue: $0) } ?? .failed)
        }
    }

    /// Whether the command line has more than where to find the server and how long to wait.
    private func hasSettings(_ invocation: Invocation) -> Bool {
        let given = GivenSettings(
            ServerSetting.all.map(\.description) + CommandFiles.settings + self.settings.map(\.description),
            arguments: invocation.settings, environment: [:])
        return given.values.keys.contains { name in !CommandFiles.settings.contains { $0.name == name } }
    }

    /// The settings of a process's command line, as far as it is one of this program.
    private static func settings(ofProcess processID: Int) -> [String] {
        let line = SystemFolder.text(ofFile: "/proc/\(processID)/cmdline", bytesMax: 1 << 20) ?? ""
        var words = line.split(separator: "\0", omittingEmptySubsequences: false).dropFirst().map(String.init)
        // The last one ends with a zero, too.
        if words.last == "" { words.removeLast() }
        return (try? Invocation(words))?.settings.filter { $0 != "--take-over" } ?? []
    }
}
