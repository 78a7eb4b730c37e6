// Alternatives that one value may be of at once, and references that say more beside themselves.

import Testing
import WritContract
import WritSpec

@Suite struct OverlapTests {
    @Test func `objects of anyOf that nothing tells apart are one type with the properties of all`() {
        let resolved = Resolved(
            schemas: """
                Out: { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }
                A: { type: object, required: [id], properties: { id: { type: integer }, a: { type: string }, c: { type: string } } }
                B: { type: object, required: [id], properties: { id: { type: integer }, b: { type: string }, c: { type: boolean } } }
                """)
        #expect(resolved.types.contains("Out: { id: int, a?: string, c?: Out.C, b?: string }"), "\(resolved.types)")
        #expect(resolved.said == [])
    }

    @Test func `alternatives are told by the names of their schemas, whatever holds beside them`() {
        let resolved = Resolved(
            schemas: """
                Out: { allOf: [{ $ref: '#/components/schemas/A' }], oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }
                A: { type: object, required: [a], properties: { a: { type: string } } }
                B: { type: object, required: [b], properties: { b: { type: string } } }
                """)
        #expect(resolved.diagnostics.contains { $0.message.contains("fit both `A` and `B`") }, "\(resolved.rendered)")
    }

    @Test func `alternatives that contain themselves are merged once`() {
        let resolved = Resolved(
            schemas: """
                Out: { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }
                A: { type: object, properties: { a: { type: string }, child: { $ref: '#/components/schemas/A' } } }
                B: { type: object, properties: { b: { type: string }, child: { $ref: '#/components/schemas/B' } } }
                """)
        #expect(resolved.types.contains("Out: { a?: string, boxed child?: Out, b?: string }"), "\(resolved.types)")
    }

    @Test(arguments: [
        "[{ required: [a], properties: { a: {}, x: {} } }, { required: [b], properties: { b: {}, y: {} } }]",
        "[{ required: [k], properties: { k: { const: 1 }, x: {} } }, { required: [k], properties: { k: { const: 2 }, y: {} } }]",
        "[{ required: [k], properties: { k: { type: string }, x: {} } }, { required: [k], properties: { k: { type: array }, y: {} } }]",
        "[{ properties: { k: {}, x: {} } }, { properties: { k: {} } }]",
        "[{ properties: { x: {} }, additionalProperties: false }, { required: [y], properties: { y: {} } }]",
    ]) func `objects that are told apart stay alternatives`(members: String) {
        let resolved = Resolved(schemas: "Out: { anyOf: \(members) }")
        guard case .union(let union)? = resolved.contract?.types.first?.kind else {
            Issue.record("\(resolved.types) \(resolved.rendered)")
            return
        }
        #expect(union.cases.count == 2)
    }

    @Test func `objects of oneOf that nothing tells apart are warned of`() {
        let members = "[{ required: [a], properties: { a: {} } }, { required: [a], properties: { a: {}, b: {} } }]"
        #expect(Resolved(schemas: "Out: { oneOf: \(members) }").said == ["warning ambiguous-union"])
        let told = "[{ required: [a], properties: { a: { const: x } } }, { required: [a], properties: { a: { const: y } } }]"
        #expect(Resolved(schemas: "Out: { oneOf: \(told) }").said == [])
    }

    @Test func `from 3-1 on every reference of a chain may say more`() {
        let schemas = """
            Out: { properties: { value: { $ref: '#/components/schemas/A', minLength: 2 } } }
            A: { $ref: '#/components/schemas/B', maxLength: 5 }
            B: { $ref: '#/components/schemas/C' }
            C: { type: string, maxLength: 9 }
            """
        #expect(Resolved(schemas: schemas).property()?.schema.text == "string minLength 2 maxLength 5")
        #expect(Resolved(schemas: schemas, version: "3.0.3").property()?.schema.text == "string maxLength 9")
    }

    @Test(arguments: [
        ("{ type: [string, 'null'] }", "string | null"), ("{ oneOf: [{ type: string }, { type: 'null' }] }", "string | null"),
        ("{ anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }", "A | null"),
        ("{ enum: [a, null] }", "Out.Value | null"),
        ("{ type: array, items: { type: [integer, 'null'] } }", "[int | null]"),
        ("{ additionalProperties: { anyOf: [{ type: string, format: date }, { type: 'null' }] } }", "{date | null}"),
        (
            "{ type: [array, 'null'], items: { type: object, additionalProperties: { type: [boolean, 'null'] } } }",
            "[{boolean | null}] | null"
        ),
    ]) func `null is told from absence in every form`(schema: String, text: String) {
        let resolved = Resolved(schemas: "Out: { properties: { value: \(schema) } }\nA: { properties: { a: {} } }")
        #expect(resolved.property()?.schema.text == text, "\(resolved.rendered)")
    }
}
