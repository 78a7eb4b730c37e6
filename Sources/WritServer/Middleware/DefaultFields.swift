// Header fields for every answer.

/// Adds header fields to every answer that doesn't have them of its own.
///
///     DefaultFields(["Server": "petstore", "Strict-Transport-Security": "max-age=63072000"])
///     DefaultFields.security
///
/// A stream that brings a field of the same name has both.
public struct DefaultFields: Middleware {
    private let fields: [HeaderField]

    public init(_ fields: KeyValuePairs<String, String>) {
        self.fields = fields.map { HeaderField(name: $0.key, value: $0.value) }
    }

    /// What the answers of an API that no page is made of should tell browsers: not to guess media types, not to show it
    /// in a frame, and not to name it to others.
    public static let security = DefaultFields([
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    ])

    public func respond(to context: RequestContext, answer: ServerAnswer, next: NextStep) async throws {
        // They go in before the answer so that streams have them, and answers to errors that are thrown.
        for field in fields { answer.addField(field.name, field.value) }
        // What the others bring stays instead of ours, which came first.
        defer { keepOne(of: answer) }
        try await next()
    }

    private func keepOne(of answer: ServerAnswer) {
        let there = answer.fields
        for field in fields {
            let count = there.count { $0.name.lowercased() == field.name.lowercased() }
            if count == 0 { answer.addField(field.name, field.value) }
            if count > 1 { _ = answer.remove(field.name, firstOnly: true) }
        }
    }
}
