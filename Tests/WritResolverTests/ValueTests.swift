// Values of the document against schemas of it, as the server decides of those of requests.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct ValueTests {
    @Test(arguments: [
        "{ type: number, multipleOf: 0.01, default: 19.99 }", "{ type: number, multipleOf: 0.1, default: 1e300 }",
        "{ type: number, multipleOf: 1e-7, default: 0.1234567 }",
        "{ type: number, maximum: 1, default: 1e-30000000000000000000 }",
        "{ type: integer, maximum: 9007199254740993, default: 9007199254740993 }",
        "{ type: string, minLength: 1, pattern: '^a', default: ab }", "{ not: { const: 1 }, default: 2 }",
        "{ type: string, if: { minLength: 3 }, then: { pattern: '^a' }, default: ab }",
        "{ type: array, items: {}, contains: { const: 1 }, maxContains: 1, default: [1, 2] }",
        "{ type: object, properties: { a: {} }, unevaluatedProperties: false, default: { a: 1 } }",
        "{ oneOf: [{ type: integer, maximum: 3 }, { type: integer, minimum: 5 }], default: 2 }",
        "{ type: array, prefixItems: [{ type: integer }], items: { type: string }, default: [1, a] }",
    ]) func `a valid default is applied`(schema: String) {
        let resolved = Resolved.value(schema)
        #expect(!resolved.said.contains("warning wrong-default"), "\(resolved.rendered)")
        #expect(resolved.property()?.presence != .optional, "\(resolved.rendered)")
    }

    @Test(arguments: [
        "{ type: number, multipleOf: 0.01, default: 19.999 }", "{ type: number, multipleOf: 0.1, default: 1.23456789012345 }",
        "{ type: number, multipleOf: 1e-10, default: 0.12345678901 }",
        "{ type: integer, maximum: 9007199254740992, default: 9007199254740993 }",
        "{ type: integer, multipleOf: 5, default: 7 }", "{ type: string, pattern: '^a', default: b }",
        "{ type: string, format: time, default: '25:00:00Z' }", "{ type: string, enum: [a, b], pattern: '^a', default: b }",
        "{ not: { const: 1 }, default: 1 }", "{ type: string, if: { minLength: 2 }, then: { pattern: '^a' }, default: bb }",
        "{ type: array, items: {}, contains: { const: 1 }, default: [2] }",
        "{ type: array, items: {}, contains: { const: 1 }, maxContains: 1, default: [1, 1.0] }",
        "{ type: array, items: { type: number }, uniqueItems: true, default: [1, 1.0] }",
        "{ type: object, propertyNames: { maxLength: 1 }, default: { ab: 1 } }",
        "{ type: object, dependentRequired: { a: [b] }, default: { a: 1 } }",
        "{ type: object, dependentSchemas: { a: { required: [b] } }, default: { a: 1 } }",
        "{ type: object, properties: { a: {} }, unevaluatedProperties: false, default: { b: 1 } }",
        "{ type: array, prefixItems: [{}], unevaluatedItems: false, default: [1, 2] }",
        "{ oneOf: [{ type: number }, { type: integer }, { type: string }], default: 4 }",
        "{ oneOf: [{ type: integer, minimum: 1 }, { type: integer, maximum: 5 }], default: 3 }",
        "{ type: object, patternProperties: { '^a': { type: integer } }, additionalProperties: false, default: { b: 1 } }",
    ]) func `an invalid default is told and not applied`(schema: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.said.contains("warning wrong-default"), "\(resolved.rendered)")
        #expect(resolved.property()?.presence == .optional)
    }

    /// What is not decided excludes nothing.
    @Test func `a pattern that nobody matches makes no value invalid`() {
        let resolved = Resolved.value("{ type: string, not: { pattern: '(a)\\\\1' }, default: b }", allow: ["pattern"])
        #expect(!resolved.said.contains("warning wrong-default"), "\(resolved.rendered)")
    }
}
