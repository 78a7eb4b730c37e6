// Request bodies in a content coding.

internal import WritEngine
internal import WritRuntime
public import WritServer

/// Takes request bodies in a content coding, and hands them on decoded: `Content-Encoding: gzip` and the others of its list.
///
///     APIServer(api, middleware: [AccessLog(), RequestDecompression()])
///
/// The limits of a body (`ServerLimits.bodyBytesMax`, the operation's own) hold for what comes out: a body that would be larger is
/// refused with 413 after as many bytes, whatever it is made of. Beyond 1 MiB it is refused, too, where it becomes more than
/// `expansionMax` times as large as what was sent, so that a stream, whose limit is high, costs what it is worth. Bytes that aren't what the coding makes get 400. A coding that isn't
/// taken, and more than one on top of each other, get 415 with `Accept-Encoding` (RFC 9110 section 15.5.16).
///
/// Without this middleware a body with a coding gets 415.
public struct RequestDecompression: Middleware {
    let codings: [ContentCoding]
    let expansionMax: Int

    /// - Parameters:
    ///   - codings: Those that are taken.
    ///   - expansionMax: How many times as large as what was sent a body may become. Texts that people write become 3 to 10 times
    ///     smaller, logs and tables up to 50 times.
    public init(codings: [ContentCoding] = [.gzip, .deflate, .brotli, .zstd], expansionMax: Int = 100) {
        self.codings = codings
        self.expansionMax = max(expansionMax, 1)
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
        exchange.decodeBody(with: decoder, expansionMax: expansionMax)
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
