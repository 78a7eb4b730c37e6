// How docs pages refer to each other and to what they load.

/// The references of one page.
///
/// They are relative, so that they also hold behind a proxy that puts a prefix in front of all paths and takes it away again
/// before it asks. Where the proxy is trusted to say its prefix, they are paths that begin with that.
struct DocsLinks {
    /// The page's own path.
    let page: String
    let prefix: String?

    /// The reference to another path of the server, as an attribute's value.
    func href(to path: String) -> String {
        escapeHTML(prefix.map { $0 + path } ?? relativeReference(from: page, to: path))
    }

    /// What the page tells its script: where it stands, and the prefix where that is known.
    var attributes: String {
        let prefix = prefix.map { " data-prefix=\"\(escapeHTML($0))\"" } ?? ""
        return "data-path=\"\(escapeHTML(page))\"\(prefix)"
    }
}

/// What leads from one path to another (RFC 3986 section 4.2): `../openapi.json` from `/docs/swagger` to `/openapi.json`.
func relativeReference(from base: String, to target: String) -> String {
    let folders = base.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast()
    let segments = target.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    let shared = zip(folders, segments.dropLast()).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    let rest = segments.dropFirst(shared).joined(separator: "/")
    let steps = String(repeating: "../", count: folders.count - shared)
    // What would be read as nothing, as a path of its own or as a scheme gets a dot in front.
    let isUnclear = rest.isEmpty || rest.hasPrefix("/") || rest.prefix { $0 != "/" }.contains(":")
    return steps.isEmpty && isUnclear ? "./" + rest : steps + rest
}
