// Whatever is wrong with a document, there is a contract or an error: never neither, never a crash, never a hang.

import Foundation
import Testing
import WritResolver
import WritSpec

@Suite struct MalformedTests {
    static let allowances: [Set<String>] = [
        [],
        ["media-type", "untyped", "structure"],
    ]

    /// How many of the texts are refused.
    private func refusals(_ texts: [String]) -> Int {
        texts.count { text in
            for allow in Self.allowances {
                let resolved = Resolved(text, allow: allow)
                let isRefused = resolved.contract == nil
                #expect(isRefused == resolved.diagnostics.hasErrors, "\(resolved.rendered)\n\(text.prefix(300))")
                // Printing must not stumble either.
                #expect(isRefused == resolved.rendered.contains("error: "))
                if isRefused { return true }
            }
            return false
        }
    }

    private func smallDocuments() throws -> [String] {
        let names = [
            "specs/oai-examples/v3.0/petstore.yaml", "specs/oai-examples/v3.0/uspto.yaml",
            "specs/oai-examples/v3.0/link-example.yaml", "specs/oai-examples/v3.1/tictactoe.yaml",
            "specs/petstore-minimal-versions/petstore-3.0.yaml", "specs/ogen-examples/techempower.json",
            "specs/museum/openapi.yaml",
        ]
        let others = Corpus.folder.map { folder in
            names.compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
        }
        return [try Corpus.petstore()] + (others ?? [])
    }

    @Test(.timeLimit(.minutes(60))) func `documents that are cut off end in a contract or an error`() throws {
        let texts = try smallDocuments().flatMap { Mutations.cut($0, count: 40) }
        #expect(refusals(texts) > texts.count / 2)
    }

    @Test(.timeLimit(.minutes(60))) func `documents with lines out of place end in a contract or an error`() throws {
        let texts = try smallDocuments().enumerated().flatMap { Mutations.lines($1, count: 70, seed: UInt64($0)) }
        #expect(refusals(texts) > texts.count / 3)
    }

    @Test(.timeLimit(.minutes(60))) func `documents with values of another kind end in a contract or an error`() throws {
        let small = """
            openapi: 3.0.3
            info: { title: T, version: '1', contact: { email: a }, license: { name: MIT } }
            servers: [{ url: '/{v}', variables: { v: { default: a, enum: [a] } } }]
            tags: [{ name: a, description: b, externalDocs: { url: c } }]
            paths:
              /a/{id}:
                parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
                post:
                  operationId: a
                  tags: [a]
                  parameters:
                    - { name: q, in: query, style: form, explode: true, schema: { type: array, items: { enum: [x] }, default: [x] } }
                    - { $ref: '#/components/parameters/P' }
                  requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
                  responses:
                    '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
                    default: { $ref: '#/components/responses/R' }
            components:
              parameters: { P: { name: p, in: header, schema: { type: string, maxLength: 3 } } }
              responses: { R: { description: d, content: { text/plain: { schema: { type: string } } } } }
              schemas:
                A:
                  type: object
                  required: [id, all]
                  properties:
                    id: { type: integer, format: int32, readOnly: true, exclusiveMinimum: true, minimum: 1 }
                    kind: { type: string, enum: [x, y], default: x, nullable: true }
                    all: { type: array, maxItems: 3, items: { $ref: '#/components/schemas/A' } }
                    map: { type: object, additionalProperties: { $ref: '#/components/schemas/B' } }
                B: { properties: { a: { $ref: '#/components/schemas/A' } }, additionalProperties: false }
            """
        let (document, _) = readDocument(path: "small.yaml", bytes: Array(small.utf8))
        let documents = Mutations.replaced(try #require(document))
        #expect(documents.count > 300)
        var refused = 0
        for document in documents {
            let (contract, diagnostics) = resolve(document)
            #expect((contract == nil) == diagnostics.hasErrors)
            if contract == nil { refused += 1 }
        }
        #expect(refused > documents.count / 2, "\(refused) of \(documents.count)")
    }

    @Test(
        .timeLimit(.minutes(60)),
        arguments: [
            "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { $ref: '#/paths/~1a' } }",
            "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { $ref: '#' } }",
            "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { parameters: [{ $ref: '#/paths/~1a/get/parameters/0' }], responses: { '200': { $ref: '#/paths/~1a/get/responses/200' } }, requestBody: { $ref: '#/paths/~1a/get/requestBody' } } } }",
            "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#' } } } } } } } }",
        ]) func `what refers to itself is an error`(text: String)
    {
        #expect(Resolved(text).diagnostics.hasErrors)
    }

    @Test(.timeLimit(.minutes(60))) func `deep nesting and many names cost no more than their size`() {
        let deep = String(repeating: "{ items: ", count: 100) + "{}" + String(repeating: " }", count: 100)
        #expect(Resolved.value(deep).contract != nil)
        let deeper = String(repeating: "{ items: ", count: 2000) + "{}" + String(repeating: " }", count: 2000)
        #expect(Resolved.value(deeper).diagnostics.hasErrors)
        let wide = (0..<5_000).map { "'\(String(repeating: "-", count: $0 % 7))n\($0 / 7)': {}" }.joined(separator: ", ")
        #expect(
            Resolved.value("{ properties: { \(wide) }, required: [a, \((0..<5_000).map { "r\($0)" }.joined(separator: ", "))] }")
                .contract != nil)
        let dangling = (0..<5_000).map { "p\($0): { $ref: '#/components/schemas/N\($0)' }" }.joined(separator: ", ")
        #expect(Resolved.value("{ properties: { \(dangling) } }").diagnostics.count <= 2_001)
    }

    // Of 149 documents in these folders most are refused as they stand, or by their specification's own rules.
    // Accepted are rules of other tools and of extensions, two limits of the tool that the documents are from, and hostile
    // texts, which are harmless as names.
    @Test(.enabled(if: Corpus.isThere, "the test corpus is not there"), .timeLimit(.minutes(60)))
    func `documents that are to be refused are survived, and most are refused or found wrong`() throws {
        let files = Corpus.files(below: "peers").filter { file in
            !Set(file.pathComponents).isDisjoint(with: ["fail", "negative", "invalid", "malicious"])
        }
        let refused = try files.count { file in
            let (document, found) = readDocument(path: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
            guard let document, !found.hasErrors else { return true }
            let (contract, diagnostics) = resolve(document)
            #expect((contract == nil) == diagnostics.hasErrors, "\(file.path)")
            return contract == nil || check(DocumentLibrary(main: document)).hasErrors
        }
        #expect(refused >= 93, "\(refused) of \(files.count)")
    }

    @Test(
        .enabled(if: Corpus.isThere, "the test corpus is not there"), .timeLimit(.minutes(60)),
        arguments: ["specs", "peers", "openapi-meta", "yaml"])
    func `every document of the corpus ends in a contract or in errors`(folder: String) throws {
        for file in Corpus.files(below: folder, endings: ["yaml", "yml", "json", "in", "tml"]) {
            // Parts of one large document are no documents by themselves.
            if file.path.contains("digitalocean"), file.path.contains("/resources/") { continue }
            let bytes = Array(try Data(contentsOf: file))
            let (document, found) = readDocument(path: file.lastPathComponent, bytes: bytes)
            guard let document, !found.hasErrors else { continue }
            // `make corpus` has the large ones, with the tool as it is used.
            guard bytes.count <= 200_000 else { continue }
            for allow in Self.allowances.suffix(bytes.count > 20_000 ? 1 : 2) {
                let (contract, diagnostics) = resolve(document, options: ResolverOptions(allowed: allow))
                #expect((contract == nil) == diagnostics.hasErrors, "\(file.path)")
            }
        }
    }
}
