// A document that grows: what one operation more changes.

import Testing
import WritContract
import WritEmitter
import WritResolver

@Suite struct GrowthTests {
    private static let operation = """
          parameters:
            - { name: id, in: path, required: true, description: Of WORD, schema: { type: string } }
            - { $ref: '#/components/parameters/order' }
            - { name: code, in: query, schema: { type: string, pattern: '^WORD$' } }
            - { name: WORD, in: query, schema: { type: integer, not: { const: 7 } } }
          security: [{ WORD: [] }, { key: [], WORD: [] }]
          requestBody:
            content: { application/json: { schema: { oneOf: [{ $ref: '#/components/schemas/Long' }, { $ref: '#/components/schemas/Wide' }] } } }
          responses:
            '200':
              description: d
              content: { application/json: { schema: { type: object, properties: { way: { enum: [up, down] }, kind: { enum: [a, b, c, d] } } } } }
            '202': { description: Of WORD }
            '404': { description: Of WORD, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
            '429': { $ref: '#/components/responses/Limited' }
        """

    /// Path to text of all but what lists all operations, and the document itself.
    private func files(_ ids: [String], _ options: ResolverOptions = ResolverOptions()) throws -> [String: String] {
        let paths = ids.map { id in
            "  /\(id)/{id}:\n    get:\n      operationId: \(id)\n      tags: [\(id)]\n"
                + Self.operation.split(separator: "\n").map {
                    "    \($0.replacing("Of WORD", with: "Of \(id)").replacing("WORD", with: id))\n"
                }.joined()
        }
        let text = """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
            \(paths.joined())
            components:
              parameters:
                order: { name: order, in: query, schema: { type: string, enum: [up, down, left, right] } }
              responses:
                Limited: { description: d, headers: { Retry-After: { schema: { type: integer } } } }
              schemas:
                Problem: { type: object, properties: { way: { enum: [up, down] } } }
                Long: { type: object, properties: { length: { type: integer }, note: { type: string, pattern: '^n' } } }
                Wide: { type: object, properties: { width: { type: integer } }, dependentRequired: { width: [unit] } }
              securitySchemes:
                key: { type: apiKey, in: header, name: X-Key }
                alpha: { type: http, scheme: bearer }
                beta: { type: http, scheme: basic }
            """
        let files = emitServer(try contract(text, options: options), options: EmitterOptions(toolVersion: "1"))
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) }).filter { $0.key.contains("/") }
    }

    /// Rules and patterns of all operations stand in one text each; what other files say of them must not go by their places.
    @Test(arguments: [["beta", "alpha"], ["alpha", "beta"]], [false, true])
    func `an operation that is alike changes no file of another`(ids: [String], validatesAnswers: Bool) throws {
        var options = ResolverOptions()
        options.validatesAnswers = validatesAnswers
        let before = try files(["alpha"], options)
        let after = try files(ids, options)
        // What is no longer made is removed in these.
        #expect(Set(before.keys.map { String($0.prefix { $0 != "/" }) }) == Set(GeneratedFile.folders))
        let alpha = try #require(before["Operations/Alpha.swift"])
        for word in ["typealias Failure = Failures.", "Patterns.pattern_", "Rules.alpha", "_cases, Rules.all, ["] {
            #expect(alpha.contains(word), "\(word)")
        }
        #expect(alpha.contains("request.answer(200, \"application/json\", Rules.all, Rules.") == validatesAnswers)
        for (path, text) in before { #expect(after[path] == text, "\(path)") }
        #expect(before.keys.contains("Shared/Shared-UpOrDown.swift") && before.keys.contains("Models/OrderParameter.swift"))
        #expect(Set(after.keys).subtracting(before.keys) == ["Operations/Beta.swift"])
    }

    @Test func `that answers are checked changes no code of requests and models`() throws {
        var options = ResolverOptions()
        options.validatesAnswers = true
        let (before, after) = (try files(["alpha", "beta"]), try files(["alpha", "beta"], options))
        #expect(before.keys.sorted() == after.keys.sorted())
        for (path, text) in before {
            let lines = (after[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.replacing(/, Rules.all, Rules\.\w+\) { json in/, with: ") { json in")
            }
            #expect(lines.joined(separator: "\n") == text, "\(path)")
        }
    }
}
