// `writ check`, `writ report` and the choice of operations, as a user runs them.

import Foundation
import Testing
import WritPrograms

@Suite struct CheckTests {
    static let broken = """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        paths:
          /a/{b}:
            get:
              operationId: twice
              parameters: [{ name: q, in: query, schema: { type: integer, default: x }, example: no }]
              responses: { '204': { description: d } }
          /c:
            get: { operationId: twice, responses: { '204': { description: d } } }
        components:
          schemas:
            Unused: { type: object, properties: { size: { type: string, enum: [s, 5] } }, example: { size: 7 } }
            Pet:
              oneOf: [{ $ref: '#/components/schemas/Cat' }]
              discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog' } }
            Cat: { type: object }
            Dog: { type: object }
        """

    private func run(_ arguments: String..., document: String = broken) throws -> ProgramOutcome {
        let folder = try ScratchFolder()
        try folder.write(document, to: "openapi.yaml")
        switch arguments.count {
        case 1: return try Tool.run(arguments[0], "openapi.yaml", folder: folder.url)
        default: return try Tool.run(arguments[0], "openapi.yaml", arguments[1], arguments[2], folder: folder.url)
        }
    }

    @Test func `check tells what breaks the specification, and fails`() throws {
        let outcome = try run("check")
        #expect(outcome.status == 1)
        for code in [
            "path-parameter", "duplicate-operation-id", "wrong-default", "enumeration-type", "wrong-example",
            "unreachable-mapping", "unused-component",
        ] {
            #expect(outcome.errors.contains("[\(code)]"), "\(code)")
        }
        #expect(outcome.output.hasPrefix("openapi.yaml: "))
    }

    @Test func `check prints what other tools read`() throws {
        let json = try run("check", "--format", "json")
        let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(list?.first?["severity"] as? String == "error")
        #expect(list?.first?["line"] is Int)
        let sarif = try run("check", "--format", "sarif")
        let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
        #expect(log?["version"] as? String == "2.1.0")
        #expect(((log?["runs"] as? [[String: Any]])?.first?["results"] as? [Any])?.isEmpty == false)
        let github = try run("check", "--format", "github")
        #expect(github.output.contains("::error file=openapi.yaml,line="))
    }

    @Test func `SARIF names files as references`() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.broken, to: "a b%/größe:1.yaml")
        let sarif = try Tool.run("check", "a b%/größe:1.yaml", "--format", "sarif", folder: folder.url)
        #expect(sarif.output.contains(#""uri": "a%20b%25/gr%C3%B6%C3%9Fe%3A1.yaml""#))
    }

    @Test func `report tells what becomes of each keyword`() throws {
        let printed = try run("report", "--format", "json", document: Self.good)
        #expect(printed.status == 0)
        let report = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any]
        let lines = report?["keywords"] as? [[String: Any]] ?? []
        func outcome(_ keyword: String) -> String? {
            lines.first { $0["keyword"] as? String == keyword }?["outcome"] as? String
        }
        #expect(outcome("operationId") == "enforced")
        #expect(outcome("externalDocs") == "documented")
        let table = try run("report", document: Self.good)
        #expect(table.output.contains("enforced: "))
        #expect(table.output.contains("openapi.yaml:"))
    }

    static let good = """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        externalDocs: { url: https://a.example }
        paths:
          /pets: { get: { operationId: list, tags: [pets], responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
          /pets/{id}/toys: { get: { operationId: toys, tags: [toys], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '204': { description: d } } } }
          /users: { get: { operationId: users, tags: [users], responses: { '204': { description: d } } } }
        components:
          schemas:
            Pet: { type: object, properties: { name: { type: string } } }
        """

    @Test(arguments: [
        ("--include-tag", "users", ["Users"]), ("--exclude-tag", "users", ["List", "Toys"]),
        ("--include-path", "/pets/**", ["List", "Toys"]), ("--include-path", "/*", ["List", "Users"]),
        ("--exclude-path", "/pets", ["Toys", "Users"]), ("--operation", "toys", ["Toys"]),
    ]) func `operations are chosen by tag, path and id, and schemas go with them`(
        option: String, value: String, operations: [String]
    ) throws {
        let folder = try ScratchFolder()
        try folder.write(Self.good, to: "openapi.yaml")
        let outcome = try Tool.run("generate", "openapi.yaml", "--output", "out", option, value, folder: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let files = folder.files
        #expect(files.filter { $0.hasPrefix("out/Operations/") } == operations.map { "out/Operations/\($0).swift" })
        #expect(files.contains("out/Models/Pet.swift") == operations.contains("List"))
    }

    @Test func `a choice of what is not there is an error`() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.good, to: "openapi.yaml")
        let outcome = try Tool.run("generate", "openapi.yaml", "--output", "out", "--include-tag", "pet", folder: folder.url)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("did you mean `pets`?"))
    }

    private static let meta =
        ProcessInfo.processInfo.environment["WRIT_CORPUS"].map { URL(filePath: $0) }
        ?? Tool.repository.deletingLastPathComponent().appending(path: "shared/corpus")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: meta.path)))
    func `check agrees with the specification's own documents`()
        throws
    {
        for version in ["3.0", "3.1", "3.2"] {
            for (folder, status) in [("pass", 0 as Int32), ("fail", 1)] {
                let place = Self.meta.appending(path: "openapi-meta/\(version)/\(folder)")
                for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? [] {
                    let outcome = try Tool.run("check", place.appending(path: name).path)
                    #expect(outcome.status == status, "\(version) \(name): \(outcome.errors)")
                }
            }
        }
    }
}
