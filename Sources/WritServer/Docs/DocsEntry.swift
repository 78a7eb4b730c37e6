// One answer of the documentation: everything that its head and body are made of.

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
}
