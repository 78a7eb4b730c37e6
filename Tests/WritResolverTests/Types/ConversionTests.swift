// Which models are made of others, and what patches change.

import Testing
import WritContract

@Suite struct `Conversions` {
    private func conversions(
        _ schemas: String, request: String, answer: String, method: String = "put", media: String = "application/json"
    )
        throws -> [ModelConversion]
    {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /a:
                \(method):
                  operationId: a
                  requestBody: { required: true, content: { \(media): { schema: { $ref: '#/components/schemas/\(request)' } } } }
                  responses:
                    '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/\(answer)' } } } }
            components:
              schemas:
            \(schemas.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            """)
        return try #require(resolved.contract).types.flatMap(\.conversions)
    }

    private func names(_ conversion: ModelConversion?) -> [String] { conversion?.fields.map(\.targetName) ?? [] }

    @Test func `a schema is made of those that it holds`() throws {
        let found = try conversions(
            """
            New: { type: object, required: [a], properties: { a: { type: string }, b: { type: integer }, c: { type: [string, 'null'] } } }
            Old:
              allOf:
                - { $ref: '#/components/schemas/New' }
                - { type: object, required: [id, b], properties: { id: { type: string } } }
            """, request: "New", answer: "Old")
        #expect(
            found.map(\.kind) == [.model] && found.first?.source.description == "New" && found.first?.target.description == "Old")
        // What has to be there in the one and may be absent in the other doesn't fit.
        #expect(names(found.first) == ["a", "c"])
    }

    @Test func `both directions of a schema are made of each other, with what lies in them`() throws {
        let found = try conversions(
            """
            Order:
              type: object
              required: [id, payment, lines]
              properties:
                id: { type: string, readOnly: true }
                payment: { $ref: '#/components/schemas/Payment' }
                lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
            Payment: { oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Cash' }] }
            Card: { type: object, required: [card], properties: { card: { type: string }, pin: { type: string, writeOnly: true } } }
            Cash: { type: object, required: [cash], properties: { cash: { type: boolean } } }
            Line: { type: object, required: [serial], properties: { serial: { type: string, readOnly: true }, count: { type: integer } } }
            """, request: "Order", answer: "Order")
        let byTarget = Dictionary(grouping: found, by: \.target.description)
        #expect(names(byTarget["Order"]?.first) == ["payment"])
        #expect(names(byTarget["Card"]?.first) == ["card"])
        #expect(names(byTarget["Line"]?.first) == ["count"])
        guard case .union(let cases)? = byTarget["Payment"]?.first?.kind else {
            Issue.record("\(found)")
            return
        }
        #expect(cases.map(\.swiftName) == ["card", "cash"] && cases.map { $0.value == .same } == [false, true])
    }

    @Test(arguments: [
        "Token: { allOf: [{ $ref: '#/components/schemas/Key' }, { properties: { id: { type: string, writeOnly: true }, keys: { type: string, readOnly: true } } }] }",
        "Token: { type: object, properties: { kind: { type: string }, id: { type: string, writeOnly: true } } }\nTold: { properties: { token: { type: object, properties: { a: { type: integer, writeOnly: true } } } } }",
    ]) func `what nothing is taken over to is not made, nor what holds it`(token: String) throws {
        let found = try conversions(
            """
            Key:
              type: object
              required: [kind]
              properties: { kind: { type: string, enum: [Token, Password] } }
              discriminator: { propertyName: kind }
            Password: { allOf: [{ $ref: '#/components/schemas/Key' }, { required: [word], properties: { word: { type: string, writeOnly: true }, hint: { type: string } } }] }
            \(token)
            """, request: "Key", answer: "Key")
        // Whatever is made of another is made by a conversion that there is.
        let made = Set(found.map { "\($0.source) \($0.target)" })
        for conversion in found {
            let values = conversion.fields.map(\.value) + (conversion.unionCases ?? []).compactMap(\.value)
            for case .model(let source, let target) in values { #expect(made.contains("\(source) \(target)"), "\(found)") }
        }
    }

    @Test func `types that hold themselves are made of each other`() throws {
        let found = try conversions(
            """
            Tree:
              type: object
              properties:
                secret: { type: string, writeOnly: true }
                name: { type: string }
                children: { type: array, items: { $ref: '#/components/schemas/Tree' } }
            """, request: "Tree", answer: "Tree")
        #expect(found.count == 1 && names(found.first) == ["name", "children"])
    }

    static let patched = """
        Thing:
          type: object
          required: [id, name]
          properties:
            id: { type: string }
            name: { type: string }
            note: { type: [string, 'null'] }
            size: { type: integer }
        Patch:
          type: object
          properties:
            name: { type: [string, 'null'] }
            note: { type: [string, 'null'] }
            size: { type: [integer, 'null'] }
            id: { type: integer }
            other: { type: string }
        """

    @Test(arguments: [
        ("patch", "application/json"), ("put", "application/merge-patch+json"), ("patch", "application/merge-patch+json"),
    ])
    func `a patch changes what fits`(method: String, media: String) throws {
        let found = try conversions(Self.patched, request: "Patch", answer: "Thing", method: method, media: media)
        #expect(found.map(\.kind) == [.patch])
        #expect(names(found.first) == ["note", "size"])
    }

    @Test func `a body that replaces is no patch`() throws {
        #expect(try conversions(Self.patched, request: "Patch", answer: "Thing").isEmpty)
    }
}

extension ModelConversion {
    fileprivate var unionCases: [UnionConversion]? { if case .union(let cases) = kind { cases } else { nil } }
}
