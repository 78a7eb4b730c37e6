// Request bodies in a content coding.

internal import WritEngine
internal import WritRuntime
public import WritServer

/// Takes request bodies in a content coding, and hands them on decoded: `Content-Encoding: gzip` and the others of its list.
///
///     APIServer(api, middleware: [AccessLog(), RequestDecompression()])
///
/// The limits of a body (`ServerLimits.bodyBytesMax`, the operation's own) hold for what comes out: a body that would be larger is
/// refused with 413 after as many bytes, whatever it is made of. Bytes that aren't what the coding makes get 400. A coding that isn't
/// taken, and more than one on top of each other, get 415 with `Accept-Encoding` (RFC 9110 section 15.5.16).
///
/// Without this middleware a body with a coding gets 415.
public struct RequestDecompression: Middleware {
    let codings: [ContentCoding]

    /// - Parameter codings: Those that are taken.
    public init(codings: [ContentCoding] = [.gzip, .deflate, .brotli, .zstd]) {
        self.codings = codings
    }

    /// Has the body decoded while the rest of the server reads it.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard let exchange = context.live, exchange.hasBody, let field = context.field("Content-Encoding") else {
            return await next()
        }
        let named = field.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }.filter {
            !$0.isEmpty && $0.lowercased() != "identity"
        }
        if named.isEmpty { return await next() }
        guard named.count == 1, let coding = ContentCoding(field: named[0][...]), codings.contains(coding) else {
            return refusal(context)
        }
        guard let decoder = Decoder(coding) else {
            return ServerAnswer(to: context, status: 503, problem: "There is no memory to decode the body.")
        }
        exchange.decodeBody(with: decoder)
        return await next()
    }

    private func refusal(_ context: RequestContext) -> ServerAnswer {
        let names = codings.map(\.rawValue)
        let answer = ServerAnswer(
            to: context, status: 415,
            problem: "The Content-Encoding must be one of \(names.joined(separator: ", ")), or none.")
        answer.setField("Accept-Encoding", (names + ["identity"]).joined(separator: ", "))
        return answer
    }
}
