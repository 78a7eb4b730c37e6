// References of Swagger 2.0: each means what its author wrote, in any file, and messages speak of 2.0.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct SwaggerReferenceTests {
    /// A document whose operation answers with this reference.
    private func resolved(_ reference: String, files: [String: String] = [:]) -> Resolved {
        let main = """
            swagger: '2.0'
            info: { title: T, version: '1' }
            consumes: [application/json]
            produces: [application/json, application/xml]
            paths:
              /a:
                get:
                  responses: { '200': { description: d, schema: { $ref: '\(reference)' } } }
              /b/{id}:
                parameters:
                  - { name: id, in: path, required: true, type: string }
                  - { name: shared, in: body, schema: { type: object, properties: { shared: { type: string } } } }
                get:
                  parameters:
                    - { name: first, in: body, schema: { type: object, properties: { body: { type: string } } } }
                    - { name: list, in: query, type: array, items: { type: object, properties: { item: { type: string } } } }
                  responses:
                    '200':
                      description: d
                      schema: { type: object, properties: { answer: { type: string }, list: { type: array, items: [{ type: object, properties: { only: { type: string } } }] } } }
                      headers: { X: { type: array, items: { type: object, properties: { header: { type: string } } } } }
                post:
                  consumes: [multipart/form-data]
                  parameters: [{ name: field, in: formData, type: array, items: { type: object, properties: { field: { type: string } } } }]
                  responses: { '200': { $ref: '#/responses/Answer' } }
                put: { responses: { '204': { description: d } } }
            definitions:
              Thing: { type: object, properties: { definition: { type: string } } }
              Any: { type: array, items: [{ type: string }, { type: object, properties: { second: { type: string } } }] }
            parameters:
              Body: { name: b, in: body, schema: { type: object, properties: { sharedBody: { type: string } } } }
            responses:
              Answer: { description: d, schema: { type: object, properties: { sharedAnswer: { type: string } } } }
            """
        return Resolved(files: files.merging(["openapi.yaml": main]) { $1 })
    }

    @Test(arguments: [
        ("#/definitions/Thing", "definition"),
        ("openapi.yaml#/definitions/Thing", "definition"),
        ("./openapi.yaml#/definitions/Thing", "definition"),
        ("#/definitions/Any/items/1", "second"),
        ("#/parameters/Body/schema", "sharedBody"),
        ("#/responses/Answer/schema", "sharedAnswer"),
        ("#/paths/~1b~1{id}/post/responses/200/schema", "sharedAnswer"),
        ("#/paths/~1b~1%7Bid%7D/get/responses/200/schema", "answer"),
        ("#/paths/~1b~1{id}/get/responses/200/schema/properties/list/items/0", "only"),
        ("#/paths/~1b~1{id}/get/responses/200/headers/X/items", "header"),
        ("#/paths/~1b~1{id}/get/parameters/0/schema", "body"),
        ("#/paths/~1b~1{id}/get/parameters/1/items", "item"),
        ("#/paths/~1b~1{id}/post/parameters/0/items", "field"),
        ("#/paths/~1b~1{id}/parameters/1/schema", "shared"),
    ]) func `a reference of 2_0 leads to what stands there as written`(reference: String, property: String) {
        let resolved = resolved(reference)
        #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
        #expect(resolved.types.joined().contains("\(property)?: string"), "\(resolved.types)")
    }

    @Test(arguments: [
        ("#/definitions/Thin", "there is no `Thin` in `#/definitions`"),
        ("#/components/schemas/Thing", "there is no `components` in `#`"),
        ("#/paths/~1b~1{id}/get/responses/200/content", "there is no `content` in `#/paths/~1b~1{id}/get/responses/200`"),
        ("#/paths/~1b~1{id}/get/parameters/7/schema", "there is no `7` in `#/paths/~1b~1{id}/get/parameters`"),
        ("#/definitions", "a Schema Object is meant here, and `#/definitions` is none"),
        ("#/responses/Answer", "a Schema Object is meant here, and `responses` holds others"),
    ]) func `a reference that leads nowhere is told in the words of 2_0`(reference: String, message: String) {
        let resolved = resolved(reference)
        #expect(resolved.rendered.contains(message), "\(resolved.rendered)")
        #expect(!resolved.rendered.contains("#/components/schemas/`"), "\(resolved.rendered)")
    }

    @Test(arguments: [
        ("parts.yaml#/definitions/Thing", "far"), ("parts.yaml#/parameters/Body/schema", "partBody"),
        ("parts.yaml#/responses/Things/schema", "farAnswer"), ("paths.yaml#/~1far/get/responses/200/schema", "farPath"),
    ]) func `files of 2_0 have sections of their own`(reference: String, property: String) {
        let resolved = resolved(
            reference,
            files: [
                "parts.yaml": """
                parameters: { Body: { name: body, in: body, schema: { type: object, properties: { partBody: { type: string } } } } }
                responses: { Things: { description: d, schema: { type: object, properties: { farAnswer: { type: string } } } } }
                definitions: { Thing: { type: object, properties: { far: { type: string }, back: { $ref: 'openapi.yaml#/definitions/Thing' } } } }
                """,
                "paths.yaml": """
                /far:
                  get: { responses: { '200': { description: d, schema: { type: object, properties: { farPath: { type: string } } } } } }
                """,
            ])
        #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
        #expect(resolved.types.joined().contains("\(property)?: string"), "\(resolved.types)")
    }

    @Test func `what a shared body or answer refers to is looked up in its own file`() {
        let resolved = Resolved(files: [
            "openapi.yaml": """
            swagger: '2.0'
            info: { title: T, version: '1' }
            paths:
              /a:
                get:
                  parameters: [{ $ref: 'shared.yaml#/parameters/Limit' }]
                  responses: { '200': { $ref: 'shared.yaml#/responses/Things' } }
                post:
                  parameters: [{ $ref: 'shared.yaml#/parameters/Body' }]
                  responses: { '200': { description: d, schema: { $ref: 'shared.yaml#/definitions/Thing' } } }
            definitions: { Other: { type: object, properties: { wrong: { type: string } } } }
            """,
            "shared.yaml": """
            parameters:
              Limit: { in: query, name: limit, type: integer }
              Body: { in: body, name: body, required: true, schema: { $ref: '#/definitions/Thing' } }
            responses: { Things: { description: d, schema: { type: array, items: { $ref: '#/definitions/Thing' } } } }
            definitions: { Thing: { type: object, properties: { right: { type: string } } } }
            """,
        ])
        #expect(!resolved.said.contains { $0.hasPrefix("error") }, "\(resolved.rendered)")
        #expect(resolved.types == ["Thing: { right?: string }"])
        #expect(resolved.contract?.operations.map { $0.body != nil } == [false, true])
    }

    @Test func `each error of the conversion has its place`() {
        let operation = """
            parameters:
              - { name: a, in: body, schema: { type: string } }
              - { name: b, in: formData, type: string }
              - { name: c, in: path, required: true, type: array, items: { type: string }, collectionFormat: multi }
            responses: { '204': { description: d } }
            """
        let resolved = Resolved(
            """
            swagger: '2.0'
            info: { title: T, version: '1' }
            paths:
              /a/{c}:
                post:
            \(operation.indented(6))
              /b/{c}:
                post:
            \(operation.indented(6))
            """)
        let errors = resolved.diagnostics.filter { $0.severity == .error }.map { "\($0.code) \($0.pointer ?? "")" }
        #expect(
            errors == [
                "several-bodies /paths/~1a~1{c}/post/parameters/1",
                "unsupported-collection-format /paths/~1a~1{c}/post/parameters/2/collectionFormat",
                "several-bodies /paths/~1b~1{c}/post/parameters/1",
                "unsupported-collection-format /paths/~1b~1{c}/post/parameters/2/collectionFormat",
            ], "\(resolved.rendered)")
    }

    /// As many operations as asked for, each with definitions of its own and something to warn of.
    private func large(_ operations: Int) -> String {
        var paths = "paths:\n"
        var definitions = "definitions:\n"
        for number in 0..<operations {
            paths += """
                  /apis/group/v1/things\(number)/{name}:
                    get:
                      tags: [things]
                      consumes: ['*/*']
                      produces: [application/json, application/yaml]
                      unknown: true
                      parameters:
                        - { name: name, in: path, required: true, type: string }
                        - { name: limit, in: query, type: integer }
                        - { $ref: '#/parameters/pretty' }
                      responses:
                        '200': { description: OK, schema: { $ref: '#/definitions/Thing\(number)' } }
                        '401': { description: Unauthorized }

                """
            definitions += """
                  Thing\(number):
                    type: object
                    required: [kind]
                    properties:
                      kind: { type: string, description: The kind. }
                      next: { $ref: '#/definitions/Thing\((number + 1) % operations)' }
                      items: { type: array, items: { type: string }, x-list-type: atomic }

                """
        }
        return """
            swagger: '2.0'
            info: { title: Large, version: '1' }
            parameters: { pretty: { name: pretty, in: query, type: string } }
            \(paths)\(definitions)
            """
    }

    @Test(arguments: [1, 100, 1_000]) func `the places of all that is said are found in one walk`(operations: Int) {
        let (document, found) = readDocument(path: "openapi.yaml", bytes: Array(large(operations).utf8))
        guard let document else { return #expect(found.isEmpty) }
        let library = DocumentLibrary(main: document)
        let diagnostics = resolve(library).diagnostics
        #expect(diagnostics.filter { $0.code == "unknown-keyword" }.count == operations)
        #expect(diagnostics.allSatisfy { $0.pointer?.hasPrefix("/paths/~1apis") == true })
        #expect(library.nodesIndexed == PointerIndex(document).nodeCount)
    }
}
