// Where a server's process has its PID file and its log.

internal import WritEngine
internal import WritServer

/// The paths that verbs go by, and the time that they wait.
struct CommandFiles {
    static let settings = [
        SettingDescription(
            "pid-file", value: "PATH",
            "The file by which stop, restart, status and reload find the server; run -d always has one."),
        SettingDescription("log-file", value: "PATH", "Where the log goes instead of standard error; run -d always has one."),
        SettingDescription(
            "wait", value: "TIME", "How long run -d and restart wait for a server to take requests, and stop for its end (60s)."),
    ]

    let pidFile: String
    let logFile: String
    /// Seconds that a verb waits; nil where nobody has said.
    let waitMilliseconds: Int?

    /// The files that are named, else those in the user's folder for what is there while programs run.
    init(_ values: CommandValues, name: String) throws(CommandFailure) {
        let folders = HandoverFolder.safeFolders()
        let file = name.split(separator: "/").last.map(String.init) ?? "server"
        func path(_ setting: String, _ suffix: String) throws(CommandFailure) -> String {
            if let given = values.text(setting) { return Self.absolute(given) }
            let known = folders.map { "\($0)/\(file)\(suffix)" }
            guard let path = known.first(where: { FileIdentity(path: $0) != nil }) ?? known.first else {
                throw CommandFailure("There is no folder for the server's files: name one with --\(setting).")
            }
            return path
        }
        pidFile = try path("pid-file", ".pid")
        logFile = try path("log-file", ".log")
        var milliseconds: Int?
        if let wait = values.text("wait") {
            do throws(SettingFault) { milliseconds = try SettingTimes.milliseconds(wait) } catch {
                throw CommandFailure("wait: \(error.reason)", status: .notConfigured)
            }
        }
        waitMilliseconds = milliseconds
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = WorkingFolder.path else { return path }
        return "\(folder)/\(path)"
    }
}
