// What the running petstore says of itself: the document, and the pages that show it.

import Foundation
import WritLoopback
import Testing
import WritServer
import WritSpec
import WritWire

@Suite struct `The petstore's docs` {
    static let source = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../specs/petstore/openapi.yaml").standardizedFileURL

    @Test func `serve the document byte for byte as YAML`() async throws {
        let source = try Data(contentsOf: Self.source)
        try await withPetstore { client throws in
            let answer = try client.ask("GET", "/openapi.yaml")
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "application/yaml")
            #expect(Data(answer.body) == source)
        }
    }

    @Test func `serve the same document as JSON`() async throws {
        let (document, diagnostics) = loadDocument(path: Self.source.path)
        #expect(diagnostics.isEmpty)
        let expected = try JSONSerialization.jsonObject(with: Data(try #require(document).root.json())) as? NSDictionary
        try await withPetstore { client throws in
            let answer = try client.ask("GET", "/openapi.json")
            #expect(answer["Content-Type"] == "application/json")
            let served = try JSONSerialization.jsonObject(with: Data(answer.body)) as? NSDictionary
            #expect(served != nil && served == expected)
            #expect(answer.json != nil)
        }
    }

    @Test(arguments: ["/docs", "/docs/swagger", "/docs/rapidoc", "/openapi.yaml", "/openapi.json"])
    func `are sent once, then known by their entity tag`(path: String) async throws {
        try await withPetstore { client throws in
            let first = try client.ask("GET", path)
            #expect(first.status == 200)
            let tag = try #require(first["ETag"])
            for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
                let second = try client.ask("GET", path, ["If-None-Match: \(known)"])
                #expect(second.status == 304)
                #expect(second["ETag"] == tag)
                #expect(second["Content-Type"] == nil && second["Content-Length"] == nil)
            }
            #expect(try client.ask("GET", path, ["If-None-Match: \"x\"", "If-None-Match: \(tag)"]).status == 304)
            #expect(try client.ask("GET", path, ["If-None-Match: \"x\""]).status == 200)
            #expect(try client.ask("GET", path + "?x=1").status == 200)
        }
    }

    @Test(arguments: ["swagger-ui-bundle.js", "swagger-ui.css", "rapidoc-min.js"])
    func `send fetched files packed to who takes that, and as they are to others`(name: String) async throws {
        let path = "/docs/assets/\(name)"
        try await withPetstore { client throws in
            let plain = try client.ask("GET", path)
            // Without them the pages load the same from elsewhere.
            guard plain.status == 200 else { return }
            #expect(plain["Content-Encoding"] == nil && plain["Vary"] == "Accept-Encoding")
            let packed = try client.ask("GET", path, ["Accept-Encoding: gzip, br"])
            #expect(packed["Content-Encoding"] == "gzip" && packed["Vary"] == "Accept-Encoding")
            #expect(packed["Content-Type"] == plain["Content-Type"])
            #expect(packed.body.starts(with: [0x1F, 0x8B]) && packed.body.count * 3 < plain.body.count)

            let tags = (plain: try #require(plain["ETag"]), packed: try #require(packed["ETag"]))
            #expect(tags.plain != tags.packed)
            let known = try client.ask("GET", path, ["Accept-Encoding: gzip", "If-None-Match: \(tags.packed)"])
            #expect(known.status == 304 && known["ETag"] == tags.packed && known["Vary"] == "Accept-Encoding")
            #expect(try client.ask("GET", path, ["If-None-Match: \(tags.packed)"]).status == 200)
            #expect(try client.ask("GET", path, ["If-None-Match: \(tags.plain)"]).status == 304)
            let head = try client.ask("HEAD", path, ["Accept-Encoding: gzip"])
            #expect(head["Content-Length"] == String(packed.body.count) && head["Content-Encoding"] == "gzip")
        }
    }

    @Test func `can be turned off`() async throws {
        try await withPetstore(ServerConfiguration(docs: .disabled)) { client throws in
            for path in ["/docs", "/docs/swagger", "/docs/rapidoc", "/docs/assets/start.js", "/openapi.yaml", "/openapi.json"] {
                #expect(try client.ask("GET", path).status == 404)
            }
        }
    }

    @Test func `can be moved`() async throws {
        let docs = DocsConfiguration(
            indexPath: "/about", swaggerPath: nil, rapidocPath: "/about/rapidoc", yamlPath: nil, jsonPath: "/about/api.json",
            assetsPath: "/about/files")
        try await withPetstore(ServerConfiguration(docs: docs)) { client throws in
            for path in ["/about", "/about/rapidoc", "/about/api.json"] { #expect(try client.ask("GET", path).status == 200) }
            for path in ["/docs", "/docs/swagger", "/docs/rapidoc", "/openapi.yaml", "/openapi.json", "/about/swagger"] {
                #expect(try client.ask("GET", path).status == 404)
            }
            let page = try client.ask("GET", "/about").text
            #expect(page.contains("/about/rapidoc") && page.contains("/about/api.json") && !page.contains("swagger"))
        }
    }

    @Test func `yield to the contract where both have a path`() async throws {
        try await withPetstore(ServerConfiguration(docs: DocsConfiguration(indexPath: "/pets"))) { client throws in
            #expect(try client.ask("GET", "/pets")["Content-Type"] == "application/json")
        }
    }
}
