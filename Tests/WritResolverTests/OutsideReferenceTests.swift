// What references of a document may read of the disk, and how much.

import Foundation
import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct OutsideReferenceTests {
    /// A document of one answer whose schema is given, beside a file that it may not read.
    private final class Disk {
        let root = FileManager.default.temporaryDirectory.appending(path: "writ-outside-\(UUID().uuidString)")

        init(_ files: [String: String]) throws {
            var files = files
            files["secret.yaml"] = "type: object\nproperties: { hiddenword: { type: string } }\n"
            files["broken.yaml"] = "hiddenword: [\n"
            for (name, text) in files {
                let file = root.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
        }

        deinit { try? FileManager.default.removeItem(at: root) }

        func resolved(outside: [String] = []) -> Resolved {
            let (document, found) = loadDocument(path: root.appending(path: "api/openapi.yaml").path)
            guard let document else { return Resolved(contract: nil, diagnostics: found) }
            let library = DocumentLibrary(
                main: document, options: ReadingOptions(), outside: outside.map { root.path + "/" + $0 }, loadRemote: nil)
            let (contract, more) = resolve(library)
            return Resolved(contract: contract, diagnostics: found + more)
        }
    }

    private static func document(_ schema: String, operation: String = "", extra: String = "") -> String {
        """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        paths:
          /things:
            get:
              operationId: operate
              \(operation)
              responses: { '200': { description: d, content: { application/json: { schema: \(schema) } } } }
        \(extra)
        """
    }

    @Test func `messages of WebSockets may be described in other files, and are served in the document`() throws {
        let disk = try Disk([
            "api/openapi.yaml": """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /talk:
                get:
                  operationId: talk
                  x-writ-websocket:
                    fromClient: { content: { application/json: { schema: { $ref: './say.yaml' } } } }
                    fromServer: { content: { application/json: { schema: { $ref: './say.yaml' } } } }
                  responses: { '101': { description: d } }
            """,
            "api/say.yaml": "type: object\nproperties: { text: { $ref: './text.yaml' } }\n",
            "api/text.yaml": "type: string\nmaxLength: 5\n",
        ])
        let resolved = disk.resolved()
        #expect(resolved.said.isEmpty, "\(resolved.rendered)")
        let contract = try #require(resolved.contract)
        let socket = try #require(contract.operations.first?.webSocket)
        #expect(socket.fromClient.contents.first?.schema == socket.fromServer.contents.first?.schema)
        let said = try #require(contract.types.first)
        #expect(said.isRead && said.isWritten)
        let served = String(decoding: contract.document.json, as: UTF8.self)
        #expect(served.contains("\"maxLength\":5") && !served.contains("say.yaml"), "\(served)")
    }

    @Test func `alternatives in files of their own are called after these`() throws {
        let disk = try Disk([
            "api/openapi.yaml": Self.document("{ oneOf: [{ $ref: './parts/cat.yaml' }, { $ref: './parts/dog.yaml' }] }"),
            "api/parts/cat.yaml": "type: object\nrequired: [a]\nproperties: { a: { type: string } }\n",
            "api/parts/dog.yaml": "type: object\nrequired: [b]\nproperties: { b: { type: string } }\n",
        ])
        let resolved = disk.resolved()
        let union = resolved.contract?.operations.first?.types.compactMap { type -> UnionType? in
            if case .union(let union) = type.kind { union } else { nil }
        }.first
        #expect(union?.cases.map(\.swiftName) == ["cat", "dog"], "\(resolved.rendered)")
    }

    /// Nothing tells what such a file is: its keys are names where all that stands under them are schemas.
    @Test func `a file of schemas may have any names`() throws {
        let disk = try Disk([
            "api/openapi.yaml": Self.document(
                "{ type: object, properties: { a: { $ref: './parts.yaml#here' }, b: { $ref: './parts.yaml#there' } } }"),
            "api/parts.yaml": """
            value: { $anchor: here, type: integer }
            default: { type: object, properties: { example: { $anchor: there, type: string } } }
            """,
        ])
        #expect(disk.resolved().said == [], "\(disk.resolved().rendered)")
    }

    @Test(arguments: [
        "../secret.yaml", "%2e%2e/secret.yaml", "..%2Fsecret.yaml", "%2E%2E%2fsecret.yaml#/properties/hiddenword",
        "./x/../../secret.yaml",
        "../none.yaml", "../broken.yaml", "../", "link.yaml", "link.yaml#/properties", "folder/secret.yaml", "folder/none.yaml",
        "folder/broken.yaml", "/etc/passwd", "//localhost/etc/passwd", "file:///etc/passwd", "FILE:///etc/passwd",
        "file:/etc/passwd",
        "../api/../secret.yaml", "..%00/secret.yaml", "..\\\\secret.yaml", "../SECRET.yaml", "folder/../secret.yaml",
        "%2Fetc%2Fpasswd", "http://localhost/secret.yaml", "file://localhost/etc/passwd", "netdoc:///etc/passwd",
        "jar:file:///a!/b",
    ]) func `a reference that leads out of the folder is not followed, and nothing of the file is told`(reference: String) throws
    {
        let kinds = [
            Self.document("{ $ref: \"\(reference)\" }"),
            Self.document("{ type: object, properties: { $ref: \"\(reference)\" } }"),
            Self.document("{ $dynamicRef: \"\(reference)\" }"),
            Self.document("{ type: string }", operation: "parameters: [{ $ref: \"\(reference)\" }]"),
            Self.document("{ type: string }", operation: "description: { $ref: \"\(reference)\" }"),
            Self.document("{ type: string }", extra: "webhooks: { a: { $ref: \"\(reference)\" } }"),
            Self.document(
                "{ oneOf: [{ $ref: '#/components/schemas/A' }], discriminator: { propertyName: kind, mapping: { a: \"\(reference)\" } } }",
                extra: "components: { schemas: { A: { type: object, properties: { kind: { type: string } } } } }"),
            Self.document("{ $id: 'https://example.com/a/b', allOf: [{ $ref: \"\(reference)\" }] }"),
            "$self: https://example.com/api/openapi\n" + Self.document("{ $ref: \"\(reference)\" }"),
        ]
        for text in kinds {
            let disk = try Disk(["api/openapi.yaml": text])
            try FileManager.default.createSymbolicLink(
                atPath: disk.root.path + "/api/link.yaml", withDestinationPath: "../secret.yaml")
            try FileManager.default.createSymbolicLink(atPath: disk.root.path + "/api/folder", withDestinationPath: "..")
            let resolved = disk.resolved()
            // These two are looked up by rules and by unions only, where they find nothing.
            let mayBePassedOver = text.contains("$dynamicRef") || text.contains("mapping:")
            #expect(resolved.diagnostics.hasErrors || mayBePassedOver, "\(text)")
            #expect(
                !resolved.rendered.contains("hiddenword: [") && !resolved.rendered.contains("hiddenword: {"),
                "\(resolved.rendered)")
            #expect(!resolved.rendered.contains("secret.yaml:") && !resolved.rendered.contains("root:x"), "\(resolved.rendered)")
        }
    }

    @Test func `whether a file outside is there can't be told from what is said`() throws {
        func said(_ reference: String) throws -> String {
            let disk = try Disk(["api/openapi.yaml": Self.document("{ $ref: \(reference) }")])
            try FileManager.default.createSymbolicLink(atPath: disk.root.path + "/api/up", withDestinationPath: "..")
            return disk.resolved().diagnostics.map { "\($0.code) \($0.message) \($0.hint ?? "")" }.joined().replacing(
                reference, with: "")
        }
        let told = try said("../secret.yaml")
        #expect(told.contains("outside-reference") && told.contains("--allow-outside"), "\(told)")
        for reference in [
            "../broken.yaml", "../none.yaml", "../api2/none.yaml", "up/secret.yaml", "up/none.yaml", "up/broken.yaml", "..",
        ] {
            #expect(try said(reference) == told, "\(reference)")
        }
    }

    @Test func `a folder that is allowed is read from`() throws {
        let disk = try Disk([
            "api/openapi.yaml": Self.document("{ $ref: ../shared/a.yaml }"), "shared/a.yaml": "$ref: b.yaml#/B",
            "shared/b.yaml": "B: { type: object, properties: { c: { $ref: ../secret.yaml } } }",
        ])
        #expect(disk.resolved(outside: ["shared"]).said == ["error outside-reference"])
        #expect(disk.resolved(outside: ["shared", "."]).said == [])
        #expect(disk.resolved().said == ["error outside-reference"])
    }

    @Test func `texts that only name files are not opened`() throws {
        let disk = try Disk([
            "api/openapi.yaml": Self.document(
                "{ type: string, externalDocs: { url: ../broken.yaml }, xml: { namespace: '../broken.yaml' } }",
                operation:
                    "parameters: [{ name: a, in: query, schema: { type: string }, examples: { a: { externalValue: ../broken.yaml } } }]",
                extra:
                    "components: { links: { L: { operationRef: ../broken.yaml }, M: { operationRef: '../secret.yaml#/paths' } } }"
            )
        ])
        let resolved = disk.resolved()
        #expect(resolved.diagnostics.isEmpty || !resolved.rendered.contains("hiddenword"), "\(resolved.rendered)")
        let served = String(decoding: resolved.contract?.document.json ?? [], as: UTF8.self)
        #expect(!served.contains("hiddenword"))
    }

    @Test func `one file by many names is read as one`() throws {
        let disk = try Disk([
            "api/openapi.yaml": Self.document("{ $ref: self/self/a.yaml }"),
            "api/a.yaml":
                "type: object\nproperties: { a: { $ref: self/a.yaml }, b: { $ref: ./other.yaml }, c: { $ref: self/openapi.yaml#/components/schemas/C } }",
        ])
        for (name, target) in [("self", "."), ("other.yaml", "a.yaml")] {
            try FileManager.default.createSymbolicLink(atPath: disk.root.path + "/api/" + name, withDestinationPath: target)
        }
        let text = try String(contentsOf: disk.root.appending(path: "api/openapi.yaml"), encoding: .utf8)
        try Data((text + "\ncomponents: { schemas: { C: { type: object, properties: { d: { type: string } } } } }\n").utf8)
            .write(to: disk.root.appending(path: "api/openapi.yaml"))
        let resolved = disk.resolved()
        #expect(resolved.said == [], "\(resolved.rendered)")
        #expect(resolved.contract?.types.map(\.name.description).sorted() == ["A", "C"])
    }

    @Test func `a pipe, a folder and a huge file are told at the reference`() throws {
        let disk = try Disk([
            "api/openapi.yaml": Self.document(
                "{ type: object, properties: { a: { $ref: pipe }, b: { $ref: models }, c: { $ref: huge.yaml } } }"),
            "api/models/a.yaml": "type: string", "api/huge.yaml": "",
        ])
        try #require(unsafe mkfifo(disk.root.path + "/api/pipe", 0o600) == 0)
        try #require(unsafe truncate(disk.root.path + "/api/huge.yaml", 1 << 40) == 0)
        let resolved = disk.resolved()
        #expect(
            resolved.said.sorted() == ["error document-too-large", "error file-unreadable", "error file-unreadable"],
            "\(resolved.rendered)")
        #expect(resolved.diagnostics.allSatisfy { $0.location?.line == 8 }, "\(resolved.rendered)")
    }

    // MARK: How much

    /// Counts how often a text is asked for.
    private final class Counted {
        private(set) var loads = 0
        private(set) var library: DocumentLibrary?

        init(_ main: String, limits: LibraryLimits = LibraryLimits(), _ text: @escaping (Int) -> String) {
            let load: DocumentLibrary.Load = { [unowned self] path, bytesMax in
                loads += 1
                let bytes = Array(text(Int(path.filter(\.isNumber)) ?? 0).utf8)
                guard bytes.count <= bytesMax else { return .failure(LoadFailure(.tooLarge(limit: bytesMax), path: path)) }
                return .success(LoadedFile(bytes: bytes, path: path))
            }
            let document = readDocument(path: "openapi.yaml", bytes: Array(main.utf8)).0
            library = document.map { DocumentLibrary(main: $0, limits: limits, load: load) }
        }

        func resolved() -> Resolved {
            guard let library else { return Resolved(contract: nil, diagnostics: []) }
            let (contract, diagnostics) = resolve(library)
            return Resolved(contract: contract, diagnostics: diagnostics)
        }

        /// The codes of errors.
        func codes() -> [String] { resolved().diagnostics.filter { $0.severity == .error }.map(\.code) }
    }

    @Test func `five thousand files in a row are each read once`() {
        let counted = Counted(Self.document("{ $ref: f1.yaml }")) { number in
            number == 5_000 ? "type: object\nproperties: { a: { type: string } }" : "$ref: f\(number + 1).yaml"
        }
        let resolved = counted.resolved()
        #expect(resolved.contract != nil && resolved.said == [])
        #expect(counted.loads == 5_000)
    }

    @Test(arguments: [(15, []), (16, []), (17, ["too-deep"])])
    func `mappings put together from file to file end at a limit`(files: Int, said: [String]) {
        let counted = Counted(Self.document("{ type: object, properties: { $ref: 'f1.yaml#/properties' } }")) { number in
            number >= files ? "properties: { a: { type: string } }" : "properties: { $ref: 'f\(number + 1).yaml#/properties' }"
        }
        #expect(Set(said).isSubset(of: counted.codes()) && (said.isEmpty == counted.codes().isEmpty))
        #expect(counted.loads <= 17)
    }

    @Test(arguments: ["3.0.3", "3.1.0"]) func `path items in a row are written once, where they are needed`(version: String) {
        let main = "openapi: \(version)\ninfo: { title: T, version: '1' }\npaths: { /a: { $ref: f1.yaml } }"
        let counted = Counted(main) { number in
            number == 5_000
                ? "get: { operationId: a, responses: { '204': { description: d } } }" : "$ref: f\(number + 1).yaml"
        }
        let resolved = counted.resolved()
        #expect(resolved.contract?.operations.count == 1 && counted.loads == 5_000)
        let served = String(decoding: resolved.contract?.document.json ?? [], as: UTF8.self)
        #expect(served.contains("204") && !served.contains("yaml"))
    }

    @Test(arguments: [(63, 1), (64, 1), (65, 1), (4, 2), (30, 2)])
    func `what has to be written out at each reference is limited in depth and in size`(files: Int, references: Int) {
        let main = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: { /a: { $ref: f1.yaml } }"
        let counted = Counted(main) { number in
            let next = (0..<references).map { "'/x\($0)': { $ref: f\(number + 1).yaml }" }.joined(separator: ", ")
            let callbacks = number == files ? "" : "callbacks: { c: { \(next) } }, "
            return "get: { \(callbacks)responses: { '204': { description: d } } }"
        }
        let resolved = counted.resolved()
        let isLarge = files > 64 || references == 2 && files > 20
        #expect((resolved.contract == nil) == isLarge)
        #expect(resolved.diagnostics.contains { $0.code == "too-large" } == isLarge, "\(resolved.said.prefix(3))")
    }

    @Test func `mappings put together many times over are limited in size`() {
        let counted = Counted(Self.document("{ type: object, properties: { $ref: 'f1.yaml#/properties' } }")) { number in
            let part = "{ type: object, properties: { $ref: 'f\(number + 1).yaml#/properties' } }"
            let names = (0..<20).map { "p\($0): \(number == 8 ? "{ type: string }" : part)" }
            return "properties: { \(names.joined(separator: ", ")) }"
        }
        let resolved = counted.resolved()
        #expect(resolved.contract == nil && resolved.diagnostics.contains { $0.code == "too-large" })
    }

    @Test(arguments: [(2, 1), (3, 0), (4, 0)]) func `the files of a description are counted`(filesMax: Int, errors: Int) {
        var limits = LibraryLimits()
        limits.filesMax = filesMax
        let counted = Counted(Self.document("{ $ref: f1.yaml }"), limits: limits) { number in
            number == 3 ? "type: string" : "$ref: f\(number + 1).yaml"
        }
        let found = counted.resolved().diagnostics.filter { $0.severity == .error }
        #expect(found.count == errors && found.allSatisfy { $0.code == "too-many-files" && $0.message.contains("2 files") })
        #expect(counted.loads == min(filesMax, 3))
    }

    @Test(arguments: [(22, ["too-many-files"]), (33, ["document-too-large"]), (34, []), (35, [])])
    func `so are their bytes`(bytesMax: Int, codes: [String]) {
        var limits = LibraryLimits()
        limits.bytesMax = bytesMax
        // Two files of 11 bytes, and one of 12.
        let counted = Counted(Self.document("{ $ref: f1.yaml }"), limits: limits) { number in
            number == 3 ? "type: string" : "$ref: f\(number + 1).ym"
        }
        #expect(counted.codes() == codes)
    }

    @Test(arguments: [(4, ["too-many-files"]), (5, [])]) func `and their values`(nodesMax: Int, codes: [String]) {
        var limits = LibraryLimits()
        limits.nodesMax = nodesMax
        // Two values each.
        let counted = Counted(Self.document("{ $ref: f1.yaml }"), limits: limits) { number in
            number == 3 ? "type: string" : "$ref: f\(number + 1).yaml"
        }
        #expect(counted.codes() == codes)
    }

    @Test(arguments: [
        "../secret.yaml", "/etc/passwd", "file:///etc/passwd", "https://example.com/api/secret.yaml", "//a.example/f7.yaml",
    ])
    func `a file from the network leads to no file of the disk`(reference: String) throws {
        var asked: [String] = []
        var opened: [String] = []
        let main = "$self: https://example.com/api/openapi\n" + Self.document("{ $ref: 'http://a.example/f1.yaml' }")
        let document = try #require(readDocument(path: "openapi.yaml", bytes: Array(main.utf8)).0)
        let library = DocumentLibrary(
            main: document,
            load: { path, _ in
                opened.append(path)
                return .failure(.missing)
            },
            loadRemote: { url, _ in
                asked.append(url)
                return .success(
                    LoadedFile(bytes: Array(asked.count == 1 ? "$ref: '\(reference)'".utf8 : "type: string".utf8), path: url))
            })
        _ = resolve(library)
        #expect(opened == [] && asked.first == "http://a.example/f1.yaml" && asked.allSatisfy(FilePath.isURL), "\(asked)")
    }

    @Test func `a URL is asked for as it is written`() throws {
        var asked: [String] = []
        let main = Self.document("{ $ref: 'http://a.example/x%2F..%2fb%20c.yaml?q=%23' }")
        let document = try #require(readDocument(path: "openapi.yaml", bytes: Array(main.utf8)).0)
        let library = DocumentLibrary(
            main: document, load: { _, _ in .failure(.missing) },
            loadRemote: { url, _ in
                asked.append(url)
                return .success(LoadedFile(bytes: Array((asked.count == 1 ? "$ref: d%25.yaml" : "type: string").utf8), path: url))
            })
        #expect(resolve(library).contract != nil)
        #expect(asked == ["http://a.example/x%2F..%2fb%20c.yaml?q=%23", "http://a.example/d%25.yaml"])
    }
}
