// 304 for clients that have what is there, also where the contract doesn't declare it.

internal import WritRuntime
internal import WritWire

/// Answers GET and HEAD with 304 where the client has said, by `If-None-Match` or `If-Modified-Since`, that it has what the answer's
/// `ETag` or `Last-Modified` names (RFC 9110 section 13). Handlers need not know of it, and the contract need not declare it.
///
///     ConditionalAnswers(hashesBodies: true).on(tags: "pets")
///
/// It saves bytes, and not the handler's work: for that, a handler asks `RequestContext.checkPreconditions`. Put it inside of what adds
/// fields that depend on the body, such as compression.
public struct ConditionalAnswers: Middleware {
    private let hashesBodies: Bool

    /// - Parameter hashesBodies: Whether an answer without `ETag` gets one, made of its bytes. Streams have none.
    public init(hashesBodies: Bool = false) {
        self.hashesBodies = hashesBodies
    }

    /// Has the request answered, then takes the body out where the client has it.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        guard context.method == .get || context.method == .head, answer.status == 200, !answer.isStream else { return answer }
        var tag = answer.field("ETag").flatMap { EntityTag(field: $0) }
        if tag == nil, hashesBodies, let body = answer.body {
            let made = EntityTag(hashOf: body)
            answer.setField("ETag", made.field)
            tag = made
        }
        let changed = answer.field("Last-Modified").flatMap { DateTime(httpDate: $0, now: .now) }
        guard context.readerHas(tag, lastModified: changed) else { return answer }
        // What is told of the body that isn't sent is left out (RFC 9110 section 15.4.5).
        let kept = answer.fields.filter { field in
            let name = field.name.lowercased()
            return !name.hasPrefix("content-") || name == "content-location" || name == "content-security-policy"
        }
        let short = ServerAnswer(to: context, status: 304)
        for field in kept { short.addField(field.name, field.value) }
        return short
    }
}
