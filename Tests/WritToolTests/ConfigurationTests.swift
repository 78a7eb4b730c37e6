// `writ.yaml`: what it says, what flags say over it, and what is wrong in it.

import Foundation
import Testing
import WritPrograms

@Suite struct ConfigurationTests {
    private static let document = """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        paths:
          /a: { get: { operationId: getA, tags: [a], responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Money' } } } } } } }
          /b: { get: { operationId: getB, tags: [b], responses: { '200': { description: d, content: { application/json: { schema: { enum: [x, y] } } } } } } }
        components: { schemas: { Money: { type: string, format: money } } }
        """

    private func folder(_ configuration: String, at path: String = "writ.yaml") throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.document, to: "api/openapi.yaml")
        try folder.write(configuration, to: path)
        return folder
    }

    @Test func `says everything that flags say`() throws {
        let folder = try folder(
            """
            document: api/openapi.yaml
            output: Sources/API
            access: package
            conformance: hashable
            codecs: served
            name: Shop
            open-enums: true
            raw-xml: false
            allow-remote: false
            allow: duplicate-key
            include-tags: [b]
            """)
        let outcome = try Tool.run("generate", folder: folder.url)
        #expect(outcome.status == 0 && outcome.output.hasPrefix("ShopAPI: 1 operation,"), "\(outcome.output)\(outcome.errors)")
        #expect(try folder.text("Sources/API/Operations/GetB.swift").contains("case unknown(String)"))
        #expect(try !folder.text("Sources/API/Operations/GetB.swift").contains("Codable"))
        #expect(try folder.text("Sources/API/ShopAPI.swift").contains("package struct ShopAPI"))
        #expect(try Tool.run("generate", "--check", folder: folder.url).status == 0)
        #expect(try Tool.run("generate", "--check", "--access", "public", folder: folder.url).status == 1)
        #expect(try Tool.run("generate", "--check", "--codecs", "both", folder: folder.url).status == 1)
    }

    @Test func `is found beside the document, and its paths are relative to it`() throws {
        let folder = try folder("document: openapi.yaml\noutput: out\nname: Near\n", at: "api/writ.yaml")
        let outcome = try Tool.run("generate", "api/openapi.yaml", folder: folder.url)
        #expect(outcome.status == 0 && outcome.output.hasPrefix("NearAPI"), "\(outcome.errors)")
        #expect(try folder.text("api/out/NearAPI.swift").contains("NearAPI"))
        #expect(
            try Tool.run("generate", "--config", "api/writ.yaml", "--name", "Far", folder: folder.url).output.hasPrefix("FarAPI"))
    }

    @Test func `has several APIs, and what is said for all of them`() throws {
        let folder = try folder(
            """
            access: public
            apis:
              - { document: api/openapi.yaml, output: one, name: One, include-tags: [a] }
              - { document: api/openapi.yaml, output: two, name: Two, access: package }
            """)
        let outcome = try Tool.run("generate", folder: folder.url)
        #expect(outcome.output.split(separator: "\n").map { $0.prefix(6) } == ["OneAPI", "TwoAPI"], "\(outcome.errors)")
        #expect(try folder.text("one/OneAPI.swift").contains("public struct OneAPI"))
        #expect(try folder.text("two/TwoAPI.swift").contains("package struct TwoAPI"))
        #expect(try Tool.run("generate", "--output", "x", folder: folder.url).status == 64)
    }

    @Test func `tells check and report what to read, too`() throws {
        let folder = try folder(
            """
            overlays: [added.yaml]
            apis:
              - { document: api/openapi.yaml, include-tags: [a], allow: duplicate-key }
            """)
        try folder.write(
            """
            overlay: 1.0.0
            info: { title: Added, version: '1' }
            actions: [{ target: "$.paths['/b'].get", update: { operationId: getA, externalDocs: { url: https://example.org } } }]
            """, to: "added.yaml")
        let checked = try Tool.run("check", folder: folder.url)
        #expect(checked.status == 1 && checked.errors.contains("[duplicate-operation-id]"), "\(checked.errors)")
        #expect(checked.output.hasPrefix("api/openapi.yaml: 1 error"))
        for document: [String] in [[], ["api/openapi.yaml"]] {
            let report =
                try document.first.map { try Tool.run("report", $0, folder: folder.url) }
                ?? Tool.run("report", folder: folder.url)
            #expect(report.status == 0 && report.output.contains("externalDocs"), "\(report.errors)")
        }
        try folder.write("documents: a.yaml", to: "writ.yaml")
        for command in ["check", "report"] {
            let refused = try Tool.run(command, "api/openapi.yaml", folder: folder.url)
            #expect(refused.status == 1 && refused.errors.contains("did you mean `document`?"))
        }
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("writ.yaml"))
        #expect(try Tool.run("check", folder: folder.url).status == 64)
    }

    @Test func `of other documents in the working directory is left alone`() throws {
        let folder = try folder("document: other.yaml\nname: Other\n")
        let outcome = try Tool.run("generate", "api/openapi.yaml", "-o", "out", folder: folder.url)
        #expect(outcome.output.hasPrefix("TestAPI"), "\(outcome.errors)")
        #expect(
            try Tool.run("generate", "api/openapi.yaml", "-o", "out", "--config", "writ.yaml", folder: folder.url).status == 64)
    }

    @Test func `maps formats and schemas to types`() throws {
        let folder = try folder(
            """
            document: api/openapi.yaml
            output: out
            access: public
            types: { formats: { money: { type: Bank.Money, module: BankTypes } } }
            """)
        #expect(try Tool.run("generate", folder: folder.url).status == 0)
        let handlers = try folder.text("out/AHandlers.swift")
        #expect(handlers.contains("public import BankTypes") && handlers.contains("-> Bank.Money"), "\(handlers)")
        try folder.write("document: api/openapi.yaml\noutput: out\ntypes: { schemas: { Money: Cash } }\n", to: "writ.yaml")
        #expect(try Tool.run("generate", folder: folder.url).status == 0)
        #expect(try folder.text("out/AHandlers.swift").contains("-> Cash"))
    }

    @Test(arguments: [
        ("documents: a.yaml", "writ.yaml:1:1: error: there is no key `documents` here", "did you mean `document`?"),
        ("open-enum: true", "writ.yaml:1:1: error: there is no key `open-enum` here", "did you mean `open-enums`?"),
        ("access: publik", "writ.yaml:1:9: error: `access` can't be `publik`", "did you mean `public`?"),
        ("raw-xml: 'yes'", "writ.yaml:1:10: error: `raw-xml` is true or false, not a string", ""),
        ("include-tags: { a: b }", "writ.yaml:1:15: error: `include-tags` is a list of texts, not a mapping", ""),
        ("types: { formats: { money: { typ: M } } }", "there is no key `typ` here", "did you mean `type`?"),
        ("types: { format: {} }", "there is no key `format` here", "did you mean `formats`?"),
        ("types: { formats: { money: 'M;' } }", "`M;` isn't the name of a Swift type", ""),
        ("types: { formats: { money: { module: M } } }", "`money` has no `type`", ""),
        ("allow: [duplicate-keys]", "`duplicate-keys` can't be allowed", "did you mean `duplicate-key`?"),
        ("apis: [{ output: x }]", "the API has no `document`", ""), ("apis: {}", "`apis` is a list, not a mapping", ""),
        ("- a", "a configuration is a mapping, not a sequence", ""),
        ("types: { schemas: { Mony: M } }", "the document has no schema `Mony`", "did you mean `Money`?"),
    ]) func `tells mistakes with their places`(line: String, message: String, hint: String) throws {
        let folder = try folder(line + "\n")
        let outcome = try Tool.run("generate", "api/openapi.yaml", "-o", "out", folder: folder.url)
        #expect(
            outcome.status == 1 && outcome.errors.contains(message) && (hint.isEmpty || outcome.errors.contains(hint)),
            "\(outcome.errors)")
    }

    @Test func `is what the shop's committed code is made by`() throws {
        let outcome = try Tool.run("generate", "--config", "specs/shop/writ.yaml", "--check")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
