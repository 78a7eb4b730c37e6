// `writ init` and `writ stubs`: what they write, and what they leave alone.

import Foundation
import Testing
import WritPrograms

@Suite struct ProjectTests {
    static let clone = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let document = """
        openapi: 3.1.0
        info: { title: Shop, version: '1' }
        tags: [{ name: items }]
        security: [{ key: [] }]
        paths:
          /items:
            get:
              tags: [items]
              operationId: listItems
              responses: { '200': { description: d, content: { application/json: { schema: { type: array, items: { $ref: 'parts/Item.yaml' } } } } } }
        components:
          securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
        """

    private func shop() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.document, to: "from/openapi.yaml")
        try folder.write("{ type: object, properties: { name: { type: string } } }", to: "from/parts/Item.yaml")
        let outcome = try Tool.run(
            "init", "shop", "--from", "from/openapi.yaml", "--writ-path", Self.clone, folder: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return folder
    }

    private func text(_ folder: ScratchFolder, _ path: String) throws -> String {
        try String(contentsOf: folder.url.appendingPathComponent(path), encoding: .utf8)
    }

    @Test func `a package begins with a contract, handlers, a program and a test`() throws {
        let folder = try ScratchFolder()
        let outcome = try Tool.run("init", "book-shop", "--writ-path", Self.clone, folder: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let expected = [
            ".gitignore", "Package.swift", "README.md", "openapi.yaml", "writ.yaml", "Sources/App/Notes.swift",
            "Sources/App/main.swift", "Sources/BookShop/BookShopAPI.swift", "Tests/AppTests/AppTests.swift",
        ]
        for path in expected {
            #expect(FileManager.default.fileExists(atPath: folder.url.path + "/book-shop/" + path), "\(path)")
        }
        #expect(try text(folder, "book-shop/Package.swift").contains("path: \"\(Self.clone)\""))
        let checked = try Tool.run("generate", "--check", folder: folder.url.appendingPathComponent("book-shop"))
        #expect(checked.status == 0, "\(checked.errors)")
    }

    @Test func `a document comes with the files that it refers to, and a stub for each operation`() throws {
        let folder = try shop()
        #expect(try text(folder, "shop/parts/Item.yaml").contains("name"))
        let handlers = try text(folder, "shop/Sources/App/Items.swift")
        #expect(handlers.contains("struct Items: ItemsHandlers {"))
        #expect(
            handlers.contains(
                "func listItems(_ input: ListItems.Input, principal: Caller, context: RequestContext) async throws -> [Item] {"))
        #expect(handlers.contains("throw NotImplemented()"))
        #expect(
            try text(folder, "shop/Sources/App/Doorman.swift").contains(
                "authenticate(key credential: APIKey, context: RequestContext) async throws -> Caller?"))
        #expect(try text(folder, "shop/Sources/App/makeAPI.swift").contains("ShopAPI(items: Items(), security: Doorman())"))
    }

    @Test func `nothing that is there is changed`() throws {
        let folder = try shop()
        try folder.write("mine", to: "shop/README.md")
        let again = try Tool.run("init", "shop", "--from", "from/openapi.yaml", "--writ-path", Self.clone, folder: folder.url)
        #expect(again.status == 1 && again.errors.contains("README.md") && again.errors.contains("nothing was written"))
        #expect(try text(folder, "shop/README.md") == "mine")
    }

    @Test(arguments: [
        (["init", "123"], "begin with a letter"), (["init", "shop", "--writ-path", "/"], "isn't a clone of Writ"),
        (["init", "shop", "--from", "no.yaml"], "no.yaml"),
    ]) func `what can't be is told in a sentence`(arguments: [String], message: String) throws {
        let folder = try ScratchFolder()
        let outcome = try Tool.run(arguments, folder: folder.url)
        #expect(outcome.status == 1 && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(folder.files == [])
    }

    @Test func `stubs are added for what has no handler, and nothing that was written is touched`() throws {
        let folder = try shop()
        let package = folder.url.appendingPathComponent("shop")
        let before = try text(folder, "shop/Sources/App/Items.swift")
        let none = try Tool.run("stubs", folder: package)
        #expect(none.status == 0 && none.output.contains("no handler is missing"), "\(none.errors)")
        let grown = Self.document.replacingOccurrences(
            of: "components:\n",
            with: """
                  /items/{id}:
                    delete:
                      tags: [items]
                      operationId: removeItem
                      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
                      responses: { '204': { description: d } }
                  /orders:
                    post: { tags: [orders], operationId: order, responses: { '204': { description: d } } }
                components:

                """)
        try folder.write(grown, to: "shop/openapi.yaml")
        let missing = try Tool.run("stubs", "--check", folder: package)
        #expect(missing.status == 1 && missing.output.contains("ItemsHandlers: 1 missing"), "\(missing.output)")
        let added = try Tool.run("stubs", folder: package)
        #expect(added.status == 0, "\(added.errors)")
        #expect(try text(folder, "shop/Sources/App/Items.swift") == before)
        let more = try text(folder, "shop/Sources/App/Items+Stubs.swift")
        #expect(
            more.contains("extension Items {")
                && more.contains(
                    "func removeItem(_ input: RemoveItem.Input, principal: Caller, context: RequestContext) async throws {")
        )
        #expect(try text(folder, "shop/Sources/App/Orders.swift").contains("struct Orders: OrdersHandlers {"))
        #expect(try Tool.run("stubs", folder: package).output.contains("no handler is missing"))
    }
}
