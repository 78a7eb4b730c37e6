// What `writ check` says of slips that no generator would notice: each once, at its place, with a hint.

import Testing
import WritResolver
import WritSpec

@Suite struct CheckRuleTests {
    private func findings(_ text: String) -> [Diagnostic] {
        let (read, found) = readDocument(path: "openapi.yaml", bytes: Array(text.utf8))
        guard let read else { return found }
        return found + check(DocumentLibrary(main: read))
    }

    /// `severity code pointer` of all that has not to do with what is left out.
    private func said(_ document: String, version: String = "3.1.0") -> [String] {
        findings("openapi: \(version)\ninfo: { title: T, version: '1' }\n\(document)\n")
            .filter { $0.code != "unused-component" }
            .map { "\($0.severity.rawValue) \($0.code) \($0.pointer ?? "")" }
    }

    private func hints(_ document: String, version: String = "3.1.0") -> String {
        findings("openapi: \(version)\ninfo: { title: T, version: '1' }\n\(document)\n").compactMap(\.hint).joined(
            separator: "\n")
    }

    private static let answer = "responses: { '204': { description: d } }"

    @Test(arguments: [
        ("{ schema: { type: string }, style: matrix }", "error wrong-style /components/headers/H/style"),
        ("{ schema: { type: string }, style: simple }", ""),
        ("{ content: { application/json: {}, text/plain: {} } }", "error wrong-content /components/headers/H/content"),
        ("{ content: { ;: {} } }", "warning wrong-media-type /components/headers/H/content/;"),
        ("{ content: { application/json: {} } }", ""),
    ]) func `a header has one media type, and no style but its own`(header: String, expected: String) {
        #expect(said("paths: {}\ncomponents: { headers: { H: \(header) } }") == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `a parameter has one media type`() {
        let parameter = "{ name: p, in: query, content: { application/json: {}, text/plain: {} } }"
        let said = said("paths: {}\ncomponents: { parameters: { P: \(parameter) } }")
        #expect(said == ["error wrong-content /components/parameters/P/content"])
    }

    @Test(arguments: [
        ("{ type: http, scheme: bearer, name: N, in: header }", ["warning no-effect /name", "warning no-effect /in"]),
        ("{ type: http, scheme: baerer }", ["warning unregistered-scheme /scheme"]),
        ("{ type: http, scheme: custom }", ["warning unregistered-scheme /scheme"]),
        ("{ type: http, scheme: DIGEST }", []), ("{ type: apiKey, name: N, in: header }", []),
        ("{ type: openIdConnect, openIdConnectUrl: 'https://' }", ["error wrong-url /openIdConnectUrl"]),
    ]) func `a security scheme says what its type has`(scheme: String, expected: [String]) {
        let said = said("paths: {}\ncomponents: { securitySchemes: { S: \(scheme) } }")
        #expect(said.map { $0.replacing("/components/securitySchemes/S", with: "") } == expected)
    }

    @Test(arguments: [
        ("https://example.com/a?b=c#d", true), ("/docs", true), ("docs/a%20b", true), ("mailto:a@example.com", true),
        ("https://example.com/a b", false), ("https:/example.com", false), ("http://", false), ("https://a/%2", false),
        ("https://a/<b>", false), ("not a url", false), ("", false),
        ("https://exämple.com/ü", true),
    ]) func `a URL can be followed`(url: String, isGood: Bool) {
        let said = said("paths: {}\nexternalDocs: { url: '\(url)' }")
        #expect(said == (isGood ? [] : ["error wrong-url /externalDocs/url"]))
    }

    @Test(arguments: [
        ("a@example.com", true), ("a.b+c@localhost", true), ("a", false), ("a@", false), ("@b", false), ("a@b@c", false),
        ("a b@example.com", false), ("a@example..com", false), ("a@-b", false), ("<a@example.com>", false),
    ]) func `mail has an address`(address: String, isGood: Bool) {
        let document = "openapi: 3.1.0\ninfo: { title: T, version: '1', contact: { email: '\(address)' } }\npaths: {}"
        #expect(findings(document).map(\.code) == (isGood ? [] : ["wrong-email"]))
    }

    @Test(arguments: [
        ("format: datetime", "did you mean `date-time`?"), ("format: Date_Time", "did you mean `date-time`?"),
        ("format: uuuid", "did you mean `uuid`?"), ("format: int32", "write `type: integer`"),
        ("format: double", "`type: number`"),
        ("format: date-time", ""), ("format: my-own", ""),
        ("pattern: '['", "correct it"), ("pattern: '^[a-z]+$'", ""),
    ]) func `formats and patterns are ones that there are`(keyword: String, hint: String) {
        let schema = "paths: {}\ncomponents: { schemas: { A: { type: string, \(keyword) } } }"
        #expect(hint.isEmpty ? hints(schema) == "" : hints(schema).contains(hint), "\(hints(schema))")
        #expect(said(schema).contains { $0.hasPrefix("error pattern") } == keyword.contains("'['"))
    }

    @Test func `a tag is one of those that the document lists, where it lists any`() {
        let paths = "paths: { /a: { get: { tags: [perts, pets], \(Self.answer) } } }"
        #expect(said(paths) == [])
        #expect(said("tags: [{ name: pets }]\n\(paths)") == ["warning unlisted-tag /paths/~1a/get/tags/0"])
        #expect(hints("tags: [{ name: pets }]\n\(paths)") == "did you mean `pets`?")
    }

    @Test(arguments: [
        ("{ name: limit, in: query, schema: { type: integer } }", true),
        ("{ name: page_size, in: query, schema: { type: integer, minimum: 1 } }", true),
        ("{ name: limit, in: query, schema: { type: integer, maximum: 100 } }", false),
        ("{ name: year, in: query, schema: { type: integer } }", false),
    ]) func `what a client may ask for at once has a bound`(parameter: String, isTold: Bool) {
        let said = said("paths: { /a: { get: { parameters: [\(parameter)], \(Self.answer) } } }")
        #expect(said == (isTold ? ["note unbounded-page /paths/~1a/get/parameters/0/schema"] : []))
    }

    @Test func `a mapping names a schema`() {
        let document = """
            paths: {}
            components:
              schemas:
                Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: k, mapping: { c: Cta } } }
                Cat: { type: object, required: [k], properties: { k: { type: string } } }
            """
        #expect(said(document).contains("error missing-reference /components/schemas/Pet/discriminator/mapping/c"))
        #expect(hints(document).contains("did you mean `Cat`?"))
    }

    // MARK: Said once

    @Test func `paths that are one are told once`() {
        func item(_ name: String, _ methods: [String]) -> String {
            let methods = methods.map { "\($0): { \(Self.answer) }" }.joined(separator: ", ")
            return "{ parameters: [{ name: \(name), in: path, required: true, schema: {} }], \(methods) }"
        }
        let both = said("paths:\n  /a/{b}: \(item("b", ["get"]))\n  /a/{c}: \(item("c", ["put", "get"]))")
        #expect(both == ["error ambiguous-path /paths/~1a~1{c}/get"])
        let apart = said("paths:\n  /a/{b}: \(item("b", ["get"]))\n  /a/{c}: \(item("c", ["put"]))")
        #expect(apart == ["warning ambiguous-path /paths/~1a~1{c}"])
    }

    @Test(arguments: [
        ("{ name: s, in: query, style: csv, schema: { type: array, items: { type: string } } }", "wrong-style"),
        ("{ name: s, in: query, schema: { type: integer, enum: [5, 50], maximum: 9 } }", "impossible-value"),
        ("{ name: s, in: query, schema: { type: string, enum: [1, 2, 3] } }", "enumeration-type"),
        ("{ name: s, in: query, schema: { type: string, pattern: '^a$', enum: [a, b] } }", "wrong-enum"),
        ("{ name: s, in: path, required: false, schema: { type: string } }", "path-parameter"),
    ]) func `a slip is told once`(parameter: String, code: String) {
        let path = parameter.contains("in: path") ? "'/a/{s}'" : "/a"
        let said = said("paths: { \(path): { get: { parameters: [\(parameter)], \(Self.answer) } } }")
        #expect(said.count == 1 && said[0].contains(" \(code) "), "\(said)")
    }

    @Test(arguments: ["{ type: string, enum: [1, 2] }", "{ type: string, pattern: '^a$', enum: [a, b] }"])
    func `a listed value that is never valid is no error`(schema: String) {
        let found = findings(
            "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: \(schema) } }")
        #expect(!found.contains { $0.severity == .error } && found.contains { $0.severity == .warning }, "\(found)")
    }

    // MARK: Places and hints

    @Test func `an example is told of at the part that is wrong`() {
        let schema = """
            paths: {}
            components:
              schemas:
                A:
                  type: object
                  properties: { list: { type: array, items: { type: object, properties: { n: { type: integer } } } } }
                  example: { list: [{ n: 1 }, { n: x }] }
            """
        #expect(said(schema) == ["warning wrong-example /components/schemas/A/example/list/1/n"])
    }

    @Test(arguments: [
        ("TRUE", "`'TRUE'` is the text as written, and `'true'`"), ("007", "`'007'` is the text as written, and `'7'`"),
        ("0x1F", "`'0x1F'` is the text as written, and `'31'`"), ("12", "put it in quotes: `'12'`"),
        ("null", "add 'null' to the `type`"),
    ]) func `a hint says where quotes change the value`(value: String, hint: String) {
        let hints = hints("paths: {}\ncomponents: { schemas: { A: { type: string, enum: [a, \(value)] } } }")
        #expect(hints.contains(hint), "\(hints)")
    }

    @Test func `a misspelt boolean is told as one`() {
        let hints = hints("paths: {}\ncomponents: { schemas: { A: { type: object, additionalProperties: flase } } }")
        #expect(hints.contains("did you mean `false`?"), "\(hints)")
    }

    @Test(arguments: [
        ("nullable: ture", "did you mean `true`?"), ("readOnly: yes", "write `true`"), ("deprecated: Off", "write `false`"),
        ("uniqueItems: 'true'", "remove the quotes"),
    ]) func `a flag that is a text is told what it should be`(keyword: String, hint: String) {
        let hints = hints("paths: {}\ncomponents: { schemas: { A: { type: array, items: {}, \(keyword) } } }", version: "3.0.3")
        #expect(hints.contains(hint), "\(hints)")
    }

    @Test func `alternatives without a name are told by their numbers`() {
        let alternative = "{ type: object, properties: { a: { type: string } } }"
        let messages = findings(
            """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            components: { schemas: { A: { oneOf: [\(alternative), \(alternative.replacing(" a:", with: " b:"))] } } }
            """
        ).map(\.message)
        #expect(
            messages.contains { $0.contains("alternative 1 (written in place) and alternative 2 (written in place)") },
            "\(messages)")
    }

    @Test func `what a version says is all that is said where it is unknown`() {
        #expect(findings("openapi: 4.0\ninfo: { title: T }\npathz: {}").map(\.code) == ["unsupported-version"])
    }

    // MARK: Swagger 2.0

    @Test(arguments: [
        (
            "paths: { /a: { post: { parameters: [{ name: f, in: formData, type: file }], \(answer) } } }",
            "error wrong-media-type /paths/~1a/post/parameters/0"
        ),
        (
            "consumes: [multipart/form-data]\npaths: { /a: { post: { parameters: [{ name: f, in: formData, type: file }], \(answer) } } }",
            ""
        ),
        (
            "paths: {}\ndefinitions: { A: { anyOf: [{ type: string }, { type: integer }] } }",
            "error dialect /definitions/A/anyOf"
        ),
        (
            "paths: {}\nsecurityDefinitions: { K: { type: apiKey, name: k, in: cookie } }",
            "error wrong-location /securityDefinitions/K/in"
        ),
    ]) func `2_0 has neither alternatives nor keys in cookies, and sends files in parts`(document: String, expected: String) {
        let said = findings("swagger: '2.0'\ninfo: { title: T, version: '1' }\n\(document)")
            .filter { $0.severity == .error }.map { "\($0.severity.rawValue) \($0.code) \($0.pointer ?? "")" }
        #expect(said == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `what is said of a document of 2_0 is in the words of 2_0`() {
        let document = """
            swagger: '2.0'
            info: { title: T, version: '1' }
            parameters: { Body: { name: b, in: body, schema: { type: array } } }
            securityDefinitions: { Key: { type: basic, name: x }, Other: { type: apiKey, name: k, in: header } }
            security: [{ nobody: [] }]
            definitions:
              Unused: { type: array }
              Pet: { type: object, properties: { a: { type: [string, 'null'] } } }
            paths: { /a: { get: { responses: { 200: { description: d, schema: { $ref: '#/definitions/Pet' } } } } } }
            """
        let texts = findings(document).map { "\($0.message) \($0.hint ?? "")" }
        for words in ["components", "securitySchemes", "`schemas`", "requestBodies", "OpenAPI 3.0", "of 3.0", "`http`"] {
            #expect(!texts.contains { $0.contains(words) }, "\(words): \(texts)")
        }
        for words in ["`definitions`", "`securityDefinitions`", "`parameters`", "Swagger 2.0", "`basic`"] {
            #expect(texts.contains { $0.contains(words) }, "\(words): \(texts)")
        }
    }
}
