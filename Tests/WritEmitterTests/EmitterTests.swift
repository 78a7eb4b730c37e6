// What the generated text says, for the decisions that a reader of the contract would look for.

import Testing
import WritEmitter

@Suite struct EmitterTests {
    private func emit(
        _ paths: String, schemas: String = "", components: String = "", access: EmitterOptions.Access = .public,
        codecs: EmitterOptions.Codecs = .both
    ) throws -> String {
        let text = """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
            \(indented(paths, by: 2))
            components:
              schemas:
            \(indented(schemas.isEmpty ? "Unused: {}" : schemas, by: 4))
            \(indented(components, by: 2))
            """
        let files = emitServer(try contract(text), options: EmitterOptions(access: access, codecs: codecs, toolVersion: "1"))
        return files.map { "// FILE \($0.path)\n\($0.text)" }.joined()
    }

    private func indented(_ text: String, by columns: Int) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: columns) + $0 }.joined(separator: "\n")
    }

    private func occurrences(of part: String, in text: String) -> Int { text.ranges(of: part).count }

    private let listThings = """
        /things:
          get:
            operationId: listThings
            responses:
              '200': { description: d, content: { application/json: { schema: { type: array, items: { type: string } } } } }
        """

    @Test(arguments: [
        (EmitterOptions.Access.public, "public struct TestAPI", "public import WritRuntime"),
        (.package, "package struct TestAPI", "package import WritRuntime"),
        (.internal, "\nstruct TestAPI", "\nimport WritRuntime"),
    ])
    func `the access level is that of every declaration`(
        access: EmitterOptions.Access, declaration: String, importLine: String
    ) throws {
        let text = try emit(listThings, access: access)
        #expect(text.contains(declaration))
        #expect(text.contains(importLine))
        if access != .public { #expect(!text.contains("public ")) }
    }

    /// A default stands in a public initializer, which then shows what is deeper inside of it than the types that are named.
    @Test(arguments: [(EmitterOptions.Access.public, "public import WritRuntime"), (.package, "internal import WritRuntime")])
    func `what a default shows is imported for all to see`(access: EmitterOptions.Access, importLine: String) throws {
        let text = try emit(
            """
            /a:
              put:
                operationId: a
                requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } }
                responses: { '204': { description: d } }
            """,
            schemas: """
                P: { type: object, required: [at], properties: { at: { type: string, format: date-time } } }
                B: { type: object, properties: { p: { $ref: '#/components/schemas/P', default: { at: '2020-01-01T00:00:00Z' } } } }
                """, access: access, codecs: .served)
        let file = try #require(text.split(separator: "// FILE ").first { $0.hasPrefix("Models/B.swift") })
        #expect(file.contains(importLine + "\n"))
        #expect(file.contains("p: P = P(at: DateTime(checked: \"2020-01-01T00:00:00Z\")"), "\(file)")
    }

    @Test func `an operation without a tag belongs to DefaultHandlers`() throws {
        let text = try emit(listThings)
        #expect(text.contains("public protocol DefaultHandlers: Sendable {"))
        #expect(text.contains("func listThings(_ input: ListThings.Input, context: RequestContext) async throws -> [String]"))
    }

    @Test func `one success returns its value and several are an enum`() throws {
        let text = try emit(
            """
            /a:
              get:
                operationId: one
                responses: { '204': { description: d }, '404': { description: d } }
              post:
                operationId: two
                responses:
                  '200': { description: d, content: { text/plain: { schema: { type: string } } } }
                  '202': { description: d }
                  default: { description: d }
            """)
        #expect(text.contains("func one(_ input: One.Input, context: RequestContext) async throws\n"))
        #expect(text.contains("func two(_ input: Two.Input, context: RequestContext) async throws -> Two.Success"))
        #expect(text.contains("case ok(String)"))
        #expect(text.contains("case accepted\n"))
        #expect(text.contains("case `default`(statusCode: Int)"))
    }

    @Test func `presence and null decide a property's type`() throws {
        let text = try emit(
            """
            /a:
              put:
                operationId: put
                requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/T' } } } }
                responses: { '204': { description: d } }
            """,
            schemas: """
                T:
                  type: object
                  required: [a, b]
                  properties:
                    a: { type: string }
                    b: { type: [string, 'null'] }
                    c: { type: string }
                    d: { type: [string, 'null'] }
                    e: { type: string, default: x }
                    f: { type: [string, 'null'], default: x }
                """)
        for line in [
            "var a: String\n", "var b: Optional<String>\n", "var c: Optional<String>\n", "var d: Presence<String>\n",
            "var e: String\n",
            "var f: Optional<String>\n", "e: String = \"x\"", "d: Presence<String> = .absent", "c: String? = nil",
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }

    @Test func `what is deprecated says so in its documentation`() throws {
        let text = try emit(
            """
            /a:
              put:
                operationId: put
                deprecated: true
                parameters: [{ name: q, in: query, deprecated: true, schema: { type: string } }]
                requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/T' } } } }
                responses: { '204': { description: d } }
            """,
            schemas: "T: { type: object, deprecated: true, properties: { p: { type: string, deprecated: true } } }")
        for declaration in ["nonisolated(nonsending) func put(", "public let q:", "public struct T:", "public var p:"] {
            let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
            let place = try #require(lines.firstIndex { $0.hasPrefix(declaration) }, "\(declaration)")
            #expect(lines[place - 1] == "/// Deprecated in the contract.", "\(declaration)")
        }
    }

    @Test func `inputs and failures that operations have alike are one type, of no operation`() throws {
        let text = try emit(
            """
            /a/{id}:
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              get: { operationId: one, responses: { '204': { description: d }, '404': { description: none } } }
              put: { operationId: two, responses: { '204': { description: d }, '404': { description: none } } }
              post: { operationId: three, responses: { '204': { description: d }, '409': { description: none } } }
              delete:
                operationId: four
                parameters: [{ name: q, in: query, schema: { type: string, pattern: '^a' } }]
                responses: { '204': { description: d } }
            """)
        for (line, count) in [
            ("typealias Input = Inputs.ID\n", 3), ("struct ID: Sendable {", 1), ("struct Input", 1),
            ("typealias Failure = Failures.NotFound\n", 2), ("enum NotFound: OperationFailure {", 1),
            ("public static var declared: StaticString { \"404\" }", 1), ("enum Failure: ", 0),
            ("// FILE Shared/Failures-NotFound.swift", 1), ("public enum Failures {}", 1),
        ] {
            #expect(occurrences(of: line, in: text) == count, "\(line)")
        }
    }

    @Test func `rules of what is shared are there, and what has a rule of its own place is not shared`() throws {
        let body =
            "{ type: object, properties: { p: { type: object, title: other_specs, properties: { q: { type: string, not: { const: x } } } } } }"
        let text = try emit(
            """
            /a:
              parameters: [{ $ref: '#/components/parameters/odd' }]
              get: { operationId: a, responses: { '204': { description: d } } }
              put: { operationId: b, responses: { '204': { description: d } } }
            /b:
              put:
                operationId: c
                requestBody: { content: { application/json: { schema: BODY } } }
                responses: { '204': { description: d } }
            """.replacing("BODY", with: body),
            components: "parameters: { odd: { name: odd, in: query, schema: { type: integer, not: { const: 2 } } } }")
        #expect(occurrences(of: "typealias Input = Inputs.Odd\n", in: text) == 2)
        #expect(occurrences(of: "Rules.all, Rules.odd_", in: text) == 1)
        #expect(text.contains("struct P: JSONModel") && !text.contains("Shared.OtherSpecs"))
        #expect(occurrences(of: "enum Rules {", in: text) == 1)
    }

    @Test func `an operation's own name for a shared type tells its own words`() throws {
        func operation(_ id: String, _ words: String) -> String {
            """
              get:
                operationId: \(id)
                parameters: [{ name: q, in: query, description: \(words), schema: { type: string } }]
                responses: { '204': { description: d }, '404': { description: \(words) is missing } }
            """
        }
        let text = try emit("/a:\n\(operation("one", "First"))\n/b:\n\(operation("two", "Second"))")
        for word in ["First", "Second"] {
            for line in [
                "    /// What the handler gets.\n    ///\n    /// - `q`: \(word)\n    public typealias Input = Inputs.QString\n",
                "    /// What the handler may throw.\n    ///\n    /// - `notFound`: 404: \(word) is missing\n    public typealias Failure = Failures.NotFound\n",
            ] {
                #expect(occurrences(of: line, in: text) == 1, "\(line)")
            }
        }
        for file in text.split(separator: "// FILE ") where file.hasPrefix("Shared/") { #expect(!file.contains("First")) }
    }

    @Test func `the description has the header fields of operations, each once`() throws {
        let text = try emit(
            """
            /things:
              parameters: [{ name: X-Trace, in: header, schema: { type: string } }]
              get:
                operationId: listThings
                responses:
                  '200': { description: d, headers: { X-Total: { schema: { type: integer } } } }
                  '404': { description: d, headers: { x-total: { schema: { type: integer } }, Retry-After: { schema: { type: integer } } } }
              post:
                operationId: createThing
                security: [{ key: [], token: [] }, { basic: [] }, { query: [] }]
                parameters: [{ name: limit, in: query, schema: { type: integer } }]
                requestBody: { content: { text/plain: { schema: { type: string } } } }
                responses: { '201': { description: d, headers: { Location: { schema: { type: string } } } } }
            """,
            components: """
                securitySchemes:
                  key: { type: apiKey, in: header, name: X-Key }
                  query: { type: apiKey, in: query, name: key }
                  token: { type: http, scheme: bearer }
                  basic: { type: http, scheme: basic }
                """)
        let lines = [
            "0-1 >X-Trace", "0 <X-Total", "0 <Retry-After", "1 >Content-Type", "1 >X-Key", "1 >Authorization", "1 <Location",
        ]
        let start = try #require(text.firstRange(of: "fields: #\"\"\"\n"))
        let fields = text[start.upperBound...].split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(fields.prefix { $0 != "\"\"\"#," }.map { String($0) } == lines)
        #expect(try !emit(listThings).contains("fields:"))
    }

    @Test func `many declarations stand together, by handlers and by first letter, each once`() throws {
        let operations = (0..<60).map { index in
            "  /p\(index):\n    get: { tags: [t\(index % 2)], operationId: op\(index), responses: { '200': { description: d, "
                + "content: { application/json: { schema: { $ref: '#/components/schemas/S\(index)' } } } } } }\n"
        }
        let schemas = (0..<60).map { "    S\($0): { type: object, properties: { a: { type: string } } }\n" }
        let files = emitServer(
            try contract(
                "openapi: 3.1.0\ninfo: { title: Test, version: '1' }\npaths:\n" + operations.joined()
                    + "components:\n  schemas:\n" + schemas.joined()),
            options: EmitterOptions(toolVersion: "1"))
        let paths = files.map(\.path).filter { $0.contains("/") }
        #expect(paths.first == "Operations/Operations-T0.swift")
        #expect(paths.contains("Operations/Operations-T1.swift") && paths.contains("Models/Models-S.swift"))
        #expect(paths.count < 12)
        let text = files.map(\.text).joined()
        for index in 0..<60 {
            #expect(occurrences(of: "enum Op\(index) {", in: text) == 1)
            #expect(occurrences(of: "struct S\(index):", in: text) == 1)
        }
    }

    @Test func `a document without operations still makes an API`() throws {
        let files = emitServer(
            try contract("openapi: 3.1.0\ninfo: { title: Empty, version: '1' }\npaths: {}"),
            options: EmitterOptions(toolVersion: "1"))
        #expect(files.contains { $0.path == "EmptyAPI.swift" && $0.text.contains("init(") })
    }

    @Test func `a description can't end its comment or begin code`() throws {
        let text = try emit(
            #"""
            /a:
              get:
                operationId: a
                summary: "x */ \u2028 import Evil\nfatalError()\r\u0000struct S {}"
                responses: { '204': { description: "\"); fatalError(\"" } }
            """#)
        for line in text.split(whereSeparator: \.isNewline) where line.contains("Evil") || line.contains("fatalError()") {
            // The document's own literal holds the text too, in the form of its escapes.
            #expect(line.drop { $0 == " " }.hasPrefix("///") || line.contains("\\n") || line.contains("summary:"))
        }
    }

    private let answered = """
        /a:
          get:
            operationId: a
            responses:
              '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/T' } } } }
          put:
            operationId: b
            requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/U' } } } }
            responses: { '204': { description: d } }
        """

    private let models = """
        T: { type: object, required: [e], properties: { e: { enum: [x, y] }, n: { type: string, maxLength: 3 }, l: { type: array, items: { type: integer } } } }
        U: { type: object, properties: { s: { type: string } } }
        """

    @Test func `a model has its reader and its writer, the one that the server doesn't need in short`() throws {
        let text = try emit(answered, schemas: models)
        #expect(text.contains("public struct T: JSONModel, Codable, Equatable {"))
        #expect(occurrences(of: "public static func read(from json:", in: text) == 2)
        #expect(occurrences(of: "public func write(to json:", in: text) == 3)
        #expect(text.contains(#"JSONShape("e! n l", "_ string:0 [int", SchemaRules("{\"maxLength\":3}"))"#), "\(text)")
        #expect(text.contains("guard let _e else { return json.abandonModel() }"))
        #expect(occurrences(of: "beginModel", in: text) == 1 && occurrences(of: "beginObject", in: text) == 1)
    }

    @Test func `with the codecs that are served, nothing else is generated`() throws {
        let text = try emit(answered, schemas: models, codecs: .served)
        #expect(text.contains("public struct T: Sendable {"))
        #expect(occurrences(of: "func read(from json:", in: text) == 1 && occurrences(of: "func write(to json:", in: text) == 2)
        #expect(!text.contains("Codable") && !text.contains("JSONModel") && !text.contains("JSONShape"))
    }
}
