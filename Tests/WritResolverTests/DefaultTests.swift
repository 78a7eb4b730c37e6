// Defaults of every type: what they become, and which are none.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct DefaultTests {
    @Test(arguments: [
        ("{ type: string, format: date, default: '2024-02-29' }", "date'2024-02-29'"),
        ("{ type: string, format: date-time, default: '2024-02-29T00:00:00+01:00' }", "dateTime'2024-02-29T00:00:00+01:00'"),
        ("{ type: string, format: duration, default: PT5M }", "duration'PT5M'"),
        ("{ type: string, format: uri, default: 'a:b' }", "uri'a:b'"),
        ("{ type: string, format: ipv6, default: '::1' }", "ipv6'::1'"),
        ("{ type: string, format: byte, default: 'Zm8=' }", "base64'Zm8='"),
        ("{ type: number, format: decimal, default: 1.5 }", "1.5"), ("{ type: object, default: {} }", "{}"),
        ("{ type: object, default: { a: [1] } }", "{a: [1]}"), ("{ default: [1, null] }", "[1,null]"),
        ("{ default: null }", "null"),
        ("{ type: object, additionalProperties: { type: integer }, default: { b: 2, a: 1 } }", "{b: 2, a: 1}"),
        ("{ type: object, properties: { a: { type: integer } }, default: {} }", "Out.Value()"),
        (
            "{ type: object, required: [a], properties: { b: { enum: [x] }, a: { type: [integer, 'null'] } }, default: { a: null, b: x } }",
            "Out.Value(b: .x, a: null)"
        ),
        ("{ type: object, properties: { a: { type: [integer, 'null'] } }, default: { a: null } }", "Out.Value(a: some null)"),
        ("{ type: object, properties: { a: { type: [integer, 'null'] } }, default: { a: 1 } }", "Out.Value(a: some 1)"),
        (
            "{ type: object, properties: { a: {} }, additionalProperties: { type: integer }, default: { z: 1 } }",
            "Out.Value(additionalProperties: {z: 1})"
        ),
        ("{ anyOf: [{ type: number }, { type: integer }, { type: string }], default: 4 }", "Out.Value.integer(4)"),
        ("{ oneOf: [{ type: string, format: date }, { type: boolean }], default: true }", "Out.Value.boolean(true)"),
        ("{ anyOf: [{ enum: [a, b] }, { type: string }], default: c }", "unknown'c'"), ("{ enum: [1.5, x], default: x }", ".x"),
        ("{ type: array, prefixItems: [{ type: integer }, { type: string }], default: [1] }", "Out.Value(item0: 1)"),
        (
            "{ type: array, items: { properties: { a: { type: integer } } }, default: [{ a: 1 }, {}] }",
            "[Out.ValueItem(a: 1), Out.ValueItem()]"
        ),
    ]) func `is a value of its type`(schema: String, text: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.presence.text == " = " + text, "\(resolved.rendered)")
        #expect(resolved.said == [])
    }

    @Test(arguments: [
        "{ type: string, format: date, default: '2023-02-29' }", "{ type: string, format: date-time, default: '2023-02-28' }",
        "{ type: string, format: uri, default: a }", "{ type: string, format: ipv6, default: '1::2::3' }",
        "{ type: string, format: time, default: '10:00' }",
        "{ type: object, additionalProperties: { type: integer }, default: { a: x } }",
        "{ type: object, properties: { a: {} }, default: 1 }",
        "{ type: object, required: [a], properties: { a: {} }, default: {} }",
        "{ type: object, properties: { a: {} }, additionalProperties: false, default: { b: 1 } }",
        "{ type: object, properties: { a: { type: string, pattern: '^x' , minLength: 2 } }, default: { a: x } }",
        "{ oneOf: [{ type: integer }, { type: boolean }], default: x }",
        "{ type: array, prefixItems: [{ type: integer }], items: false, default: [1, 2] }",
    ]) func `that its type does not take is told, and left out`(schema: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.said == ["warning wrong-default"], "\(resolved.rendered)")
        #expect(resolved.property()?.presence == .optional)
    }

    @Test func `of a discriminated union is the alternative that its property tells`() {
        let resolved = Resolved(
            schemas: """
                Out:
                  properties:
                    value:
                      oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }]
                      discriminator: { propertyName: kind }
                      default: { kind: B, n: 2 }
                A: { type: object, required: [kind], properties: { kind: { type: string }, n: { type: integer } } }
                B: { type: object, required: [kind], properties: { kind: { type: string }, n: { type: integer } } }
                """)
        #expect(resolved.property()?.presence.text == " = Out.Value.b(B(kind: 'B', n: 2))", "\(resolved.rendered)")
    }

    @Test func `that would make itself again and again is left out`() {
        let resolved = Resolved(
            schemas: """
                Out: { properties: { value: { $ref: '#/components/schemas/Next', default: {} } } }
                Next: { properties: { out: { $ref: '#/components/schemas/Out', default: {} } } }
                """)
        #expect(resolved.contract != nil && resolved.said == ["warning wrong-default"], "\(resolved.rendered)")
    }

    @Test func `of a parameter may be an object`() {
        let resolved = Resolved(
            operation: """
                parameters:
                  - name: page
                    in: query
                    style: deepObject
                    schema: { type: object, properties: { size: { type: integer } }, default: { size: 20 } }
                """)
        #expect(
            resolved.operation?.parameters.first?.presence.text == " = Operate.Page(size: 20)"
                || resolved.operation?.parameters.first?.presence.text.hasSuffix("(size: 20)") == true, "\(resolved.rendered)")
    }
}
