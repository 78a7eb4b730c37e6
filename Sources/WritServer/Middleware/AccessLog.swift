// A line in the log for each request.

public import Logging
internal import WritEngine
internal import WritRuntime

/// Logs each request when its answer has been written: method, path, status, bytes of the body, microseconds, and the client's
/// address; the request's id and the operation's come with the context's logger.
///
/// Put it first, so that its time is that of all others. The path is logged as it was sent, without the query, which may hold what is
/// nobody's business. What doesn't pass through middleware is logged, too: the readiness path, and what the engine refuses because it
/// is no well-formed request, or too large: `refused a request`, with the reason, and with method and path where these came.
///
///     AccessLog(format: .line)
public struct AccessLog: Middleware {
    /// What a request's line says, and how.
    public enum Format: Sendable {
        /// The message is `request`, and all else its metadata: the log's handler writes it, `ServerLogHandler` also as JSON.
        case metadata
        /// The message is for people: `GET /pets 200 312 B 1.25 ms`. Peer, id and operation are metadata.
        case line
        /// The message is a JSON object of all, for handlers of logs that write no more than messages.
        case json
    }

    let level: Logger.Level
    private let format: Format

    /// Logs each line at this level, in this form.
    public init(level: Logger.Level = .info, format: Format = .metadata) {
        self.level = level
        self.format = format
    }

    /// Has the request answered, then logs it.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let start = ContinuousClock.now
        let answer = await next()
        guard answer.isStream else {
            log(context, status: answer.status, byteCount: context.method == .head ? 0 : answer.bodyByteCount, since: start)
            return answer
        }
        answer.whenSent { sent in log(context, status: sent.status, byteCount: sent.streamedByteCount, since: start) }
        return answer
    }

    func log(_ context: RequestContext, status: Int, byteCount: Int?, since start: ContinuousClock.Instant?) {
        // Metadata is made only where it is logged.
        guard context.shared.logger.logLevel <= level else { return }
        let microseconds = start.map { Int((ContinuousClock.now - $0) / .microseconds(1)) }
        let request = AccessLogLine(context: context, status: status, byteCount: byteCount, microseconds: microseconds)
        if let handler = context.shared.logger.handler as? ServerLogHandler, handler.add(request, level: level, format: format) {
            return
        }
        let logger = context.logger
        switch format {
        case .metadata: logger.log(level: level, "request", metadata: request.metadata)
        case .line: logger.log(level: level, "\(request.text)", metadata: ["peer": .string(context.clientAddress)])
        case .json: logger.log(level: level, "\(request.json)")
        }
    }
}
