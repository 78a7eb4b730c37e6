// The request's id, told to the client.

/// Adds `X-Request-Id` with `context.requestID` to every answer.
public struct RequestIDField: Middleware {
    public init() {}

    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        answer.setField("X-Request-Id", context.requestID)
        return answer
    }
}
