// The head of a document, its servers, and shapes everywhere.

import Testing
import WritContract
import WritSpec

@Suite struct DocumentTests {
    @Test(arguments: [
        ("", ""), ("servers: []", ""), ("servers: [{ url: / }]", ""), ("servers: [{ url: /api/v3/ }]", "/api/v3"),
        ("servers: [{ url: 'https://example.com' }]", ""), ("servers: [{ url: 'https://example.com/v1' }]", "/v1"),
        ("servers: [{ url: //example.com/v1 }]", "/v1"), ("servers: [{ url: ./v1 }]", "/v1"), ("servers: [{ url: v1 }]", "/v1"),
        ("servers: [{ url: 'https://{host}/{base}', variables: { host: { default: a }, base: { default: v2 } } }]", "/v2"),
        ("servers: [{ url: '{site}' }]", ""), ("servers: [{ url: '{site}/v3/' }]", "/v3"),
    ]) func `the first server's path is the base of all`(servers: String, basePath: String) {
        let resolved = Resolved("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n\(servers)\n")
        #expect(resolved.contract?.basePath == basePath, "\(resolved.rendered)")
    }

    @Test(arguments: [
        ("servers: [{ url: '/{v}' }]", "error missing-variable"), ("servers: [{ url: '{v}' }]", "warning missing-variable"),
        ("servers: [{ url: /a }, { url: /b }]", "warning other-base-path"),
        ("servers: [{ url: '/{v}', variables: { v: { default: c, enum: [a] } } }]", "warning wrong-default"),
        ("servers: [{ url: '/{v}', variables: { v: {} } }]", "error missing-field"),
        ("servers: [{}]", "error missing-field"), ("servers: {}", "error wrong-shape"), ("servers: [5]", "error wrong-shape"),
        ("servers: [{ url: 5 }]", "error wrong-shape"), ("servers: [{ url: /a b }]", "error wrong-path"),
        ("tags: {}", "error wrong-shape"), ("tags: [{}]", "error missing-field"),
        ("tags: [{ name: a }, { name: a }]", "warning duplicate-tag"),
        ("security: [{ a: b }]", "error wrong-shape"), ("webhooks: { a: {} }", ""),
        ("components: []", "error wrong-shape"), ("components: { schemas: [] }", "error wrong-shape"),
        ("components: { schemas: { A: null } }", "error wrong-shape"),
        ("components: { schemas: { A: { type: int } } }", "error unknown-type"),
        ("components: { schemas: { A: { $ref: '#/nowhere' } } }", "error missing-reference"),
        ("components: { schemas: { 'A B': {} } }", "warning wrong-name"),
        ("components: { parameters: { A: {} } }", "error missing-field"), ("compnents: {}", "warning unknown-keyword"),
        ("externalDocs: { }", "error missing-field"), ("externalDocs: { url: 5 }", "error wrong-shape"), ("x-own: [5]", ""),
    ]) func `the rest of the head is checked too, used or not`(keyword: String, said: String) {
        let resolved = Resolved("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n\(keyword)\n")
        #expect(Set(resolved.said) == (said.isEmpty ? [] : [said]), "\(resolved.rendered)")
    }

    @Test(arguments: [
        ("openapi: 3.0.3", ""), ("openapi: 3.1.0", ""), ("openapi: '3.1'", ""), ("openapi: 3.1", "warning wrong-shape"),
        ("openapi: 3.2.0", ""), ("openapi: 3.3.0", "error unsupported-version"), ("openapi: 3", "error unsupported-version"),
        ("openapi: 3.1.x", "error unsupported-version"), ("openapi: [3]", "error unsupported-version"),
        ("swagger: '2.0'", ""), ("swagger: 2.0", "warning wrong-shape"), ("swagger: '1.2'", "error unsupported-version"),
        ("openap: 3.1.0", "error missing-field"),
    ]) func `versions from 3_0 to 3_2 are read`(version: String, said: String) {
        let resolved = Resolved("\(version)\ninfo: { title: T, version: '1' }\npaths: {}\n")
        #expect(resolved.said == (said.isEmpty ? [] : [said]), "\(resolved.rendered)")
    }

    @Test(arguments: ["5", "[]", "null", "text", "''", "true"]) func `a document that is no mapping is an error`(text: String) {
        #expect(Resolved(text).said == ["error wrong-shape"])
    }

    @Test(arguments: [
        "description: [1]", "summary: {}", "tags: {}", "tags: [5]", "operationId: 5", "operationId: ''", "parameters: {}",
        "responses: []", "responses: 5", "deprecated: 'yes'", "requestBody: []", "requestBody: { content: [] }",
        "requestBody: { required: 'true', content: { application/json: {} } }", "security: {}", "callbacks: []",
        "externalDocs: 5", "parameters: [{ name: 5, in: query, schema: {} }]",
        "parameters: [{ name: a, in: query, required: 'true', schema: { type: string } }]",
        "parameters: [{ name: a, in: query, style: 5, schema: { type: string } }]",
        "parameters: [{ name: a, in: query, explode: 1, schema: { type: string } }]",
        "responses: { '200': [] }", "responses: { '200': { description: 5 } }",
        "responses: { '200': { description: d, links: [] } }",
        "responses: { '200': { description: d, content: { application/json: { schema: [] } } } }",
        "responses: { '200': { description: d, content: { application/json: { schema: string } } } }",
    ]) func `a keyword of an operation with a wrong shape is an error`(keyword: String) {
        let resolved = Resolved(operation: keyword)
        #expect(resolved.said == ["error wrong-shape"], "\(resolved.rendered)")
    }

    @Test(arguments: [
        "enum: 5", "properties: []", "required: true", "required: a", "required: [1]", "nullable: 1", "type: 5", "type: []",
        "type: [5]", "format: 5", "deprecated: 'yes'", "readOnly: 1", "items: 5", "items: 5", "additionalProperties: []",
        "additionalProperties: 5", "minLength: -1", "minLength: 1.5", "minLength: '1'", "minimum: '1'", "minimum: .inf",
        "exclusiveMinimum: a", "pattern: 5", "allOf: {}", "oneOf: [5]", "description: [1]", "title: {}", "xml: 5",
        "externalDocs: []", "uniqueItems: 1", "discriminator: 5", "$ref: []", "examples: 5", "properties: { a: null }",
        "properties: { a: string }", "$defs: []", "multipleOf: a",
    ]) func `a keyword of a schema with a wrong shape is an error, used or not`(keyword: String) {
        let text = """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            components:
              schemas:
                A:
                  \(keyword)
            """
        let resolved = Resolved(text)
        #expect(resolved.said.contains("error wrong-shape"), "\(resolved.rendered)")
        #expect(!resolved.said.contains("warning unknown-keyword"))
    }

    @Test(arguments: ["example: [5]", "example: null", "examples: [5, null]", "default: null", "x-a: 5", "description: null"])
    func `what may have any shape is not an error`(keyword: String) {
        let resolved = Resolved(schemas: "Out: { type: string, \(keyword) }")
        #expect(resolved.contract != nil, "\(resolved.rendered)")
    }

    @Test func `the document is served with its own bytes, and as JSON`() {
        let json = #"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}"#
        let source = Resolved(json).contract?.document
        #expect(source?.isJSON == true)
        #expect(source?.json == Array(json.utf8))
        let yaml = Resolved("{openapi: 3.1.0, info: {title: T, version: '1'}, paths: {}}").contract?.document
        #expect(yaml?.isJSON == false)
        #expect(yaml?.json == Array(json.utf8))
    }

    @Test func `the same document gives the same contract and the same diagnostics`() throws {
        let text = try Corpus.petstore()
        #expect(Resolved(text).contract == Resolved(text).contract)
        let broken = text.replacing("type: integer", with: "type: int")
        #expect(Resolved(broken).rendered == Resolved(broken).rendered)
    }
}
