// A line in the log for each request.

public import Logging
internal import WritEngine
internal import WritRuntime

/// Logs each request when it is answered: method, path, status, bytes of the body, microseconds, and the peer's address;
/// the request's id and the operation's come with the context's logger.
///
/// Put it first, so that it sees what the others make of the answer. The path is logged as it was sent, without the query,
/// which may hold what is nobody's business.
public struct AccessLog: Middleware {
    private let level: Logger.Level

    public init(level: Logger.Level = .info) {
        self.level = level
    }

    public func respond(to context: RequestContext, answer: ServerAnswer, next: NextStep) async throws {
        let start = ContinuousClock.now
        do {
            try await next()
        } catch {
            // A handler that was cancelled is answered by the engine.
            let status = context.live?.isCancelled == true ? 503 : FailureAnswer(error).status
            log(context, answer, status: answer.status ?? status, since: start)
            throw error
        }
        log(context, answer, status: answer.status ?? 500, since: start)
    }

    private func log(_ context: RequestContext, _ answer: ServerAnswer, status: Int, since start: ContinuousClock.Instant) {
        let logger = context.logger
        // Metadata is made only where it is logged.
        guard logger.logLevel <= level else { return }
        let microseconds = Int((ContinuousClock.now - start) / .microseconds(1))
        var metadata: Logger.Metadata = [
            "method": .string(context.methodName), "path": .string(context.path), "status": .stringConvertible(status),
            "microseconds": .stringConvertible(microseconds), "peer": .string(context.peerAddress),
        ]
        if let count = answer.bodyByteCount { metadata["bytes"] = .stringConvertible(count) }
        logger.log(level: level, "request", metadata: metadata)
    }
}
