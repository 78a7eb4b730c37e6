// Answers in a content coding that the client takes.

internal import WritEngine
internal import WritRuntime
public import WritServer
internal import WritWire

/// Sends answers in a content coding that the client takes: gzip, deflate, brotli or zstd (RFC 9110 section 8.4).
///
///     APIServer(api, middleware: [AccessLog(), Compression()])
///
/// The coding with the highest weight in `Accept-Encoding` is taken; of those that weigh the same, the first of `codings`. Bodies below
/// `bytesMin` stay as they are, and so do types that are compressed already, parts (206), answers that have a `Content-Encoding`, and
/// those that forbid it by `Cache-Control: no-transform`. A stream is coded as it is written: each event or line can be decoded as soon
/// as it has come. `Vary: Accept-Encoding` stands in each answer that might be coded.
///
/// An answer with a coding is another representation, so its `ETag` becomes a weak one (`W/"..."`), which serves `If-None-Match`, but
/// not `If-Match`, which compares strongly. Where clients send `If-Match` with what `GET` told, use `keepsEntityTags`.
///
/// Compression of secrets beside text of a stranger's choice tells of the secret by its length (BREACH). Say `x-writ-compression: false`
/// at such operations in the document, or leave them out:
///
///     Compression().on(tags: "public")
public struct Compression: Middleware {
    /// How much time is spent for how small a body.
    public enum Level: Sendable {
        /// For answers that are made anew for each request.
        case fast
        /// The default of the codings' own tools, and quality 5 of brotli.
        case balanced
        /// For answers that caches keep.
        case small
    }

    let codings: [ContentCoding]
    let bytesMin: Int
    let level: Level
    let keepsEntityTags: Bool
    private let isCompressible: @Sendable (String) -> Bool
    private let pool = EncoderPool(countMax: 16)

    /// - Parameters:
    ///   - codings: Those that are used, the best of the server's own choice first.
    ///   - bytesMin: Bytes from which on a body that is there is coded; streams always are.
    ///   - level: How much time is spent for how small a body.
    ///   - keepsEntityTags: Whether an `ETag` stays strong.
    ///   - types: Whether a media type, without parameters and in small letters, is worth it; nil: text, JSON, XML, scripts, fonts that
    ///     aren't compressed, and what is built on them.
    public init(
        codings: [ContentCoding] = [.zstd, .brotli, .gzip, .deflate], bytesMin: Int = 1024, level: Level = .fast,
        keepsEntityTags: Bool = false, types: (@Sendable (String) -> Bool)? = nil
    ) {
        self.codings = codings
        self.bytesMin = max(bytesMin, 0)
        self.level = level
        self.keepsEntityTags = keepsEntityTags
        isCompressible = types ?? CompressibleTypes.contains
    }

    /// Has the rest of the server answer, and codes what it gives where that is worth it.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        guard context.operation?.allowsCompression != false, mayBeCoded(answer) else { return answer }
        answer.addField("Vary", "Accept-Encoding")
        let names = codings.map(\.name)
        // The field is lent for the closure.
        let best = unsafe context.live?.withField("Accept-Encoding") { unsafe ContentCodings.best($0, of: names) }
        guard case let index?? = best else { return answer }
        let coding = codings[index]
        if answer.status == 304 || code(answer, coding, in: context) { weakenEntityTag(of: answer) }
        return answer
    }

    /// Whether another client could get this answer in a coding.
    private func mayBeCoded(_ answer: ServerAnswer) -> Bool {
        if answer.status == 304 { return true }
        guard answer.status != 206, answer.status != 204, answer.isStream || answer.bodyByteCount ?? 0 >= bytesMin,
            answer.bodyByteCount != 0, let type = answer.field("Content-Type"), !answer.hasField("Content-Encoding")
        else { return false }
        let essence = type.prefix { $0 != ";" && $0 != " " }
        guard isCompressible(essence.lowercased()) else { return false }
        return answer.field("Cache-Control")?.lowercased().contains("no-transform") != true
    }

    /// Has the body coded: at once where it is short, else while it is sent. False where that can't be.
    private func code(_ answer: ServerAnswer, _ coding: ContentCoding, in context: RequestContext) -> Bool {
        if let count = answer.bodyByteCount, count <= Self.bytesAtOnceMax, let body = answer.body {
            let settings = settings(coding, windowBits: 16)
            guard let encoder = pool.take(settings) else { return false }
            var output = OutputBuffer(minimumCapacity: body.count / 2)
            // The array lends its bytes for the call.
            unsafe body.withUnsafeBytes { unsafe encoder.encode($0, into: &output) }
            encoder.finish(into: &output)
            pool.giveBack(encoder)
            // What doesn't get smaller stays as it is.
            guard output.count < body.count, unsafe answer.setBody(Array(output.bytes)) else { return false }
        } else {
            let settings = settings(coding, windowBits: answer.isStream ? 15 : 18)
            guard let exchange = context.live, let encoder = Encoder(settings),
                exchange.encodePendingAnswer(with: encoder, keeping: settings.byteCount)
            else { return false }
        }
        answer.setField("Content-Encoding", coding.rawValue)
        answer.removeField("Accept-Ranges")
        return true
    }

    private func weakenEntityTag(of answer: ServerAnswer) {
        guard !keepsEntityTags, let tag = answer.field("ETag"), tag.hasPrefix("\"") else { return }
        answer.setField("ETag", "W/\(tag)")
    }

    private func settings(_ coding: ContentCoding, windowBits: Int32) -> Encoder.Settings {
        let level: Int32 =
            switch (coding, level) {
            case (.gzip, .fast), (.deflate, .fast): 1
            case (.gzip, .balanced), (.deflate, .balanced): 6
            case (.gzip, .small), (.deflate, .small): 9
            case (.brotli, .fast): 4
            case (.brotli, .balanced): 5
            case (.brotli, .small): 9
            case (.zstd, .fast): 1
            case (.zstd, .balanced): 3
            case (.zstd, .small): 12
            }
        return Encoder.Settings(coding: coding, level: level, windowBits: windowBits)
    }

    /// Bytes of a body that are coded in one go: about half a millisecond.
    private static var bytesAtOnceMax: Int { 65_536 }
}
