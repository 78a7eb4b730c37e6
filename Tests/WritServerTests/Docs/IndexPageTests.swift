// What the docs page tells of a document.

import Testing
import WritWire

@testable import WritServer

@Suite struct `The docs page` {
    static let json = ##"""
        {
          "openapi": "3.1.0",
          "info": {
            "title": "Shop", "version": "2", "summary": "All of <it>", "description": "With **bold** <script>",
            "contact": { "name": "Ada", "email": "ada@example.org" },
            "license": { "name": "MIT", "identifier": "MIT" },
            "termsOfService": "javascript:alert(1)"
          },
          "externalDocs": { "url": "https://docs.example.org", "description": "Handbook" },
          "servers": [{ "url": "https://{region}.example.org/v1", "description": "Live" }, { "url": "/" }],
          "security": [{ "key": [] }],
          "tags": [{ "name": "a b", "description": "First *tag*" }, { "name": "unused" }],
          "paths": {
            "/items/{id}": {
              "get": { "operationId": "getItem", "tags": ["a b"], "summary": "One item", "security": [] },
              "delete": { "tags": ["late"], "deprecated": true }
            },
            "/other": { "$ref": "#/components/pathItems/Other" }
          },
          "components": { "pathItems": { "Other": { "post": { "operationId": "make", "security": [{ "key": [] }, {}] } } } },
          "webhooks": { "shipped": { "post": { "summary": "It is on its way" } } }
        }
        """##

    static func content(_ json: String) -> IndexContent {
        IndexContent(
            DocsDocument(title: "Shop", version: "2", description: "With **bold** <script>", source: [], json: Array(json.utf8)))
    }

    static func page(_ json: String, _ configuration: DocsConfiguration = DocsConfiguration()) -> String {
        let page = IndexPage(
            content: content(json), configuration: configuration, interfaces: DocsInterfaces(configuration),
            links: DocsLinks(page: "/docs", prefix: nil), script: nil)
        return DocsPagesTests.text(page.entry)
    }

    @Test func `operations stand under their tags, with what the document says of each`() {
        let groups = Self.content(Self.json).groups
        #expect(groups.map(\.title) == ["a b", "late", "Operations", "Webhooks"])
        let item = IndexContent.Operation(
            method: "GET", path: "/items/{id}", id: "getItem", summary: "One item", isDeprecated: false, isSecured: false,
            isWebhook: false)
        #expect(groups[0].operations == [item])
        #expect(groups[1].operations.map(\.isDeprecated) == [true] && groups[1].operations.map(\.isSecured) == [true])
        #expect(groups[2].operations.map(\.path) == ["/other"] && groups[2].operations.map(\.isSecured) == [false])
        #expect(groups[3].operations.map(\.summary) == ["It is on its way"])
    }

    @Test func `contact, licence, terms, servers and further documentation are told`() {
        let page = Self.page(Self.json)
        for part in [
            #"href="mailto:ada@example.org""#, #"href="https://spdx.org/licenses/MIT.html""#, #"href="https://docs.example.org""#,
            "<code>https://{region}.example.org/v1</code> <span>Live</span>", "All of &lt;it&gt;", "<strong>bold</strong>",
            "First <em>tag</em>",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(!page.contains("<script>") && !page.contains(#"href="javascript"#))
    }

    @Test func `an operation leads into either interface`() {
        let page = Self.page(Self.json)
        #expect(page.contains(#"href="docs/swagger#/a%20b/getItem""#))
        #expect(page.contains(#"href="docs/rapidoc#get-/items/-id-""#))
        #expect(page.contains(#"href="docs/swagger#/default/make""#))
        let read = Self.page(Self.json, DocsConfiguration(swaggerPath: nil))
        #expect(!read.contains("docs/swagger") && read.contains(#"<a href="docs/rapidoc#get-/items/-id-""#))
    }

    @Test func `Swagger 2.0 has its servers, too`() {
        let content = Self.content(
            #"{"swagger":"2.0","host":"a.example","basePath":"/v1","schemes":["https","http"],"paths":{"/a":{"get":{}}}}"#)
        #expect(content.servers.map(\.url) == ["https://a.example/v1", "http://a.example/v1"])
        #expect(content.groups.first?.operations.map(\.path) == ["/a"])
    }

    @Test(arguments: [
        "", "[]", "{", #"{"paths":3,"tags":{},"servers":[1],"info":[]}"#, ##"{"paths":{"/a":{"$ref":"#/paths/~1a"}}}"##,
    ])
    func `a document of an unexpected shape is a page all the same`(json: String) {
        #expect(Self.page(json).contains("<h1>Shop"))
    }

    @Test func `descriptions for RapiDoc hold no HTML of their authors, and data stays as it is`() throws {
        let json = #"""
            {"openapi":"3.1.0","info":{"title":"<i>","version":"1","description":"a\n\n<script>x</script> [b](javascript:c)"},
             "paths":{"/a":{"get":{"description":"<img src=x>","operationId":"getA","responses":{"default":{"description":"plain"}},
              "parameters":[{"name":"description","in":"query","description":"<b>q</b>","example":{"description":"<b>data</b>"}}]}}},
             "components":{"schemas":{"description":{"description":"<u>s</u>","default":{"description":"<b>data</b>"},
              "properties":{"description":{"description":"[x](data:x)"}},"examples":[{"description":"<b>data</b>"}],
              "enum":["<b>"],"x-note":{"description":"<b>data</b>"}}}}}
            """#
        var document = DocsPagesTests.document
        document.json = Array(json.utf8)
        let readable = try #require(readJSON(ReadableDocument.json(document)))
        func text(_ path: String...) -> String? {
            var value: JSONValue? = readable
            for step in path {
                if case .object(let object)? = value {
                    value = object[step]
                } else if case .array(let items)? = value {
                    value = items[0]
                }
            }
            if case .string(let text)? = value { return text } else { return nil }
        }
        #expect(text("info", "description") == "<div><p>a</p>&#10;<p>&lt;script&gt;x&lt;/script&gt; b</p>&#10;</div>")
        #expect(text("info", "title") == "<i>")
        #expect(text("paths", "/a", "get", "description") == "<div><p>&lt;img src=x&gt;</p>&#10;</div>")
        #expect(text("paths", "/a", "get", "summary") == "getA")
        #expect(text("paths", "/a", "get", "responses", "default", "description") == "plain")
        #expect(text("paths", "/a", "get", "parameters", "0", "description") == "<div><p><b>q</b></p>&#10;</div>")
        #expect(text("paths", "/a", "get", "parameters", "0", "example", "description") == "<b>data</b>")
        let schema = ["components", "schemas", "description"]
        func schemaText(_ path: String...) -> String? {
            var value: JSONValue? = readable
            for step in schema + path {
                if case .object(let object)? = value {
                    value = object[step]
                } else if case .array(let items)? = value {
                    value = items[0]
                }
            }
            if case .string(let text)? = value { return text } else { return nil }
        }
        #expect(schemaText("description") == "<div><p><u>s</u></p>&#10;</div>")
        #expect(schemaText("default", "description") == "<b>data</b>")
        #expect(schemaText("examples", "0", "description") == "<b>data</b>")
        #expect(schemaText("x-note", "description") == "<b>data</b>")
        #expect(schemaText("properties", "description", "description") == "<div><p>x</p>&#10;</div>")
    }
}
