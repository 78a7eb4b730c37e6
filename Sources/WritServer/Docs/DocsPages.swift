// All that a server answers about itself: a table from path to answer, built once at start.

internal import WritWire

struct DocsPages: Sendable {
    /// The answers, in no particular order; no two have one path.
    let entries: [DocsEntry]
    private let configuration: DocsConfiguration
    private let document: DocsDocument
    private let assets: [DocsEntry]

    /// Builds every page that `configuration` has a path for.
    init(_ document: DocsDocument, configuration: DocsConfiguration) {
        self.configuration = configuration
        self.document = document
        assets =
            (DocsInterfaces(configuration)).map { interfaces in
                interfaces.assets.filter(\.isEmbedded).map { DocsEntry.asset($0, under: interfaces.assetsPath) }
            } ?? []
        var entries: [DocsEntry] = []
        if let path = configuration.yamlPath {
            entries.append(.document(path: path, contentType: "application/yaml", bytes: document.source))
        }
        if let path = configuration.jsonPath {
            entries.append(.document(path: path, contentType: "application/json", bytes: document.json))
        }
        self.entries = entries + Self.pages(document, configuration, assets, prefix: nil) + assets
    }

    private static func pages(
        _ document: DocsDocument, _ configuration: DocsConfiguration, _ assets: [DocsEntry], prefix: String?
    ) -> [DocsEntry] {
        let interfaces = DocsInterfaces(configuration)
        var pages: [DocsEntry] = []
        if let path = configuration.indexPath {
            let links = DocsLinks(page: path, prefix: prefix)
            pages.append(indexPage(links: links, document: document, configuration: configuration, interfaces: interfaces))
        }
        return pages + (interfaces?.pages(title: document.title, assets: assets, prefix: prefix) ?? [])
    }

    /// The answer at `path`, which is a request's path without its query; nil where the documentation has none.
    ///
    /// - Parameter prefix: what a proxy that may say so has taken away from the path.
    func entry(at path: Span<UInt8>, prefix: String? = nil) -> DocsEntry? {
        guard let entry = plainEntry(at: path), let prefix, entry.contentSecurityPolicy != nil else {
            return plainEntry(at: path)
        }
        return Self.pages(document, configuration, assets, prefix: prefix).first { $0.path == entry.path }
    }

    private func plainEntry(at path: Span<UInt8>) -> DocsEntry? {
        // A dozen paths at most, nearly all of a length of their own: a scan compares few bytes.
        for entry in entries where path.holds(entry.path) { return entry }
        guard let decoded = decoded(path) else { return nil }
        return entries.first { decoded.span.holds($0.path) }
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

    private func has(_ path: [UInt8]) -> Bool { entries.contains { $0.path == path } }

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
