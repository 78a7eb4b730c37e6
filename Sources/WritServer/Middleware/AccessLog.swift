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
public struct AccessLog: Middleware {
    let level: Logger.Level

    /// Logs each line at this level.
    public init(level: Logger.Level = .info) {
        self.level = level
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
        let logger = context.logger
        // Metadata is made only where it is logged.
        guard logger.logLevel <= level else { return }
        var metadata: Logger.Metadata = [
            "method": .string(context.methodName), "path": .string(context.path), "status": .stringConvertible(status),
            "peer": .string(context.clientAddress),
        ]
        if let start { metadata["microseconds"] = .stringConvertible(Int((ContinuousClock.now - start) / .microseconds(1))) }
        if let byteCount { metadata["bytes"] = .stringConvertible(byteCount) }
        logger.log(level: level, "request", metadata: metadata)
    }
}
