// All that a server answers about itself: a table from path to answer, built once at start.

internal import WritWire

struct DocsPages: Sendable {
    /// The answers that stand from the start, in no particular order; no two have one path.
    let entries: [DocsEntry]
    /// Those that are made when they are first asked for.
    let lateEntries: [LateDocsEntry]

    /// Builds every page that `configuration` has a path for.
    init(_ document: DocsDocument, configuration: DocsConfiguration) {
        var entries: [DocsEntry] = []
        var lateEntries: [LateDocsEntry] = []
        if let path = configuration.yamlPath {
            entries.append(.document(path: path, contentType: "application/yaml", bytes: document.source))
        }
        if let path = configuration.jsonPath {
            entries.append(.document(path: path, contentType: "application/json", bytes: document.json))
        }
        let interfaces = DocsInterfaces(configuration)
        if let interfaces {
            let assets = interfaces.assets.filter(\.isEmbedded).map { DocsEntry.asset($0, under: interfaces.assetsPath) }
            entries += interfaces.pages(title: document.title, assets: assets) + assets
            if interfaces.rapidocPath != nil {
                let late = LateDocsEntry(path: interfaces.readablePath) {
                    .document(path: $0, contentType: "application/json", bytes: ReadableDocument.json(document))
                }
                lateEntries.append(late)
            }
        }
        if let path = configuration.indexPath {
            let script = configuration.assetsPath.map { DocsEntry.asset(.indexScript, under: $0) }
            if let script { entries.append(script) }
            let late = LateDocsEntry(path: path) {
                IndexPage(
                    content: IndexContent(document), configuration: configuration, interfaces: interfaces,
                    script: script.map { DocsAssetLink(.indexScript, embedded: [$0]) }
                ).entry(path: $0)
            }
            lateEntries.append(late)
        }
        self.entries = entries
        self.lateEntries = lateEntries
    }

    enum Found {
        case entry(DocsEntry)
        /// Its answer has to be made first, away from the loop.
        case late(LateDocsEntry)
    }

    /// The answer at `path`, which is a request's path without its query; nil where the documentation has none.
    func find(at path: Span<UInt8>) -> Found? {
        // A dozen paths at most, nearly all of a length of their own: a scan compares few bytes.
        for entry in entries where path.holds(entry.path) { return .entry(entry) }
        for late in lateEntries where path.holds(late.path) { return late.made.map { .entry($0) } ?? .late(late) }
        return decoded(path).flatMap { find(at: $0.span) }
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
