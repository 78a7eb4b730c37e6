// From a request that no operation answers to a docs page, or to the place where one is.

internal import WritEngine
internal import WritRuntime
internal import WritWire

struct DocsResponder: Sendable {
    enum Outcome {
        case answered, notFound
        /// There is something, but not for this method.
        case otherMethod
        /// It has to be made first.
        case late(ExchangeHandler)
    }

    private let pages: DocsPages
    private let pool: OffloadPool
    /// Whether the document is so small that its pages are made where they are asked for.
    private let isSmall: Bool

    /// Bytes of JSON that are read and shown in about a millisecond.
    private static let smallBytesMax = 65_536
    private let trustsForwardedPrefix: Bool

    /// - Parameter pool: where pages are made that take their time.
    init(_ document: DocsDocument, configuration: DocsConfiguration, pool: OffloadPool) {
        self.pool = pool
        isSmall = document.json.count <= Self.smallBytesMax
        pages = DocsPages(document, configuration: configuration)
        trustsForwardedPrefix = configuration.trustsForwardedPrefix
    }

    /// Whether a page loads a file that the program doesn't carry.
    var loadsFromOutside: Bool { pages.entries.contains { $0.contentSecurityPolicy?.contains("https:") == true } }

    /// Answers a request for something of the documentation; not where there is nothing.
    func answer(_ exchange: Exchange) -> Outcome {
        let prefix =
            trustsForwardedPrefix
            ? unsafe exchange.withField("X-Forwarded-Prefix") { unsafe forwardedPrefix($0) } ?? nil : nil
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path.assumingMemoryBound(to: UInt8.self)
        let isRead = exchange.method == .get || exchange.method == .head
        if let found = unsafe pages.find(at: path.span, prefix: prefix) {
            guard isRead else { return .otherMethod }
            switch found {
            case .entry(let entry): answer(entry, exchange)
            case .late(let late):
                guard let entry = late.entry.made ?? (isSmall ? late.entry.makeNow() : nil) else { return .late(answer(late)) }
                answer(entry, exchange)
            }
            return .answered
        }
        guard var place = unsafe pages.redirection(at: path.span, prefix: prefix) else { return .notFound }
        guard isRead else { return .otherMethod }
        if let query = unsafe exchange.query { place += unsafe "?" + String(decoding: query, as: UTF8.self) }
        // The root may be the application's some day, and a slash is always one too many.
        exchange.answerEmpty(status: path.count == 1 ? 307 : 308) { fields in
            if trustsForwardedPrefix { fields.add("Vary", "X-Forwarded-Prefix") }
            fields.add("Location", place)
        }
        return .answered
    }

    private func answer(_ late: LateDocsEntry) -> ExchangeHandler {
        ExchangeHandler { [self] exchange in answer(try await pool.run { late.entry.makeNow() }, exchange) }
    }

    private func answer(_ entry: DocsEntry, _ exchange: Exchange) {
        var entry = entry
        var vary: StaticString? = trustsForwardedPrefix && entry.contentSecurityPolicy != nil ? "X-Forwarded-Prefix" : nil
        if entry.contentCoding != nil {
            vary = "Accept-Encoding"
            let takesGzip = unsafe exchange.withField("Accept-Encoding") { unsafe ContentCodings.prefersGzip($0) }
            if takesGzip != true { entry = entry.withoutCoding ?? entry }
        }
        // The bytes are copied at once.
        let condition = unsafe exchange.withField("If-None-Match") { unsafe String(decoding: $0, as: UTF8.self) }
        let tag = EntityTag(field: entry.etag)
        if let condition, EntityTagCondition(condition).holds(tag, exists: true, by: { $0.isWeakly($1) }) {
            return exchange.answerEmpty(status: 304) { entry.addValidators(to: &$0, vary: vary) }
        }
        let addFields: (inout FieldBlock) -> Void = { entry.addFields(to: &$0, vary: vary) }
        if trustsForwardedPrefix, entry.contentSecurityPolicy != nil {
            // A page that is made for a prefix is gone behind this: its bytes are copied.
            return exchange.answer(status: 200, contentType: nil, fields: addFields) { output in
                unsafe entry.content.withUnsafeBytes { unsafe output.append($0) }
            }
        }
        // Docs pages live in the responder, which lives as long as the engine that sends their bytes; what is unpacked, and
        // what is embedded, as long as the program.
        unsafe entry.content.withUnsafeBytes { bytes in
            unsafe exchange.answer(status: 200, contentType: nil, fields: addFields, staticBody: bytes)
        }
    }
}

extension DocsEntry {
    func addFields(to fields: inout FieldBlock, vary: StaticString?) {
        fields.add("Content-Type", contentType)
        if let contentCoding { fields.add("Content-Encoding", "\(contentCoding)") }
        if let contentSecurityPolicy { fields.add("Content-Security-Policy", contentSecurityPolicy) }
        fields.add("X-Content-Type-Options", "nosniff")
        addValidators(to: &fields, vary: vary)
    }

    /// What an answer of 304 carries, too; `vary` is the field of a request that decides between several.
    func addValidators(to fields: inout FieldBlock, vary: StaticString?) {
        if let vary { fields.add("Vary", vary) }
        fields.add("ETag", etag)
        fields.add("Cache-Control", cacheControl)
    }
}

extension DocsDocument {
    init(_ description: APIDescription) {
        self.init(
            title: description.title, version: description.version,
            description: description.summary.isEmpty ? nil : description.summary,
            source: description.document.sourceBytes, json: description.document.jsonBytes,
            asyncJSON: description.document.asyncJSONBytes)
    }
}
