// Header fields for every answer.

/// Adds header fields to every answer that doesn't have them of its own, streams and errors among them.
///
///     DefaultFields(["Server": "petstore", "Strict-Transport-Security": "max-age=63072000"])
///     DefaultFields.security
public struct DefaultFields: Middleware {
    private let fields: [HeaderField]

    /// These names and values. One that can't be sent, since its name is no token or its value has a line break, is left out.
    public init(_ fields: KeyValuePairs<String, String>) {
        self.fields = fields.map { HeaderField(name: $0.key, value: $0.value) }
    }

    /// What the answers of an API that no page is made of should tell browsers: not to guess media types, not to show it
    /// in a frame, not to name it to others, to load and run nothing should it be taken for a page, and not to show it as a part of
    /// other sites' pages. Those may still ask for it by `CORS`; answers that others embed, such as pictures, have a
    /// `Cross-Origin-Resource-Policy` of their own. `StrictTransportSecurity` is apart: it is for https alone.
    public static let security = DefaultFields([
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
    ])

    /// Has the request answered, then adds the fields that the answer lacks.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        for field in fields where !answer.hasField(field.name) { answer.addField(field.name, field.value) }
        return answer
    }
}
