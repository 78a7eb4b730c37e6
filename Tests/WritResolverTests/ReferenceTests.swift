// References into other files, by pointer, by anchor and by identifier.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct ReferenceTests {
    @Test func `a part of another file is one type, by whatever way it is reached`() {
        let resolved = Resolved(files: [
            "openapi.yaml": document(
                out: "$ref: 'models/pets.yaml'", components: "schemas: { Animal: { $ref: './models/../models/pet.yaml' } }"),
            "models/pets.yaml": "type: array\nitems: { $ref: pet.yaml }",
            "models/pet.yaml": "type: object\nproperties: { friend: { $ref: '#' }, owner: { $ref: '../people.json#/Owner' } }",
            "people.json": #"{ "Owner": { "type": "object", "properties": { "pets": { "$ref": "models/pets.yaml" } } } }"#,
        ])
        #expect(resolved.said == [], "\(resolved.rendered)")
        #expect(resolved.contract?.types.map(\.name.description) == ["Animal", "Owner"])
    }

    @Test func `path items, operations, parameters, bodies and answers may lie in other files`() {
        let resolved = Resolved(files: [
            "api/openapi.yaml": """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths:
              /a: { $ref: 'paths.yaml#/~1a' }
              /b/{id}: { get: { $ref: 'get.yaml' } }
            """,
            "api/paths.yaml": """
            /a:
              post:
                requestBody: { $ref: '../shared.yaml#/components/requestBodies/Note' }
                responses: { '204': { description: d } }
            """,
            "api/get.yaml": """
            operationId: getB
            parameters: [{ $ref: '../shared.yaml#/components/parameters/ID' }]
            responses: { '200': { $ref: '../shared.yaml#/components/responses/Note' } }
            """,
            "shared.yaml": """
            components:
              parameters: { ID: { name: id, in: path, required: true, schema: { type: integer } } }
              requestBodies: { Note: { content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
              responses: { Note: { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
              schemas: { Note: { type: object, properties: { text: { type: string } } } }
            """,
        ])
        #expect(resolved.said == ["warning reference-place"], "\(resolved.rendered)")
        #expect(resolved.contract?.operations.map(\.typeName) == ["PostA", "GetB"])
        #expect(resolved.contract?.types.map(\.name.description) == ["Note"])
    }

    @Test func `what dangles is told at each reference, with the file that has it`() {
        let resolved = Resolved(files: [
            "openapi.yaml": document(out: "type: array\nitems: { $ref: 'a.yaml#/A' }"),
            "a.yaml":
                "A:\n  type: object\n  properties:\n    b: { $ref: b.yaml }\n    c: { $ref: '#/C' }\n    d: { $ref: b.yaml }",
        ])
        #expect(
            resolved.diagnostics.filter { $0.severity == .error }.map {
                "\($0.code) \($0.location?.description ?? "") \($0.pointer ?? "")"
            } == [
                "missing-reference a.yaml:4:16 /A/properties/b/$ref", "missing-reference a.yaml:5:16 /A/properties/c/$ref",
                "missing-reference a.yaml:6:16 /A/properties/d/$ref",
            ], "\(resolved.rendered)")
    }

    @Test func `a file that can't be read is told once, and at each reference`() {
        let resolved = Resolved(files: [
            "openapi.yaml": document(out: "type: array\nitems: { $ref: 'a.yaml' }"), "a.yaml": "a: [",
        ])
        #expect(resolved.said == ["error unreadable-reference", "error missing-value"], "\(resolved.rendered)")
    }

    @Test(arguments: [
        "'#/paths/~1things/get/responses/200/content/application~1json/schema'",
        "'#/paths/%7E1things/get/responses/200/content/application~1json/schema'",
        "'openapi.yaml#/components/schemas/Out'", "'./openapi.yaml#/components/schemas/O%75t'", "'#thing'", "'urn:things:out'",
        "'urn:things:out#thing'", "'urn:things:out#/$defs/Part'",
    ]) func `a schema is found by each of its names`(reference: String) {
        let resolved = Resolved(files: [
            "openapi.yaml": document(
                out: "$ref: '#/components/schemas/Out'",
                components: """
                    schemas:
                      Out: { $id: 'urn:things:out', $anchor: thing, type: object, properties: { next: { $ref: '#/$defs/Part' } }, $defs: { Part: { type: object, properties: { a: { type: string } } } } }
                      Named: { $anchor: thing, type: object, properties: { b: { $ref: \(reference) } } }
                    """)
        ])
        #expect(resolved.diagnostics.filter { $0.severity == .error }.isEmpty, "\(resolved.rendered)")
    }

    @Test func `a document with $self is known by it, and its neighbours by their place beside it`() {
        let resolved = Resolved(files: [
            "openapi.yaml": "$self: https://example.com/api/openapi\n"
                + document(
                    version: "3.2.0",
                    out: """
                        type: object
                        properties:
                          a: { $ref: 'https://example.com/api/openapi#/components/schemas/A' }
                          b: { $ref: 'https://example.com/api/models/b.yaml' }
                          c: { $ref: 'models/b.yaml' }
                        """, components: "schemas: { A: { type: object, properties: { x: { type: string } } } }"),
            "models/b.yaml": "type: object\nproperties: { y: { type: string } }",
        ])
        #expect(resolved.said == [], "\(resolved.rendered)")
        #expect(resolved.contract?.types.map(\.name.description) == ["A", "B"])
    }

    @Test func `circles over files are survived, and refused where they make no type`() {
        let resolved = Resolved(files: [
            "openapi.yaml": document(out: "$ref: 'a.yaml'"), "a.yaml": "$ref: b.yaml", "b.yaml": "$ref: a.yaml",
        ])
        #expect(resolved.said == ["error reference-cycle"], "\(resolved.rendered)")
        let tree = Resolved(files: [
            "openapi.yaml": document(out: "$ref: 'a.yaml'"), "a.yaml": "type: object\nproperties: { b: { $ref: b.yaml } }",
            "b.yaml": "type: array\nitems: { $ref: a.yaml }",
        ])
        #expect(tree.said == [], "\(tree.rendered)")
    }

    @Test func `the network is asked only where it may be`() {
        let text = document(out: "$ref: 'https://example.com/models/a.yaml'")
        #expect(Resolved(files: ["openapi.yaml": text]).said == ["error external-reference"])
        let remote = [
            "https://example.com/models/a.yaml": "type: object\nproperties: { b: { $ref: '../b.yaml' } }",
            "https://example.com/b.yaml": "type: object\nproperties: { c: { type: string } }",
        ]
        let resolved = Resolved(files: ["openapi.yaml": text], remote: remote)
        #expect(resolved.said == [], "\(resolved.rendered)")
        #expect(resolved.contract?.types.map(\.name.description) == ["A", "B"])
    }

    @Test func `all of properties may be kept elsewhere, with a warning`() {
        let resolved = Resolved(files: [
            "openapi.yaml": document(out: "type: object\nproperties: { $ref: 'parts/a.yaml#/all' }"),
            "parts/a.yaml": "all: { b: { $ref: b.yaml } }", "parts/b.yaml": "type: string",
        ])
        #expect(resolved.said == ["warning reference-place"], "\(resolved.rendered)")
        guard case .object(let object)? = resolved.operation?.types.first?.kind else {
            Issue.record("no object")
            return
        }
        #expect(object.properties.map(\.wireName) == ["b"])
    }

    @Test func `what is served of several files is one document`() throws {
        let resolved = Resolved(files: [
            "openapi.yaml": document(
                out: "$ref: 'models/pet.yaml'",
                components: "schemas: { Pet: { type: string }, All: { $ref: 'models/pet.yaml#/properties/friend' } }"),
            "models/pet.yaml": """
            type: object
            properties:
              friend: { $ref: '#' }
              kind: { items: { $ref: '../openapi.yaml#/components/schemas/Pet' } }
            """,
        ])
        let bytes = resolved.contract?.document.json ?? []
        #expect(resolved.contract?.document.isJSON == true, "\(resolved.rendered)")
        let (served, _) = readDocument(path: "served.json", bytes: bytes)
        func text(_ pointer: String) -> String? { served?.node(at: pointer)?.string }
        let content = "/paths/~1things/get/responses/200/content/application~1json/schema/$ref"
        // What the document has a name for keeps that name.
        #expect(text(content) == "#/components/schemas/All")
        #expect(text("/components/schemas/All/properties/friend/$ref") == "#/components/schemas/All")
        #expect(text("/components/schemas/All/properties/kind/items/$ref") == "#/components/schemas/Pet")
        #expect(served.map { Resolved(String(decoding: $0.root.json(), as: UTF8.self)).said } == [])
    }

    /// One operation that answers this schema.
    private func document(version: String = "3.1.0", out: String, components: String = "") -> String {
        """
        openapi: \(version)
        info: { title: Test, version: '1' }
        paths:
          /things:
            get:
              operationId: operate
              responses:
                '200':
                  description: Good
                  content:
                    application/json:
                      schema:
        \(out.indented(16))
        \(components.isEmpty ? "" : "components:\n" + components.indented(2))
        """
    }
}

extension Resolved {
    /// A description over several files; the first one by name that is called `openapi.yaml` is the main one.
    init(files: [String: String], remote: [String: String]? = nil, allow: Set<String> = []) {
        let (library, found) = Self.library(of: files, remote: remote)
        self.init(contract: nil, diagnostics: found)
        guard let library, !found.hasErrors else { return }
        let (contract, more) = resolve(library, options: ResolverOptions(allowed: allow))
        self.contract = contract
        diagnostics += more
    }

    /// The document that is called `openapi.yaml`, and what its references may lead to.
    static func library(
        of files: [String: String], remote: [String: String]? = nil
    ) -> (library: DocumentLibrary?, found: [Diagnostic]) {
        let main = files.keys.sorted().first { $0.hasSuffix("openapi.yaml") } ?? ""
        func load(_ texts: [String: String]) -> DocumentLibrary.Load {
            { path, _ in texts[path].map { .success(LoadedFile(bytes: Array($0.utf8), path: path)) } ?? .failure(.missing) }
        }
        let (document, found) = readDocument(path: main, bytes: Array((files[main] ?? "").utf8))
        return (document.map { DocumentLibrary(main: $0, load: load(files), loadRemote: remote.map(load)) }, found)
    }
}
