// Settings that are read again while the server runs: at SIGHUP, and by the verb `reload`.

import Glibc
internal import Logging
internal import WritEngine
internal import WritServer

/// What a server that runs needs to read its settings again.
struct Reloading: Sendable {
    let settings: [String]
    let configuration: ServerConfiguration
    let level: LogLevelSwitch
    let log: LogFile?
    let isDaemon: Bool
}

extension ServerCommand {
    /// Tells the server's process.
    func reload(_ invocation: Invocation) throws(CommandFailure) {
        let holder = try running(invocation)
        guard holder.found.stage != .starting else {
            throw CommandFailure("Process \(holder.found.processID) is still starting.")
        }
        try holder.send(SIGHUP)
        print("\(name): process \(holder.found.processID) reads its settings again")
    }

    /// Opens the log file anew, and takes over what can be changed while the server runs. Where something is wrong all stays as it is.
    func reload(_ reloading: Reloading) {
        let logger = reloading.configuration.logger
        let supervisor = Supervisor.system
        supervisor?.tell(.reloading)
        defer { supervisor?.tell(.ready) }
        do throws(CommandFailure) {
            try reloading.log?.open(alsoOutput: reloading.isDaemon)
            let (values, configuration, _) = try given(reloading.settings)
            reloading.level.level = configuration.logger.logLevel
            let changed = ServerSetting.all.filter { setting in
                setting.description.name != "log-level"
                    && setting.show(configuration) != setting.show(reloading.configuration)
            }
            logger.notice("read the settings again", metadata: ["log-level": "\(configuration.logger.logLevel)"])
            if !changed.isEmpty {
                let names = changed.map(\.description.name).joined(separator: ", ")
                logger.warning("changed settings need a restart: \(names)")
            }
            onReload(values)
        } catch {
            for sentence in error.sentences { logger.error("settings stay as they are: \(sentence)") }
        }
    }
}
