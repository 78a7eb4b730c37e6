// Path Items that refer to others, and how names and identifiers in other files are meant.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct PathItemTests {
    private func resolved(_ paths: String, files: [String: String] = [:], version: String = "3.1.0") -> Resolved {
        let main = "openapi: \(version)\ninfo: { title: T, version: '1' }\npaths:\n\(paths.indented(2))\n"
        return Resolved(files: files.merging(["openapi.yaml": main]) { $1 })
    }

    private func operation(_ id: String) -> String { "{ operationId: \(id), responses: { '204': { description: d } } }" }

    private func routes(_ resolved: Resolved) -> [String] {
        (resolved.contract?.operations ?? []).map { operation in
            "\(operation.method.name) \(operation.path.text) \(operation.parameters.map(\.wireName).joined(separator: ","))"
        }.sorted()
    }

    @Test(arguments: ["3.0.4", "3.1.0", "3.2.0"]) func `what stands beside a reference is merged`(version: String) {
        let resolved = resolved(
            """
            /a: { get: \(operation("getA")) }
            /b:
              $ref: '#/paths/~1a'
              summary: own
              post: \(operation("postB"))
            """, version: version)
        #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
        #expect(routes(resolved) == ["GET /a ", "GET /b ", "POST /b "])
        // One operation at two paths is legal: nobody has written its id twice.
        #expect(resolved.diagnostics.map { "\($0.severity.rawValue) \($0.code)" } == ["note shared-operation"])
    }

    @Test func `parameters beside a reference hold for what it leads to`() {
        let resolved = resolved(
            """
            /a/{id}:
              $ref: item.yaml
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
            """,
            files: [
                "item.yaml": """
                parameters: [{ name: q, in: query, schema: { type: string } }]
                get: \(operation("getA"))
                """
            ])
        #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
        #expect(routes(resolved).map { $0.split(separator: " ").last?.split(separator: ",").sorted() ?? [] } == [["id", "q"]])
    }

    @Test func `what is in both is refused`() {
        let item = "{ parameters: [{ name: q, in: query, schema: {} }], get: \(operation("one")) }"
        let parameters = "{ $ref: item.yaml, parameters: [{ name: q, in: query, schema: { type: string } }] }"
        for (path, message) in [
            ("{ $ref: item.yaml, get: \(operation("two")) }", "the operation GET stands beside"),
            (parameters, "the parameter `q` stands beside"),
        ] {
            let resolved = resolved("/a: \(path)", files: ["item.yaml": item])
            #expect(resolved.said.filter { $0.hasPrefix("error") } == ["error reference-sibling"], "\(resolved.rendered)")
            #expect(resolved.rendered.contains(message), "\(resolved.rendered)")
        }
        let other = resolved(
            "/a: { $ref: item.yaml, parameters: [{ name: q, in: header, schema: {} }] }", files: ["item.yaml": item])
        #expect(!other.said.contains { $0.hasPrefix("error") }, "\(other.rendered)")
    }

    @Test func `the served document has what was merged`() throws {
        let resolved = resolved(
            "/a: { $ref: item.yaml, post: \(operation("two")) }", files: ["item.yaml": "get: \(operation("one"))"],
            version: "3.0.4")
        let json = String(decoding: try #require(resolved.contract).document.json, as: UTF8.self)
        #expect(json.contains("\"one\"") && json.contains("\"two\""), "\(json)")
    }

    // MARK: Names and identifiers

    @Test func `a plain name of a mapping is a schema of the file that it stands in`() throws {
        let resolved = resolved(
            """
            /pets:
              get:
                responses: { '200': { description: d, content: { application/json: { schema: { $ref: 'pets.yaml#/components/schemas/Pet' } } } } }
            """,
            files: [
                "pets.yaml": """
                components:
                  schemas:
                    Pet:
                      type: object
                      required: [kind]
                      properties: { kind: { type: string } }
                      discriminator: { propertyName: kind, mapping: { cat: Cat } }
                    Cat:
                      allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }]
                """
            ], version: "3.0.4")
        #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
        #expect(resolved.types.contains { $0.contains("lives?: int") }, "\(resolved.types)")
        let json = String(decoding: try #require(resolved.contract).document.json, as: UTF8.self)
        #expect(json.contains("\"cat\":\"#/components/schemas/Cat\""), "\(json)")
    }

    @Test(arguments: ["./nested/", "nested/", "./nested/self.json", "nested/.", "other/../nested/"])
    func `an identifier is what references beside and below it are relative to`(identifier: String) {
        for schema in [
            "{ $id: \(identifier), $ref: ./profile.yaml }",
            "{ $id: \(identifier), type: object, properties: { below: { $ref: profile.yaml } } }",
        ] {
            let resolved = resolved(
                "/a: { get: { responses: { '200': { description: d, content: { application/json: { schema: \(schema) } } } } } }",
                files: ["nested/profile.yaml": "type: object\nproperties: { age: { type: integer } }"])
            #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
            #expect(resolved.contract.map { "\($0)".contains("age") } == true)
        }
    }

    @Test func `checking and generating agree on parameters of paths`() throws {
        let text = """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths:
              /loans/{loanid}:
                get:
                  parameters: [{ name: loanId, in: path, required: true, schema: { type: string } }]
                  responses: { '204': { description: d } }
            """
        let document = try #require(readDocument(path: "openapi.yaml", bytes: Array(text.utf8)).0)
        let errors = { (found: [Diagnostic]) in found.filter { $0.severity == .error }.map { "\($0.code) \($0.pointer ?? "")" } }
        let generating = errors(resolve(document).diagnostics)
        #expect(!generating.isEmpty)
        #expect(errors(check(DocumentLibrary(main: document))) == generating)
    }

    // MARK: Events

    private static let events = """
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /events:
            get:
              responses:
                '200':
                  description: d
                  content:
                    text/event-stream:
                      x-writ-item-schema:
                        type: object
                        required: [data]
                        properties:
                          data: { type: string, contentMediaType: application/json, contentSchema: { $ref: '#/components/schemas/Ev' } }
        components:
          schemas:
            Ev: { type: object, required: [a], properties: { a: { type: integer } } }
            Told: { type: string, contentMediaType: application/json, contentSchema: { type: integer } }
        """

    @Test func `what an event's data hold is used, and makes the type`() throws {
        let resolved = Resolved(Self.events)
        #expect(!resolved.diagnostics.contains { $0.message.contains("`Ev`") }, "\(resolved.rendered)")
        #expect(resolved.types.contains { $0.hasPrefix("Ev:") })
        let document = try #require(readDocument(path: "openapi.yaml", bytes: Array(Self.events.utf8)).0)
        let lines = report(DocumentLibrary(main: document)).report.lines
        func counts(_ keyword: String) -> [String] {
            lines.filter { $0.object == "Schema Object" && $0.keyword == keyword }.map { "\($0.outcome.rawValue) \($0.count)" }
        }
        #expect(counts("contentSchema") == ["enforced 1", "documented 1"])
        #expect(counts("required") == ["enforced 2"])
    }

    @Test func `what has no effect is not called enforced`() throws {
        let text = """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            components: { schemas: { A: { type: array, minContains: 3 }, B: { type: array, contains: {}, minContains: 2 } } }
            """
        let document = try #require(readDocument(path: "openapi.yaml", bytes: Array(text.utf8)).0)
        let lines = report(DocumentLibrary(main: document)).report.lines.filter { $0.keyword == "minContains" }
        #expect(lines.map { "\($0.outcome.rawValue) \($0.count)" } == ["enforced 1", "documented 1"])
    }
}
