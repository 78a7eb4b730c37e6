// The specification's rules that `writ check` knows and generating does not ask for.

import Testing
import WritResolver
import WritSpec

@Suite struct LintTests {
    private func said(_ document: String, version: String = "3.1.0") -> [String] {
        let text = "openapi: \(version)\ninfo: { title: T, version: '1' }\n\(document)\n"
        let (read, found) = readDocument(path: "openapi.yaml", bytes: Array(text.utf8))
        guard let read else { return ["nothing was read"] }
        return (found + check(DocumentLibrary(main: read)))
            .filter { $0.severity != .note }
            .map { "\($0.severity.rawValue) \($0.code) \($0.location.map { "\($0.line - 2):\($0.column)" } ?? "")" }
    }

    private func operation(_ keywords: String) -> String { "paths: { /a: { get: { \(keywords) } } }" }

    private static let answer = "responses: { '204': { description: d } }"

    @Test(arguments: [
        ("key: { type: apiKey, in: header, name: K }", ""), ("key: { type: apiKey, in: header }", "error missing-field"),
        ("key: { type: apiKey, in: body, name: K }", "error wrong-location"), ("key: { type: http }", "error missing-field"),
        ("key: { type: nothing }", "error wrong-scheme"), ("key: { type: oauth2 }", "error missing-field"),
        ("key: { type: oauth2, flows: { implicit: { scopes: {} } } }", "error missing-field"),
        ("key: { type: oauth2, flows: { implicit: { scopes: {}, authorizationUrl: 'https://a.example' } } }", ""),
        ("key: { type: oauth2, flows: { password: { scopes: {} } } }", "error missing-field"),
        ("key: { type: oauth2, flows: { authorizationCode: { scopes: {}, tokenUrl: '/t' } } }", "error missing-field"),
        ("key: { type: openIdConnect }", "error missing-field"), ("key: { type: mutualTLS }", ""),
    ]) func `a security scheme says what its type asks for, used or not`(scheme: String, expected: String) {
        let said = said("paths: {}\ncomponents: { securitySchemes: { \(scheme) } }").map { $0.split(separator: " ").prefix(2) }
        #expect(said.map { $0.joined(separator: " ") } == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `before 3_1 only schemes with flows have scopes`() {
        let document = """
            paths: {}
            security: [{ key: [write] }]
            components: { securitySchemes: { key: { type: apiKey, in: header, name: K } } }
            """
        #expect(said(document, version: "3.0.4") == ["error scopes 2:19"])
        #expect(said(document) == [])
    }

    @Test(arguments: [
        ("[{ name: a, parent: b }, { name: b }]", ""), ("[{ name: a, parent: c }, { name: b }]", "error missing-tag 1:27"),
        ("[{ name: a, parent: a }]", "error tag-cycle 1:27"),
        ("[{ name: a, parent: b }, { name: b, parent: a }]", "error tag-cycle 1:27"),
    ]) func `tags lie under tags that there are`(tags: String, expected: String) {
        #expect(said("tags: \(tags)\npaths: {}", version: "3.2.0").first ?? "" == expected)
    }

    @Test func `an answer needs no description since 3_2`() {
        let document = operation("responses: { '204': { summary: s } }")
        #expect(said(document, version: "3.2.0") == [])
        #expect(said(operation("responses: { '204': {} }")) == ["warning missing-field 1:43"])
    }

    @Test func `an operation declares a response, and before 3_1 responses`() {
        #expect(said(operation("responses: {}")) == ["error missing-field 1:34"])
        #expect(said(operation("responses: { x-a: 1 }")) == ["error missing-field 1:34"])
        #expect(said(operation("summary: s")) == [])
        #expect(said(operation("summary: s"), version: "3.0.4") == ["error missing-field 1:21"])
    }

    /// What is made of them ends as it began: without a call inside the other for each segment.
    @Test func `paths may have any number of segments`() {
        let answers = "get: { \(Self.answer) }"
        let long = String(repeating: "/a", count: 150_000)
        #expect(
            said("paths:\n  '\(long)': { \(answers) }\n  '\(long)/b': { \(answers) }").allSatisfy { !$0.contains("ambiguous") })
    }

    @Test func `paths of which each is the more literal one in another place are ambiguous`() {
        func item(_ parameter: String, method: String = "get") -> String {
            "{ \(method): { parameters: [{ name: \(parameter), in: path, required: true, schema: {} }], \(Self.answer) } }"
        }
        #expect(said("paths:\n  /a/{b}/c: \(item("b"))\n  /a/d/{e}: \(item("e"))") == ["warning ambiguous-path 3:3"])
        #expect(said("paths:\n  /a/{b}/c: \(item("b"))\n  /a/d/{e}: \(item("e", method: "put"))") == [])
        #expect(said("paths:\n  /a/{b}: \(item("b"))\n  /a/d: { get: { \(Self.answer) } }") == [])
    }

    @Test func `a link leads to an operation`() {
        let link = "responses: { '204': { description: d, links: { l: { operationRef: '#/paths/~1b/get' } } } }"
        #expect(said(operation(link)) == ["warning missing-operation 1:89"])
    }

    @Test(arguments: [
        ("{ oneOf: [] }", "error empty-list"), ("{ allOf: [] }", "error empty-list"),
        ("{ oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/B' }] }", "error duplicate-value"),
        ("{ type: string, default: b, pattern: ^a }", "error wrong-default"),
        ("{ type: string, example: 2023-02-30, format: date }", "warning wrong-example"),
        ("{ type: string, example: 2024-02-29, format: date }", ""),
        ("{ type: string, examples: [x, 0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11], format: uuid }", "warning wrong-example"),
        ("{ type: number, default: 0.3, multipleOf: 0.1 }", ""),
        ("{ type: integer, example: 5, multipleOf: 2 }", "warning wrong-example"),
        ("{ type: array, items: {}, uniqueItems: true, example: [1, 1.0] }", "warning wrong-example"),
        ("{ type: object, patternProperties: { ^x: { type: string } }, example: { xa: 1 } }", "warning wrong-example"),
        ("{ type: integer, default: x }", "error wrong-default"), ("{ type: string, enum: [5] }", ""),
        ("{ allOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }", "warning contradiction"),
    ]) func `schemas are what can be meant, each said once`(schema: String, expected: String) {
        let document = """
            paths: { /a: { put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }, \(Self.answer) } } }
            components:
              schemas:
                A: \(schema)
                B: { type: object }
            """
        let said = said(document).map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        #expect(
            said.filter { $0 != "error impossible-schema" && $0 != "warning enumeration-type" }
                == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `alternatives describe the property that tells them apart`() {
        let document = """
            paths: {}
            components:
              schemas:
                A: { oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }], discriminator: { propertyName: k } }
                B: { type: object, properties: { k: { type: string } } }
                C: { allOf: [{ $ref: '#/components/schemas/B' }] }
            """
        #expect(said(document) == [])
        let without = document.replacing("{ k: { type: string } }", with: "{ j: { type: string } }")
        #expect(said(without).map { $0.prefix(24) } == ["warning missing-property", "warning missing-property"])
    }

    @Test func `a server's host is without open variables`() {
        #expect(said("servers: [{ url: 'https://{site}.example' }]\npaths: {}") == ["error missing-variable 1:18"])
    }

    @Test(arguments: [
        ("{ type: [string, string] }", "error duplicate-value"),
        ("{ type: array, items: [{ type: string }] }", "warning dialect"),
        ("{ type: array, contains: {}, minContains: 3, maxContains: 2 }", "error impossible-bound"),
        ("{ type: array, minContains: 3 }", "warning no-effect"),
        ("{ then: { minLength: 3 }, type: string }", "warning no-effect"),
        ("{ if: {}, then: { minLength: 3 }, type: string }", ""), ("{ $anchor: 1a, type: string }", "error wrong-name"),
        ("{ $anchor: _a.b-1, type: string }", ""), ("{ $id: 'a.json#b', type: string }", "error wrong-name"),
        ("{ $id: 'a.json#', type: string }", ""),
        ("{ $defs: { a: { $anchor: x }, b: { $anchor: x } }, type: object }", "error duplicate-name"),
        ("{ $defs: { a: { $anchor: x }, b: { $id: 'b', $anchor: x } }, type: object }", ""),
    ]) func `keywords of JSON Schema are used as it says`(schema: String, expected: String) {
        let said = said("paths: {}\ncomponents: { schemas: { A: \(schema) } }")
        #expect(said.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `null is no type before 3_1, and items no list`() {
        for schema in ["{ type: 'null' }", "{ type: array, items: [{ type: string }] }"] {
            let said = said("paths: {}\ncomponents: { schemas: { A: \(schema) } }", version: "3.0.4")
            #expect(said.map { $0.prefix(15) } == ["warning dialect"], "\(schema)")
        }
    }

    @Test(arguments: [
        "{ type: string, minLength: 5, maxLength: 3 }",
        "{ type: object, properties: { a: { readOnly: true, writeOnly: true } } }",
        "{ type: object, additionalProperties: false, required: [a] }", "{ type: string, enum: [a], const: b }",
        "{ allOf: [{ $ref: '#/components/schemas/A' }] }",
    ]) func `schemas that nothing uses are looked at as others are`(schema: String) {
        let answers =
            "{ '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }"
        let used = said("components: { schemas: { A: \(schema) } }\npaths: { /a: { get: { responses: \(answers) } } }")
        #expect(!used.isEmpty)
        // That nothing is ever valid is an error where something must be.
        let unused = said("components: { schemas: { A: \(schema) } }\npaths: {}")
        #expect(unused == used.filter { !$0.hasPrefix("error impossible-schema") })
    }

    @Test(arguments: [
        ("basePath: v2", "error wrong-path"), ("host: http://a.example", "error wrong-host"), ("host: a.example:80", ""),
        ("schemes: [ftp]", "error wrong-scheme"), ("consumes: [json]", "error wrong-media-type"),
        ("produces: application/json", "error wrong-shape"), ("servers: []", "error unknown-keyword"),
        ("parameters: { p: { name: p, in: query, type: object } }", "error unknown-type"),
        ("parameters: { p: { name: p, in: query, type: file } }", "error unknown-type"),
        ("parameters: { p: { name: p, in: formData, type: file } }", ""),
        ("parameters: { p: { name: p, in: query, schema: { type: string } } }", "error exclusive-keywords"),
        ("parameters: { p: { name: p, in: cookie, type: string } }", "error wrong-location"),
        ("securityDefinitions: { s: { type: http, scheme: basic } }", "error wrong-scheme"),
        ("securityDefinitions: { s: { type: oauth2, flow: code, scopes: {} } }", "error wrong-scheme"),
        ("definitions: { A: { not: { type: string } } }", "error dialect"),
        ("definitions: { A: { type: object, properties: { a: { type: string, writeOnly: true } } } }", "error dialect"),
        ("definitions: { A: { type: string, x-nullable: true } }", ""),
    ]) func `Swagger has rules of its own`(keywords: String, expected: String) {
        let text = "swagger: '2.0'\ninfo: { title: T, version: '1' }\npaths: {}\n\(keywords)\n"
        guard let read = readDocument(path: "swagger.yaml", bytes: Array(text.utf8)).0 else { return #expect(Bool(false)) }
        let found = check(DocumentLibrary(main: read)).filter {
            $0.severity == .error && $0.code != "unknown-keyword" || $0.location?.line == 4
        }
        let said = found.filter { $0.severity != .note }.map { "\($0.severity.rawValue) \($0.code)" }
        #expect(expected.isEmpty ? said == [] : said.contains(expected), "\(said)")
    }

    @Test func `a parameter that is wrong is said to be so once`() {
        for parameter in ["{ name: s, in: query, style: matrix, schema: {} }", "{ name: b, in: path, schema: {} }"] {
            let item = "{ get: { parameters: [\(parameter)], responses: { '204': { description: d } } } }"
            let said = said("paths: { '\(parameter.contains("path") ? "/a/{b}" : "/a")': \(item) }")
            #expect(said.count == 1 && said[0].hasPrefix("error"), "\(said)")
        }
    }

    @Test func `what extends a base is used where the base is`() {
        let answers =
            "{ '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }"
        let text = """
            openapi: 3.0.4
            info: { title: T, version: '1' }
            paths: { /a: { get: { responses: \(answers) } } }
            components:
              schemas:
                A: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }
                B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: { type: string } } }] }
            """
        guard let read = readDocument(path: "a.yaml", bytes: Array(text.utf8)).0 else { return #expect(Bool(false)) }
        #expect(check(DocumentLibrary(main: read)).isEmpty)
    }
}
