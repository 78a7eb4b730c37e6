// A level of the log that can be changed while the server runs.

internal import Logging
internal import Synchronization

/// The level that all loggers of a server have.
final class LogLevelSwitch: Sendable {
    private let index: Atomic<Int>

    init(_ level: Logger.Level) {
        index = Atomic(Self.index(level))
    }

    var level: Logger.Level {
        get { Logger.Level.allCases[index.load(ordering: .relaxed)] }
        set { index.store(Self.index(newValue), ordering: .relaxed) }
    }

    private static func index(_ level: Logger.Level) -> Int { Logger.Level.allCases.firstIndex(of: level) ?? 0 }

    /// The same logger, with this level instead of its own.
    func logger(_ logger: Logger) -> Logger {
        var base = logger.handler
        base.logLevel = .trace
        let handler = SwitchedLogHandler(base: base, levelSwitch: self)
        return Logger(label: logger.label) { _ in handler }
    }
}

/// Passes messages on that are not below the level of the switch; a logger of its own level keeps that.
struct SwitchedLogHandler: LogHandler {
    var base: any LogHandler
    let levelSwitch: LogLevelSwitch
    private var ownLevel: Logger.Level?

    init(base: any LogHandler, levelSwitch: LogLevelSwitch) {
        self.base = base
        self.levelSwitch = levelSwitch
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? levelSwitch.level }
        set { ownLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { base.metadata }
        set { base.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { base.metadataProvider }
        set { base.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { base[metadataKey: key] }
        set { base[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) { base.log(event: event) }
}
