// All that a server answers about itself: a table from path to answer, built once at start.

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
        return nil
    }
}
