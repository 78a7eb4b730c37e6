// The request's id, told to the client.

/// Adds `X-Request-Id` with `context.requestID` to every answer.
public struct RequestIDField: Middleware {
    public init() {}

    public func respond(to context: RequestContext, answer: ServerAnswer, next: NextStep) async throws {
        let requestID = context.requestID
        answer.setField("X-Request-Id", requestID)
        try await next()
        // An answer that replaced another has lost it.
        if answer.isChangeable { answer.setField("X-Request-Id", requestID) }
    }
}
