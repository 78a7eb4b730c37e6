// A line in the log for each request that took long.

public import Logging
internal import WritRuntime

/// Logs requests that took longer than they should: `slow request`, with method, route, status and milliseconds; the request's id and the
/// operation's come with the context's logger.
///
///     APIServer(api, middleware: [SlowRequestLog(after: .milliseconds(500)), AccessLog()])
///
/// The time is that until the answer is there, waiting for the request's body included; that of a stream ends where it begins. What is
/// logged of others, `AccessLog` says.
public struct SlowRequestLog: Middleware {
    let threshold: Duration
    let level: Logger.Level

    /// Logs what takes as long as that.
    ///
    /// - Parameters:
    ///   - threshold: The time from which on a request is slow.
    ///   - level: The level of the line.
    public init(after threshold: Duration, level: Logger.Level = .warning) {
        self.threshold = threshold
        self.level = level
    }

    /// Has the request answered, then looks at the time.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let start = ContinuousClock.now
        let answer = await next()
        let time = ContinuousClock.now - start
        if time >= threshold { log(context, status: answer.status, time) }
        return answer
    }

    // Apart, so that quick requests don't pay for what the line is made of.
    @inline(never)
    private func log(_ context: RequestContext, status: Int, _ time: Duration) {
        context.logger.log(
            level: level, "slow request",
            metadata: [
                "method": .string(context.methodName), "route": .string(context.operation?.servedPath ?? context.path),
                "status": .stringConvertible(status), "milliseconds": .stringConvertible(Int(time / .milliseconds(1))),
            ])
    }
}
