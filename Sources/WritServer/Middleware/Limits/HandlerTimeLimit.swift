// The time that some handlers have.

internal import WritEngine
internal import WritRuntime

/// Gives handlers another time until their answers begin than `ServerLimits.handlerTimeout` does.
///
///     HandlerTimeLimit(.seconds(2)).on(operations: "searchPets")
///     HandlerTimeLimit(.seconds(300)).on(tags: "reports")
///
/// When the time is up, the handler's task is cancelled, and the client gets 503 unless the handler answers all the same: 504 is for
/// servers that wait for another one (RFC 9110 section 15.6.5). All that is said of `ServerLimits.handlerTimeout` holds. Where there are
/// several around a handler, the innermost counts.
public struct HandlerTimeLimit: Middleware {
    private let milliseconds: Int?

    /// - Parameter time: As for `ServerLimits.handlerTimeout`; nil for no limit.
    public init(_ time: Duration?) {
        milliseconds = time.map { time in
            let (seconds, attoseconds) = time.components
            // A thousand times that fits.
            return min(max(Int(clamping: seconds), 0), 1 << 40) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
        }
    }

    /// Sets the time, and has the request answered.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        context.live?.setHandlerTime(milliseconds: milliseconds)
        return await next()
    }
}
