// Header fields for every answer.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Adds header fields to every answer that doesn't have them of its own, streams and errors among them.
///
///     DefaultFields(["Server": "petstore", "Strict-Transport-Security": "max-age=63072000"])
///     DefaultFields.security
public struct DefaultFields: Middleware {
    /// A line in bytes, which are checked: no text is looked at for each answer.
    private struct Line {
        let name: [UInt8]
        let value: [UInt8]
        let isContentType: Bool
    }

    private let lines: [Line]

    /// These names and values. One that can't be sent, since its name is no token or one of the server's own, or its value has a line
    /// break, is left out.
    public init(_ fields: KeyValuePairs<String, String>) {
        lines = fields.compactMap { name, value in
            let (bytes, valueBytes) = (Array(name.utf8), Array(value.utf8))
            // The arrays lend their bytes for the closures.
            let isFit = unsafe bytes.withUnsafeBytes { name in
                unsafe FieldRule.acceptsName(name) && !FieldRule.isEnginesOwn(name)
                    && valueBytes.withUnsafeBytes { unsafe FieldRule.acceptsValue($0) }
            }
            return isFit ? Line(name: bytes, value: valueBytes, isContentType: name.lowercased() == "content-type") : nil
        }
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
        guard let exchange = context.live else { return answer }
        for line in lines {
            if line.isContentType, exchange.pendingContentType != nil { continue }
            // The arrays lend their bytes for the closures.
            unsafe line.name.withUnsafeBytes { name in
                guard unsafe !exchange.hasField(name) else { return }
                _ = unsafe line.value.withUnsafeBytes { unsafe exchange.addField(name, $0) }
            }
        }
        return answer
    }
}
