// The files that pages load: embedded, or on a CDN with proof that they are the same.

import Testing

@testable import WritServer

@Suite("Docs assets")
struct DocsAssetTests {
    @Test(arguments: [DocsAsset.startScript, .indexScript])
    func `a script of our own is always embedded`(asset: DocsAsset) {
        #expect(asset.isEmbedded)
        #expect(asset.remote == nil)
    }

    @Test(arguments: DocsAsset.allCases.filter { ![.startScript, .indexScript, .consoleScript].contains($0) })
    func `a file that is not embedded comes with an integrity hash`(asset: DocsAsset) throws {
        let link = DocsAssetLink(asset, embedded: [], links: DocsLinks(page: "/docs", prefix: nil))
        #expect(link.href.hasPrefix("https://") && link.href.hasSuffix(asset.fileName))
        #expect(link.integrityAttributes.contains(#"integrity="sha384-"#))
        #expect(link.integrityAttributes.contains("crossorigin"))
        #expect(link.policySource == " " + link.href)
    }

    @Test(arguments: DocsAsset.allCases.filter(\.isEmbedded))
    func `a file that is embedded comes from the server itself, at an address that changes with it`(
        asset: DocsAsset
    ) throws {
        let entry = DocsEntry.asset(asset, under: "/assets")
        let link = DocsAssetLink(asset, embedded: [entry], links: DocsLinks(page: "/docs/x", prefix: nil))
        #expect(link.href.hasPrefix("../assets/\(asset.fileName)?v="))
        let absolute = DocsAssetLink(asset, embedded: [entry], links: DocsLinks(page: "/docs/x", prefix: "/svc"))
        #expect(absolute.href.hasPrefix("/svc/assets/\(asset.fileName)?v="))
        #expect(link.integrityAttributes.isEmpty && link.policySource.isEmpty)
        #expect(entry.content.byteCount == asset.byteCount)
    }

    @Test func `the embedded Swagger UI is of the version that the CDN's address names`() throws {
        guard DocsAsset.swaggerBundle.isEmbedded else { return }
        let text = String(decoding: try #require(DocsAsset.swaggerBundle.unpacked), as: UTF8.self)
        let url = try #require(DocsAsset.swaggerBundle.remote).url
        let version = try #require(url.split(separator: "/").first { $0.hasPrefix("swagger-ui-dist@") }).dropFirst(16)
        #expect(text.contains("PACKAGE_VERSION:\"\(version)\""))
    }

    @Test func `the embedded RapiDoc is of the version that the CDN's address names`() throws {
        guard DocsAsset.rapidocBundle.isEmbedded else { return }
        let text = String(decoding: try #require(DocsAsset.rapidocBundle.unpacked).prefix(40), as: UTF8.self)
        let url = try #require(DocsAsset.rapidocBundle.remote).url
        let version = try #require(url.split(separator: "/").first { $0.hasPrefix("rapidoc@") }).dropFirst(8)
        #expect(text.hasPrefix("/*! RapiDoc \(version) "))
    }
}
