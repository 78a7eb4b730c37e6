// What the documentation answers: its paths, its kinds of content, and what can't get into its pages.

import Testing

@testable import WritServer

@Suite("Docs pages")
struct DocsPagesTests {
    static let document = DocsDocument(
        title: "Petstore", version: "1.0.0", description: "Pets & more", source: Array("openapi: 3.1.0\n".utf8),
        json: Array(#"{"openapi":"3.1.0","info":{"description":"<b>"}}"#.utf8))

    static func text(_ entry: DocsEntry) -> String {
        unsafe entry.content.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }

    static func entry(at path: String, in pages: DocsPages) -> DocsEntry? {
        switch pages.find(at: Array(path.utf8).span) {
        case .entry(let entry)?: entry
        case .late(let late)?: late.entry.makeNow()
        case nil: nil
        }
    }

    static func all(_ pages: DocsPages) -> [DocsEntry] { pages.entries + pages.lateEntries.map { $0.entry.makeNow() } }

    @Test func `a contract with WebSockets or event streams has a document of AsyncAPI, and a console`() throws {
        var document = Self.document
        #expect(Self.entry(at: "/asyncapi.json", in: DocsPages(document, configuration: DocsConfiguration())) == nil)
        document.asyncJSON = Array(#"{"asyncapi":"3.0.0"}"#.utf8)
        let pages = DocsPages(document, configuration: DocsConfiguration())
        let entry = try #require(Self.entry(at: "/asyncapi.json", in: pages))
        #expect(entry.contentType == "application/json" && Self.text(entry) == #"{"asyncapi":"3.0.0"}"#)
        #expect(Self.entry(at: "/docs/assets/console.js", in: pages) != nil)
        let index = try #require(Self.entry(at: "/docs", in: pages))
        #expect(Self.text(index).contains(#"<section id="live" hidden data-document="asyncapi.json" data-root="./">"#))
        #expect(index.contentSecurityPolicy?.contains("connect-src 'self'; ") == true)
        // Without the document there is nothing to show.
        let without = DocsPages(document, configuration: DocsConfiguration(asyncPath: nil))
        let plain = try #require(Self.entry(at: "/docs", in: without))
        #expect(!Self.text(plain).contains("console.js") && plain.contentSecurityPolicy?.contains("connect-src") == false)
    }

    @Test func `each configured path answers with its own kind of content`() throws {
        let pages = DocsPages(Self.document, configuration: DocsConfiguration())
        let kinds = [
            "/docs": "text/html; charset=utf-8",
            "/docs/swagger": "text/html; charset=utf-8",
            "/docs/rapidoc": "text/html; charset=utf-8",
            "/openapi.yaml": "application/yaml",
            "/openapi.json": "application/json",
            "/docs/assets/start.js": "text/javascript; charset=utf-8",
            "/docs/assets/index.js": "text/javascript; charset=utf-8",
            "/docs/assets/readable.json": "application/json",
        ]
        for (path, kind) in kinds {
            #expect(try #require(Self.entry(at: path, in: pages), "\(path)").contentType == kind)
        }
        #expect(Self.text(try #require(Self.entry(at: "/openapi.yaml", in: pages))) == "openapi: 3.1.0\n")
        #expect(Self.entry(at: "/%64ocs/s%77agger", in: pages) != nil)
        #expect(Self.entry(at: "/docs%2Fswagger", in: pages) == nil)
        #expect(Self.entry(at: "/docs%2", in: pages) == nil)
        #expect(Self.entry(at: "/docs/", in: pages) == nil)
        #expect(Self.entry(at: "/docs/swaggex", in: pages) == nil)
        #expect(Self.entry(at: "", in: pages) == nil)
    }

    @Test func `no two answers have one path or one entity tag`() {
        let entries = Self.all(DocsPages(Self.document, configuration: DocsConfiguration()))
        #expect(Set(entries.map(\.path)).count == entries.count)
        #expect(Set(entries.map(\.etag)).count == entries.count)
    }

    @Test func `all of it can be turned off`() {
        #expect(Self.all(DocsPages(Self.document, configuration: .disabled)).isEmpty)
    }

    @Test(arguments: [DocsConfiguration(jsonPath: nil), DocsConfiguration(assetsPath: nil)])
    func `an interface without its document or its scripts is off and not linked`(
        configuration: DocsConfiguration
    ) throws {
        let pages = DocsPages(Self.document, configuration: configuration)
        #expect(Self.entry(at: "/docs/swagger", in: pages) == nil)
        #expect(Self.entry(at: "/docs/rapidoc", in: pages) == nil)
        #expect(Self.entry(at: "/docs/assets/start.js", in: pages) == nil)
        #expect(!Self.text(try #require(Self.entry(at: "/docs", in: pages))).contains("/docs/swagger"))
    }

    @Test func `paths are the application's to choose, and pages link what was chosen`() throws {
        var configuration = DocsConfiguration(indexPath: "/", swaggerPath: "/ui", rapidocPath: nil)
        configuration.jsonPath = "/contract.json"
        configuration.assetsPath = "/static/"
        let pages = DocsPages(Self.document, configuration: configuration)
        let index = Self.text(try #require(Self.entry(at: "/", in: pages)))
        #expect(index.contains(#"href="ui""#))
        #expect(!index.contains("RapiDoc"))
        let swagger = Self.text(try #require(Self.entry(at: "/ui", in: pages)))
        #expect(swagger.contains(#"data-document="contract.json" data-path="/ui">"#))
        #expect(swagger.contains(#"src="static/start.js?v="#))
        #expect(Self.entry(at: "/static/start.js", in: pages) != nil)
        #expect(Self.entry(at: "/static/rapidoc-min.js", in: pages) == nil)
    }

    @Test func `a hostile title or description stays text`() {
        let hostile = #"</title><script>alert(1)</script><img src=x onerror='alert(1)'>" autofocus onfocus="alert(1)"#
        var document = Self.document
        document.title = hostile
        document.version = hostile
        document.description = hostile
        for entry in Self.all(DocsPages(document, configuration: DocsConfiguration()))
        where entry.contentType.hasPrefix("text/html") {
            let page = Self.text(entry)
            #expect(!page.contains("<script>"))
            #expect(!page.contains("<img"))
            #expect(!page.contains(#"" autofocus"#))
            #expect(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)"))
        }
    }

    @Test func `a page that is made late is made once`() throws {
        let late = LateValue { DocsEntry.document(path: "/late", contentType: "text/plain", bytes: Array("once".utf8)) }
        #expect(late.made == nil)
        let first = late.makeNow()
        #expect(late.made?.etag == first.etag && late.makeNow().etag == first.etag)
    }

    @Test func `a path with markup stays inside its attribute`() throws {
        let configuration = DocsConfiguration(jsonPath: #"/"><script>alert(1)</script>"#)
        let pages = DocsPages(Self.document, configuration: configuration)
        for path in ["/docs", "/docs/swagger", "/docs/rapidoc"] {
            #expect(!Self.text(try #require(Self.entry(at: path, in: pages))).contains("<script>"))
        }
    }

    @Test func `pages run no script of their own text and load nothing from elsewhere`() throws {
        let pages = DocsPages(Self.document, configuration: DocsConfiguration())
        let policies = Self.all(pages).compactMap(\.contentSecurityPolicy)
        #expect(policies.count == 3)
        for policy in policies {
            #expect(policy.hasPrefix("default-src 'none'"))
            #expect(policy.contains("base-uri 'none'") && policy.contains("form-action 'none'"))
            #expect(!policy.contains("script-src 'unsafe") && !policy.contains("unsafe-eval"))
            if DocsAsset.allCases.allSatisfy(\.isEmbedded) { #expect(!policy.contains("https:")) }
        }
    }
}
