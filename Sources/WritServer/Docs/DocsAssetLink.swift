// How a page refers to a file that it loads: on the server itself, or on a CDN with proof that it is the same file.

struct DocsAssetLink {
    let href: String
    /// The attributes by which a browser checks a file from elsewhere; empty for the server's own.
    let integrityAttributes: String
    /// What a Content-Security-Policy must allow beside the server itself; empty for the server's own.
    let policySource: String

    init(_ asset: DocsAsset, embedded: [DocsEntry], links: DocsLinks) {
        if let entry = embedded.first(where: { $0.isAsset(asset) }) {
            // The tag makes the address change with the file, so that browsers may keep it for good.
            let tag = entry.etag.filter { $0 != "\"" }
            href = links.href(to: String(decoding: entry.path, as: UTF8.self)) + "?v=" + escapeHTML(tag)
            integrityAttributes = ""
            policySource = ""
        } else if let remote = asset.remote {
            href = escapeHTML(remote.url)
            integrityAttributes = " integrity=\"\(escapeHTML(remote.integrity))\" crossorigin=\"anonymous\""
            policySource = " " + remote.url
        } else {
            preconditionFailure("a file of our own is always embedded: \(asset.fileName)")
        }
    }
}
