// All that a server answers about itself: a table from path to answer, built once at start.

internal import WritRuntime
internal import WritWire

struct DocsPages: Sendable {
    /// The answers that stand from the start, in no particular order; no two have one path.
    let entries: [DocsEntry]
    /// Those that are made when they are first asked for.
    let lateEntries: [LateDocsEntry]
    private let configuration: DocsConfiguration
    private let title: String
    private let assets: [DocsEntry]
    private let index: LateValue<IndexContent>

    /// Builds every page that `configuration` has a path for.
    init(_ document: DocsDocument, configuration: DocsConfiguration) {
        self.configuration = configuration
        title = document.title
        index = LateValue { IndexContent(document) }
        var assets: [DocsEntry] = []
        var entries: [DocsEntry] = []
        var lateEntries: [LateDocsEntry] = []
        if let path = configuration.yamlPath {
            entries.append(.document(path: path, contentType: "application/yaml", bytes: document.source))
        }
        if let path = configuration.jsonPath {
            entries.append(.document(path: path, contentType: "application/json", bytes: document.json))
        }
        if let path = configuration.asyncPath, let json = document.asyncJSON {
            entries.append(.document(path: path, contentType: "application/json", bytes: json))
        }
        if let interfaces = DocsInterfaces(configuration) {
            assets = interfaces.assets.filter(\.isEmbedded).map { DocsEntry.asset($0, under: interfaces.assetsPath) }
            entries += interfaces.pages(title: title, assets: assets, prefix: nil)
            if interfaces.rapidocPath != nil {
                let path = interfaces.readablePath
                let late = LateDocsEntry(path: path) {
                    .document(path: path, contentType: "application/json", bytes: ReadableDocument.json(document))
                }
                lateEntries.append(late)
            }
        }
        if configuration.indexPath != nil, let folder = configuration.assetsPath {
            assets.append(DocsEntry.asset(.indexScript, under: folder))
            // It reads the document of AsyncAPI.
            if document.asyncJSON != nil, configuration.asyncPath != nil {
                assets.append(DocsEntry.asset(.consoleScript, under: folder))
            }
        }
        if let path = configuration.indexPath {
            lateEntries.append(Self.indexEntry(path, prefix: nil, index, configuration, assets))
        }
        self.assets = assets
        self.entries = entries + assets
        self.lateEntries = lateEntries
    }

    private static func indexEntry(
        _ path: String, prefix: String?, _ index: LateValue<IndexContent>, _ configuration: DocsConfiguration,
        _ assets: [DocsEntry]
    ) -> LateDocsEntry {
        LateDocsEntry(path: path) {
            let links = DocsLinks(page: path, prefix: prefix)
            let hasScript = assets.contains { $0.isAsset(.indexScript) }
            return IndexPage(
                content: index.makeNow(), configuration: configuration, interfaces: DocsInterfaces(configuration), links: links,
                script: hasScript ? DocsAssetLink(.indexScript, embedded: assets, links: links) : nil,
                console: assets.contains { $0.isAsset(.consoleScript) }
                    ? DocsAssetLink(.consoleScript, embedded: assets, links: links) : nil
            ).entry
        }
    }

    enum Found {
        case entry(DocsEntry)
        /// Its answer has to be made first, away from the loop.
        case late(LateDocsEntry)
    }

    /// The answer at `path`, which is a request's path without its query; nil where the documentation has none.
    ///
    /// - Parameter prefix: what a proxy that may say so has taken away from the path.
    func find(at path: Span<UInt8>, prefix: String? = nil) -> Found? {
        guard let found = findPlain(at: path) else { return nil }
        guard let prefix else { return found }
        switch found {
        case .late(let late) where late.path == configuration.indexPath.map { Array($0.utf8) }:
            return .late(
                Self.indexEntry(String(decoding: late.path, as: UTF8.self), prefix: prefix, index, configuration, assets))
        case .entry(let entry) where entry.contentSecurityPolicy != nil:
            let pages = DocsInterfaces(configuration)?.pages(title: title, assets: assets, prefix: prefix) ?? []
            return pages.first { $0.path == entry.path }.map { .entry($0) }
        default: return found
        }
    }

    private func findPlain(at path: Span<UInt8>) -> Found? {
        // A dozen paths at most, nearly all of a length of their own: a scan compares few bytes.
        for entry in entries where path.holds(entry.path) { return .entry(entry) }
        for late in lateEntries where path.holds(late.path) { return .late(late) }
        return decoded(path).flatMap { findPlain(at: $0.span) }
    }

    /// Where a path leads that has a slash too many or too few at its end, or the root where it is to lead to the pages: a
    /// relative reference, or a path behind the proxy's prefix.
    func redirection(at path: Span<UInt8>, prefix: String?) -> String? {
        let bytes = decoded(path) ?? path.indices.map { path[$0] }
        let base = String(decoding: bytes, as: UTF8.self)
        guard let target = target(of: bytes) else { return nil }
        return prefix.map { $0 + target } ?? relativeReference(from: base, to: target)
    }

    private func target(of path: [UInt8]) -> String? {
        let slash = UInt8(ascii: "/")
        let pages = [configuration.indexPath, configuration.swaggerPath, configuration.rapidocPath]
        if path == [slash] {
            return configuration.leadsFromRoot ? pages.lazy.compactMap { $0 }.first { page in has(Array(page.utf8)) } : nil
        }
        let wanted = path.last == slash ? Array(path.dropLast()) : path + [slash]
        guard has(wanted) else { return nil }
        return String(decoding: wanted, as: UTF8.self)
    }

    private func has(_ path: [UInt8]) -> Bool { entries.contains { $0.path == path } || lateEntries.contains { $0.path == path } }

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
