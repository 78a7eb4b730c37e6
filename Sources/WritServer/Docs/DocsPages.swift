// All that a server answers about itself: a table from path to answer, built once at start.

internal import WritWire

struct DocsPages: Sendable {
    /// The answers, in no particular order; no two have one path.
    let entries: [DocsEntry]

    /// Builds every page that `configuration` has a path for.
    init(_ document: DocsDocument, configuration: DocsConfiguration) {
        var entries: [DocsEntry] = []
        if let path = configuration.yamlPath {
            entries.append(.document(path: path, contentType: "application/yaml", bytes: document.source))
        }
        if let path = configuration.jsonPath {
            entries.append(.document(path: path, contentType: "application/json", bytes: document.json))
        }
        let interfaces = DocsInterfaces(configuration)
        if let path = configuration.indexPath {
            entries.append(indexPage(path: path, document: document, configuration: configuration, interfaces: interfaces))
        }
        if let interfaces {
            let assets = interfaces.assets.filter(\.isEmbedded).map { DocsEntry.asset($0, under: interfaces.assetsPath) }
            entries += interfaces.pages(title: document.title, assets: assets) + assets
        }
        self.entries = entries
    }

    /// The answer at `path`, which is a request's path without its query; nil where the documentation has none.
    func entry(at path: Span<UInt8>) -> DocsEntry? {
        // A dozen paths at most, nearly all of a length of their own: a scan compares few bytes.
        for entry in entries where path.holds(entry.path) { return entry }
        guard let decoded = decoded(path) else { return nil }
        return entries.first { decoded.span.holds($0.path) }
    }

    /// The path without percent-encoding (RFC 3986 section 6.2.2.2); nil where nothing is encoded, or a slash, which
    /// would stay inside its segment.
    private func decoded(_ path: Span<UInt8>) -> [UInt8]? {
        guard path.indices.contains(where: { path[$0] == UInt8(ascii: "%") }) else { return nil }
        let bytes = path.indices.map { path[$0] }
        guard let decoded = percentDecoded(bytes) else { return nil }
        let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") }
        return decoded.count(where: isSlash) == bytes.count(where: isSlash) ? decoded : nil
    }
}
