// What can never be valid: a warning where there is another way, an error where there is none.

import Testing
import WritContract

@Suite struct ImpossibleTests {
    private static let dead = [
        "{ allOf: [{ type: string }, { type: integer }] }", "{ type: string, enum: [1, 2] }",
        "{ type: integer, minimum: 3, maximum: 2 }", "{ type: string, minLength: 3, maxLength: 2 }",
        "{ type: string, maxLength: 2, enum: [large] }", "{ type: integer, format: int8, enum: [200] }",
        "{ type: integer, format: int8, minimum: 200 }", "{ allOf: [{ enum: [a] }, { enum: [b] }] }", "{ enum: [] }",
        "{ type: string, oneOf: [{ type: integer }, { type: boolean }] }",
        "{ type: object, required: [a], properties: { b: {} }, additionalProperties: false }",
        "{ type: object, required: [a], properties: { a: { type: integer, minimum: 3, maximum: 2 } } }",
        "{ type: array, minItems: 1, items: { type: string, enum: [1] } }",
        "{ oneOf: [{ type: string, enum: [1] }, { type: integer, enum: [a] }] }",
    ]

    @Test(arguments: dead) func `in an optional property is warned of`(schema: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.contract != nil, "\(resolved.rendered)")
        #expect(!resolved.said.isEmpty && resolved.said.allSatisfy { $0.hasPrefix("warning") }, "\(resolved.rendered)")
    }

    @Test(arguments: dead) func `in a required part of a body is refused, unless that is allowed`(schema: String) {
        let resolved = Resolved.value(schema, required: true)
        #expect(resolved.contract == nil)
        #expect(resolved.said.filter { $0.hasPrefix("error") } == ["error impossible-schema"], "\(resolved.rendered)")
        let allowed = Resolved.value(schema, required: true, allow: ["impossible-schema"])
        #expect(allowed.contract != nil, "\(allowed.rendered)")
    }

    @Test(arguments: dead) func `as an alternative leaves the others`(schema: String) {
        let resolved = Resolved.value(
            "{ anyOf: [\(schema), { type: object, required: [z], properties: { z: {} } }] }", required: true)
        #expect(resolved.contract != nil, "\(resolved.rendered)")
    }

    @Test(arguments: dead) func `beside null leaves null`(schema: String) {
        let resolved = Resolved.value("{ anyOf: [\(schema), { type: 'null' }] }", required: true)
        #expect(resolved.contract != nil, "\(resolved.rendered)")
    }

    @Test(arguments: [
        ("{ allOf: [{ type: string }, { type: integer }] }", "the other type is written here"),
        ("{ type: string, enum: [1] }", "the type is written here"),
        ("{ type: integer, minimum: 3, maximum: 2 }", "the other bound is written here"),
        ("{ type: string, enum: [abc], maxLength: 2 }", "a bound is written here"),
        ("{ allOf: [{ enum: [a] }, { enum: [b] }] }", "the other list is written here"),
    ]) func `names both places`(schema: String, other: String) {
        #expect(Resolved.value(schema).rendered.contains(other))
        let refused = Resolved.value(schema, required: true)
        #expect(refused.rendered.contains("no value is ever valid for this part"))
    }

    @Test(arguments: [
        ("{ type: string, maxLength: 5, enum: [LOGIN, GUEST_CHECKOUT] }", "login('LOGIN')", "warning impossible-value"),
        ("{ type: string, enum: [a, 1] }", "a('a')", "warning enumeration-type"),
        ("{ type: integer, maximum: 5, enum: [1, 9] }", "int value1(1)", "warning impossible-value"),
        ("{ type: integer, format: int8, enum: [1, 200] }", "int8 value1(1)", "warning enumeration-type"),
    ]) func `leaves the other values of a list`(schema: String, cases: String, said: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.types.contains { $0.hasSuffix(cases) }, "\(resolved.types)")
        #expect(resolved.said == [said])
    }

    @Test func `in a required parameter is refused, and in an optional one warned of`() {
        func said(_ required: Bool) -> [String] {
            Resolved(
                operation: "parameters: [{ name: a, in: query, required: \(required), schema: { type: string, enum: [true] } }]"
            ).said
        }
        #expect(said(false) == ["warning enumeration-type"])
        #expect(said(true) == ["error impossible-schema", "warning enumeration-type"])
    }

    @Test(arguments: [
        ("endless-schema", "{ anyOf: [{ $ref: '#/components/schemas/Out' }, { type: 'null' }] }"),
        ("endless-schema", "{ oneOf: [{ $ref: '#/components/schemas/Out' }, { type: string }] }"),
        ("unknown-type", "{ type: object, properties: { a: { type: text }, b: { type: array, items: { type: int } } } }"),
        ("unknown-type", "{ type: object, properties: { a: { oneOf: [{ type: text }, { type: boolean }] } } }"),
    ]) func `what is refused can be allowed, and any value taken`(code: String, schema: String) {
        #expect(Resolved(schemas: "Out: \(schema)").said.allSatisfy { $0 == "error \(code)" })
        let allowed = Resolved(schemas: "Out: \(schema)", allow: [code])
        #expect(allowed.contract != nil, "\(allowed.rendered)")
        #expect(!allowed.said.isEmpty && allowed.said.allSatisfy { $0 == "warning \(code)" }, "\(allowed.rendered)")
    }

    @Test func `of two parameters of one name the first counts, and of a form that is none the bytes, where that is allowed`() {
        let twice =
            "parameters: [{ name: a, in: query, schema: { type: string } }, { name: a, in: query, schema: { type: integer } }]"
        #expect(Resolved(operation: twice).said == ["error duplicate-parameter"])
        let first = Resolved(operation: twice, allow: ["duplicate-parameter"])
        #expect(first.operation?.parameters.map(\.schema.text) == ["string"])
        let form = "requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: array, items: {} } } } }"
        #expect(Resolved(operation: form).said == ["error form-schema"])
        #expect(Resolved(operation: form, allow: ["form-schema"]).operation?.body?.contents.first?.kind == .stream)
    }

    @Test func `is found through the types that need it`() {
        let schemas = """
            Out: { type: object, required: [list], properties: { list: { type: array, minItems: 1, items: { $ref: '#/components/schemas/B' } } } }
            B: { allOf: [{ $ref: '#/components/schemas/C' }] }
            C: { type: object, required: [d], properties: { d: { type: string, enum: [1] } } }
            """
        #expect(Resolved(schemas: schemas).said == ["error impossible-schema", "warning enumeration-type"])
        let optional = schemas.replacing("minItems: 1, ", with: "")
        #expect(Resolved(schemas: optional).said == ["warning enumeration-type"])
    }
}
