// One answer of the documentation: everything that its head and body are made of.

internal import WritRuntime

struct DocsEntry: Sendable {
    let path: [UInt8]
    let contentType: String
    let cacheControl: String
    /// Only pages have one.
    let contentSecurityPolicy: String?
    /// A strong entity tag, quotes included.
    let etag: String
    let content: DocsContent

    init(
        path: String,
        contentType: String,
        cacheControl: String,
        contentSecurityPolicy: String? = nil,
        content: DocsContent
    ) {
        precondition(path.utf8.first == UInt8(ascii: "/"), "the path of a docs page begins with a slash: \(path)")
        self.path = Array(path.utf8)
        self.contentType = contentType
        self.cacheControl = cacheControl
        self.contentSecurityPolicy = contentSecurityPolicy
        self.etag = unsafe content.withUnsafeBytes { unsafe ContentHash($0).etag }
        self.content = content
    }

    /// The coding that the content has (RFC 9110 section 8.4); nil for none.
    var contentCoding: StaticString? {
        if case .asset(let asset) = content, asset.isGzip { "gzip" } else { nil }
    }

    /// The same without a coding, with an entity tag of its own (RFC 9110 section 8.8.3.3); nil where it has none, or where
    /// what is embedded can't be unpacked.
    var withoutCoding: DocsEntry? {
        guard case .asset(let asset) = content, asset.unpacked != nil else { return nil }
        return DocsEntry(unpacking: self, asset)
    }

    private init(unpacking entry: DocsEntry, _ asset: DocsAsset) {
        path = entry.path
        contentType = entry.contentType
        cacheControl = entry.cacheControl
        contentSecurityPolicy = entry.contentSecurityPolicy
        etag = entry.etag.dropLast() + "-identity\""
        content = .unpacked(asset)
    }
}
