// The log of a server, which no slow reader of it can hold up.

public import Logging
package import WritEngine
internal import WritRuntime

/// Writes what is logged to standard error, a line for each event, without ever waiting for who reads it.
///
/// A server's own messages go this way where the application has not bootstrapped swift-log. It can do so with this handler, so
/// that its own messages go the same way:
///
///     LoggingSystem.bootstrap { ServerLogHandler(label: $0) }
///
/// For those who collect lines by machine, each is a JSON object, and for somebody at a terminal it is short and in colours:
///
///     LoggingSystem.bootstrap { ServerLogHandler(label: $0, format: .json) }
///     LoggingSystem.bootstrap { ServerLogHandler(label: $0, format: .automatic) }
///
/// Lines wait in a queue of 1 MiB, for a thread of their own. More are dropped, and counted in a line that follows once
/// half of the queue is free again. What is in the queue when the process exits is still written, for a second at most.
/// Control characters in a line are written as `\\n`, `\\t` and `\\u{1b}`: what comes from outside begins no line of its own.
public struct ServerLogHandler: LogHandler {
    /// What a line looks like.
    public enum Format: Sendable {
        /// `2026-12-01T03:04:05Z info writ: request-id=7 status=200 [WritServer] request`
        case text
        /// An object with `time`, `level`, `logger`, `source`, `message`, and the metadata beside them. Numbers, arrays and dictionaries
        /// are those of JSON. A name that is taken already begins with an underscore.
        case json
        /// For people: the time of the day, the level in its colour, the message, and quieter the metadata.
        case terminal

        /// For people where standard error is a terminal and the environment has no `NO_COLOR`, else as text.
        public static var automatic: Format { StandardError.isColourful ? .terminal : .text }
    }

    /// Messages below this level are not written.
    public var logLevel = Logger.Level.info
    /// What each line of this logger has beside its own metadata.
    public var metadata: Logger.Metadata = [:]
    /// What is asked for more metadata at each line, such as a tracing context.
    public var metadataProvider: Logger.MetadataProvider?
    let label: String
    let format: Format
    let queue: LogQueue

    /// A handler whose lines begin with that name, as `LoggingSystem.bootstrap` asks for.
    public init(label: String, format: Format = .text) {
        self.init(label: label, format: format, queue: .standardError)
    }

    package init(label: String, format: Format = .text, queue: LogQueue) {
        self.label = label
        self.format = format
        self.queue = queue
        metadataProvider = LoggingSystem.metadataProvider
    }

    /// One value of `metadata`.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Puts the line into the queue and returns at once.
    public func log(event: LogEvent) {
        var all = metadata
        if let metadataProvider { all.merge(metadataProvider.get()) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = "\(String(reflecting: error))" }
        let line = LogLine(
            time: .now, level: event.level, label: label, source: event.source, message: "\(event.message)",
            metadata: all.sorted { $0.key < $1.key })
        let text =
            switch format {
            case .text: line.text
            case .json: line.json
            case .terminal: line.terminal
            }
        queue.add(text + "\n")
    }
}

extension ServerConfiguration {
    /// The logger that a server has unless it is given one: the application's, with the label `writ`, where it has bootstrapped
    /// swift-log with a handler of its choice, else one that writes with `ServerLogHandler`.
    ///
    /// swift-log doesn't say whether it was bootstrapped. Its own `StreamLogHandler`, which waits for its reader, is taken for a sign
    /// that it was not; a server that is to use it all the same is given `Logger(label: "writ")`.
    public static var defaultLogger: Logger {
        let logger = Logger(label: "writ")
        return logger.handler is StreamLogHandler ? Logger(label: "writ") { ServerLogHandler(label: $0) } : logger
    }
}
