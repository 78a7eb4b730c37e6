// Settings from outside: the command line, the environment, a file.

internal import Logging
internal import WritEngine

/// What is wrong with the settings that a server was given: a sentence for each fault, with where its text comes from, such as
/// `WRIT_PORT in the environment: "80x" is no number from 0 to 65535`.
public struct SettingsFailure: Error, Sendable, CustomStringConvertible {
    /// One sentence each.
    public let faults: [String]

    /// The sentences, a line each.
    public var description: String { faults.joined(separator: "\n") }

    package init(_ faults: [String]) { self.faults = faults }
}

extension ServerConfiguration {
    /// These settings with those in place of them that the command line gives (`--port 80`), else the environment (`WRIT_PORT=80`),
    /// else the file of JSON that `--config` or `WRIT_CONFIG` names (`{"port": 80}`).
    ///
    ///     let configuration = try ServerConfiguration(port: 8080).reading(CommandLine.arguments.dropFirst())
    ///
    /// `Docs/settings.md` lists all of them. Times have a unit, such as `30s` or `250ms`, and sizes may have one, such as `2MiB`.
    /// `PORT` in the environment counts where `WRIT_PORT` isn't there.
    ///
    /// - Parameters:
    ///   - arguments: The command line without the program's name.
    ///   - environment: The variables; nil: those of the process.
    /// - Throws: All faults at once, where a setting is unknown or has no value of its kind.
    public func reading(
        _ arguments: some Sequence<String>, environment: [String: String]? = nil
    ) throws(SettingsFailure) -> ServerConfiguration {
        var given = GivenSettings(
            ServerSetting.all.map(\.description), arguments: arguments, environment: environment ?? Environment.all)
        var configuration = self
        given.apply(to: &configuration)
        guard given.faults.isEmpty else { throw SettingsFailure(given.faults) }
        for note in given.notes { configuration.logger.warning("\(note)") }
        return configuration
    }
}
