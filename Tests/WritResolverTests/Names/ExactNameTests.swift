// Names that only look alike: é, and e with an accent behind it, wherever a document has names.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct `Names that only look alike` {
    /// `É` stands for the composed letter, `~E` for the other way to write it.
    private static func resolved(_ text: String) -> Resolved {
        Resolved(text.replacing("É", with: "\u{E9}").replacing("~E", with: "e\u{301}"))
    }

    @Test func `are two of every kind of thing, and nothing is said of their likeness`() throws {
        let found = Self.resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            tags: [{ name: É }, { name: ~E }]
            security: [{ É: [] }, { ~E: [] }]
            paths:
              /É/{É}:
                parameters: [{ name: É, in: path, required: true, schema: { type: string } }]
                get:
                  operationId: É
                  tags: [É]
                  parameters:
                    - { name: É, in: query, schema: { $ref: '#/components/schemas/É' } }
                    - { name: ~E, in: query, schema: { $ref: '#/components/schemas/~E' } }
                  responses: { '200': { description: Good, content: { application/json: { schema: { $ref: '#/components/schemas/Union' } } } } }
              /~E/{~E}:
                parameters: [{ name: ~E, in: path, required: true, schema: { type: string } }]
                get:
                  operationId: ~E
                  tags: [~E]
                  responses: { '204': { description: Good } }
            components:
              securitySchemes:
                É: { type: apiKey, in: query, name: kÉ }
                ~E: { type: apiKey, in: query, name: k~E }
              schemas:
                É: { type: string, enum: [É, ~E] }
                ~E: { type: integer }
                Union:
                  oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }]
                  discriminator: { propertyName: kind, mapping: { É: '#/components/schemas/One', ~E: '#/components/schemas/Two' } }
                One: { type: object, required: [kind, É], properties: { kind: { type: string, const: É }, É: { type: object, properties: { a: { type: string } } } } }
                Two: { type: object, required: [kind, ~E], properties: { kind: { type: string, const: ~E }, ~E: { type: object, properties: { b: { type: string } } } } }
            """)
        // Of names in `components` the specification has a rule of its own, which is told of each of the four.
        #expect(found.diagnostics.map(\.code) == Array(repeating: "wrong-name", count: 4))
        let contract = try #require(found.contract)
        #expect(contract.operations.map(\.methodName).count == 2 && Set(contract.operations.map(\.methodName)).count == 2)
        #expect(contract.groups.count == 2 && contract.security?.schemes.count == 2)
        #expect(contract.operations[0].parameters.count == 3)
        let enumeration = try #require(contract.types.compactMap { $0.stringCases }.first)
        #expect(
            enumeration.map(\.value).map(ExactText.written).map { Array($0.utf8) } == [
                Array("\u{E9}".utf8), Array("e\u{301}".utf8),
            ])
        #expect(Set(enumeration.map(\.swiftName)).count == 2)
    }

    @Test(arguments: [
        ("É: 1, É: 2", true), ("É: 1, ~E: 2", false), ("~E: 1, ~E: 2", true),
    ]) func `are no duplicate keys`(entries: String, isRefused: Bool) {
        let found = Self.resolved("openapi: 3.1.0\ninfo: { title: T, version: '1', x-a: { \(entries) } }\npaths: {}\n")
        #expect(found.diagnostics.contains { $0.code == "duplicate-key" } == isRefused)
    }

    @Test func `are told as they were written`() {
        let found = Self.resolved("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { ~Eq: 1 } } }\n")
        #expect(found.diagnostics.contains { ($0.message + ($0.pointer ?? "")).unicodeScalars.contains("\u{301}") })
    }

    @Test(arguments: [("É", "~E"), ("~E", "É")])
    func `lead by a reference to the one that is meant, encoded or not`(first: String, second: String) throws {
        for reference in ["~E", "e%CC%81"] {
            let found = Self.resolved(
                """
                openapi: 3.1.0
                info: { title: Test, version: '1' }
                paths:
                  /a:
                    get:
                      operationId: a
                      parameters: [{ name: a, in: query, schema: { $ref: '#/components/schemas/\(reference)' } }]
                      responses: { '204': { description: Good } }
                components:
                  schemas:
                    \(first): { type: \(first == "~E" ? "integer" : "string") }
                    \(second): { type: \(second == "~E" ? "integer" : "string") }
                """)
            let type = try #require(found.contract?.operations.first?.parameters.first).schema.type
            if case .integer = type { continue }
            Issue.record("\(reference): \(type)")
        }
    }
}

extension TypeDeclaration {
    fileprivate var stringCases: [EnumerationCase]? { if case .stringEnumeration(let cases) = kind { cases } else { nil } }
}
