// What is read as JSON Schema says where types are stated, and as most authors mean it where they are not.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct LetterTests {
    private func resolved(
        _ schemas: String, isStated: Bool = true, isOpen: Bool = false, version: String = "3.1.0",
        allow: Set<String> = []
    ) -> Resolved {
        let text = """
            openapi: \(version)
            info: { title: Test, version: '1' }
            paths:
              /things:
                post:
                  operationId: operate
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/In' } } } }
                  responses: { '204': { description: Good } }
            components:
              schemas:
            \(schemas.indented(4))
            """
        let (document, found) = readDocument(path: "openapi.yaml", bytes: Array(text.utf8))
        guard let document, !found.hasErrors else { return Resolved(contract: nil, diagnostics: found) }
        var options = ResolverOptions(allowed: allow)
        options.typesAreStated = isStated
        options.hasOpenEnumerations = isOpen
        let (contract, more) = resolve(document, options: options)
        return Resolved(contract: contract, diagnostics: found + more)
    }

    @Test(arguments: [
        ("allOf: [{ $ref: '#/components/schemas/A' }], type: [object, 'null'], minProperties: 1", "In.Value"),
        ("type: [string, 'null'], enum: [a]", "In.Value"), ("type: [string, 'null'], enum: [a, null]", "In.Value | null"),
        ("type: object, oneOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }]", "A"),
        ("oneOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }]", "A | null"),
    ]) func `null is taken where all that is said takes it`(schema: String, type: String) {
        let schemas = "In: { properties: { value: { \(schema) } }, type: object }\nA: { type: object, properties: { a: {} } }"
        let lenient = type.hasSuffix("| null") ? type : type + " | null"
        for (isStated, expected) in [(true, type), (false, lenient)] {
            let line = resolved(schemas, isStated: isStated).types.first { $0.hasPrefix("In:") } ?? ""
            let text = line.split(separator: "?: ").last.map { $0.replacing(" }", with: "") } ?? ""
            let shown = text.split(separator: " rule").first.map(String.init) ?? ""
            #expect(shown == expected, "\(line)")
        }
    }

    @Test func `a property that one of several alternatives lacks is any value there`() {
        let schemas = """
            In: { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }
            A: { type: object, properties: { a: { type: string }, c: { type: string } } }
            B: { type: object, properties: { b: { type: integer }, c: { type: string } } }
            """
        #expect(resolved(schemas).types.contains { $0.hasPrefix("In: { a?: json, c?: string, b?: json }") })
        #expect(resolved(schemas, isStated: false).types.contains { $0.hasPrefix("In: { a?: string, c?: string, b?: int }") })
    }

    @Test(arguments: [true, false]) func `null and another type contradict each other`(isStated: Bool) {
        let found = resolved("In: { type: 'null', allOf: [{ type: object, required: [a] }] }", isStated: isStated)
        // Not by the letter, the part that speaks of null decides: null is taken.
        let refused = isStated ? ["error impossible-schema"] : []
        #expect(found.said == refused + ["warning contradiction"])
        #expect(resolved("In: { type: 'null', enum: [a] }", isStated: isStated).said == refused + ["warning enumeration-type"])
        #expect(resolved("In: { type: 'null', allOf: [{ type: [object, 'null'] }] }", isStated: isStated).said == [])
    }

    @Test(arguments: [
        ("not: { pattern: '(?<=a)b' }", "not"), ("if: { pattern: '(?<=a)b' }, then: { maxLength: 1 }", "if"),
        ("oneOf: [{ pattern: '(?<=a)b' }, { maxLength: 1 }]", "oneOf"),
        ("not: { properties: { a: { $ref: '#/components/schemas/P' } } }", "not"),
        ("contains: { pattern: '(?<=a)b' }, maxContains: 1", "maxContains"),
    ]) func `a pattern that is not checked makes nothing invalid`(schema: String, keyword: String) {
        let found = resolved("In: { \(schema) }\nP: { type: string, pattern: '(?<=a)b' }", allow: ["pattern"])
        #expect(found.said.contains("warning pattern"))
        #expect(found.contract?.rules.lines.contains { $0.contains("\"\(keyword)\"") } == false)
    }

    @Test func `members are of one type where a pattern matches all names or nothing else is let in`() {
        let any = "{ type: object, patternProperties: { '^a': { type: integer } } }"
        let all = "{ type: object, patternProperties: { '.*': { type: integer } } }"
        let closed = "{ type: object, patternProperties: { '^a': { type: integer } }, additionalProperties: false }"
        let line = resolved("In: { type: object, properties: { any: \(any), all: \(all), closed: \(closed) } }").types[0]
        #expect(line.contains("any?: {json}") && line.contains("all?: {int}") && line.contains("closed?: {int}"), "\(line)")
    }

    @Test(arguments: [
        ("properties: { a: { enum: [r, g], x-writ-open: true } }, unevaluatedProperties: false", false, false),
        ("properties: { a: { enum: [r, g], x-extensible-enum: [r, g] } }, unevaluatedProperties: false", false, false),
        ("properties: { a: { enum: [r, g] } }, unevaluatedProperties: false", false, true),
        ("properties: { a: { enum: [r, g] } }, unevaluatedProperties: false", true, false),
        ("properties: { a: { oneOf: [{ enum: [r, g] }, { type: 'null' }] } }, unevaluatedProperties: false", true, false),
        ("properties: { a: { enum: [r, g], x-writ-open: false } }, unevaluatedProperties: false", true, true),
        ("properties: { a: { enum: [1, 2] } }, unevaluatedProperties: false", true, true),
        // A condition is not what a value may be.
        ("properties: { a: { enum: [r, g] } }, not: { properties: { a: { enum: [r, g] } } }", true, true),
        ("dependentSchemas: { b: { properties: { a: { enum: [r, g] } } } }", true, true),
    ]) func `rules refuse no text that an open list takes`(keywords: String, isOpen: Bool, isRefused: Bool) {
        let found = resolved("In: { type: object, \(keywords) }", isOpen: isOpen)
        #expect(found.contract?.rules.lines.isEmpty == false, "\(found.said)")
        #expect(found.contract?.rules.lines.contains { $0.contains("\"enum\"") } == isRefused)
    }
}
