// A document that grows: what one operation more changes.

import Testing
import WritContract
import WritEmitter

@Suite struct GrowthTests {
    private static let operation = """
          parameters:
            - { name: id, in: path, required: true, description: WORD, schema: { type: string } }
            - { $ref: '#/components/parameters/order' }
          responses:
            '200':
              description: d
              content: { application/json: { schema: { type: object, properties: { way: { enum: [up, down] }, kind: { enum: [a, b, c, d] } } } } }
            '202': { description: WORD }
            '404': { description: WORD, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
            '429': { $ref: '#/components/responses/Limited' }
        """

    /// Path to text of all but what lists all operations, and the document itself.
    private func files(_ ids: [String]) throws -> [String: String] {
        let paths = ids.map { id in
            "  /\(id)/{id}:\n    get:\n      operationId: \(id)\n      tags: [\(id)]\n"
                + Self.operation.split(separator: "\n").map { "    \($0.replacing("WORD", with: "Of \(id)"))\n" }.joined()
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
            """
        let files = emitServer(try contract(text), options: EmitterOptions(toolVersion: "1"))
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) }).filter { $0.key.contains("/") }
    }

    @Test(arguments: [["beta", "alpha"], ["alpha", "beta"]])
    func `an operation that is alike changes no file of another`(ids: [String]) throws {
        let before = try files(["alpha"])
        let after = try files(ids)
        // What is no longer made is removed in these.
        #expect(Set(before.keys.map { String($0.prefix { $0 != "/" }) }) == Set(GeneratedFile.folders))
        #expect(before["Operations/Alpha.swift"]?.contains("typealias Failure = Failures.") == true)
        for (path, text) in before { #expect(after[path] == text, "\(path)") }
        #expect(before.keys.contains("Shared/Shared-UpOrDown.swift") && before.keys.contains("Models/OrderParameter.swift"))
        #expect(Set(after.keys).subtracting(before.keys) == ["Operations/Beta.swift"])
    }
}
