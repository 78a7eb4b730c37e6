// The request's id, told to the client.

/// Adds `X-Request-Id` with `context.requestID` to every answer.
public struct RequestIDField: Middleware {
    /// Middleware without settings.
    public init() {}

    /// Has the request answered, then adds the field.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        answer.setField("X-Request-Id", context.requestID)
        return answer
    }
}
