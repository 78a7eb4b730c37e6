// Swagger UI and RapiDoc: which of them are on, and what they need to be.

/// The interfaces that are on. There are none without the document as JSON and a place for their scripts.
struct DocsInterfaces {
    let swaggerPath: String?
    let rapidocPath: String?
    let jsonPath: String
    let assetsPath: String

    init?(_ configuration: DocsConfiguration) {
        guard let jsonPath = configuration.jsonPath, let assetsPath = configuration.assetsPath else { return nil }
        if configuration.swaggerPath == nil && configuration.rapidocPath == nil { return nil }
        self.jsonPath = jsonPath
        self.assetsPath = assetsPath
        swaggerPath = configuration.swaggerPath
        rapidocPath = configuration.rapidocPath
    }

    /// Where the document is for RapiDoc: with descriptions that hold no raw HTML of their authors.
    var readablePath: String { (assetsPath.hasSuffix("/") ? assetsPath : assetsPath + "/") + "readable.json" }

    /// The files that the interfaces load, embedded or not.
    var assets: [DocsAsset] {
        [.startScript]
            + (swaggerPath == nil ? [] : [.swaggerBundle, .swaggerStyles])
            + (rapidocPath == nil ? [] : [.rapidocBundle])
    }

    /// - Parameters:
    ///   - assets: what `self.assets` became, as far as it is embedded.
    ///   - prefix: what a proxy puts in front of all paths, where it says so.
    func pages(title: String, assets: [DocsEntry], prefix: String?) -> [DocsEntry] {
        var pages: [DocsEntry] = []
        if let swaggerPath {
            let links = DocsLinks(page: swaggerPath, prefix: prefix)
            pages.append(
                swaggerPage(
                    links: links, title: title, jsonPath: jsonPath,
                    bundle: DocsAssetLink(.swaggerBundle, embedded: assets, links: links),
                    styles: DocsAssetLink(.swaggerStyles, embedded: assets, links: links),
                    start: DocsAssetLink(.startScript, embedded: assets, links: links)))
        }
        if let rapidocPath {
            let links = DocsLinks(page: rapidocPath, prefix: prefix)
            pages.append(
                rapidocPage(
                    links: links, title: title, jsonPath: jsonPath, readablePath: readablePath,
                    bundle: DocsAssetLink(.rapidocBundle, embedded: assets, links: links),
                    start: DocsAssetLink(.startScript, embedded: assets, links: links)))
        }
        return pages
    }
}
