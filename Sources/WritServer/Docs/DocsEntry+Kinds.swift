// The three kinds of answers of the documentation, and how long a browser may keep each.

extension DocsEntry {
    /// The document itself; asked for anew each time, answered by 304 while it stays the same.
    static func document(path: String, contentType: String, bytes: [UInt8]) -> DocsEntry {
        DocsEntry(path: path, contentType: contentType, cacheControl: "no-cache", content: .bytes(bytes))
    }

    /// A page; `contentSecurityPolicy` says what it may load.
    static func page(path: String, html: String, contentSecurityPolicy: String) -> DocsEntry {
        DocsEntry(
            path: path,
            contentType: "text/html; charset=utf-8",
            cacheControl: "no-cache",
            contentSecurityPolicy: contentSecurityPolicy,
            content: .bytes(Array(html.utf8)))
    }

    /// A script or style sheet; pages refer to it by an address that changes with it, so it may be kept for good.
    static func asset(_ asset: DocsAsset, under folder: String) -> DocsEntry {
        DocsEntry(
            path: (folder.hasSuffix("/") ? folder : folder + "/") + asset.fileName,
            contentType: asset.contentType,
            cacheControl: "public, max-age=31536000, immutable",
            content: .asset(asset))
    }

    func isAsset(_ asset: DocsAsset) -> Bool {
        if case .asset(asset) = content { true } else { false }
    }
}
