// Keywords by their table: where schemas are and where data is, and what each implies.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct KeywordTests {
    // MARK: Names that look like keywords

    static let names = ["value", "default", "enum", "example", "examples", "const", "dataValue", "x-part", "items", "$defs"]

    @Test(arguments: names) func `a property may have the name of a keyword whose values are data`(name: String) {
        let schemas = """
            Out:
              type: object
              properties:
                \(name): { $anchor: here, type: object, properties: { inner: { $id: 'https://example.com/there', type: integer } } }
                byAnchor: { $ref: '#here' }
                byIdentifier: { $ref: 'https://example.com/there' }
            """
        let resolved = Resolved(schemas: schemas)
        #expect(!resolved.said.contains("error missing-reference"), "\(resolved.rendered)")
        #expect(resolved.property("byIdentifier")?.schema.type == .integer(.int), "\(resolved.rendered)")
    }

    @Test(arguments: ["default: ", "example: ", "const: ", "enum: [", "examples: ["])
    func `what looks like a schema in data is none`(keyword: String) {
        let resolved = Resolved(
            schemas: """
                Out:
                  type: object
                  properties:
                    a: { \(keyword){ $anchor: here }\(keyword.hasSuffix("[") ? "]" : "") }
                    b: { $ref: '#here' }
                """)
        #expect(resolved.said.contains("error missing-reference"), "\(resolved.rendered)")
    }

    @Test func `the default answer is no data`() {
        let resolved = Resolved(
            operation: """
                responses:
                  default:
                    description: Other
                    content: { application/json: { schema: { $anchor: fault, type: object, properties: { a: { type: integer } } } } }
                  '200': { description: Good, content: { application/json: { schema: { $ref: '#fault' } } } }
                """)
        #expect(resolved.said == [], "\(resolved.rendered)")
    }

    @Test func `all properties may be a reference in the default answer too`() {
        let resolved = Resolved(
            operation: """
                responses:
                  default:
                    description: Other
                    content: { application/json: { schema: { type: object, properties: { $ref: '#/components/schemas/All/properties' } } } }
                """, components: "schemas: { All: { type: object, properties: { a: { type: integer } } } }")
        #expect(resolved.said == ["warning reference-place"], "\(resolved.rendered)")
    }

    @Test func `a property named like a dynamic reference is none`() {
        let resolved = Resolved.value("{ type: object, properties: { $dynamicRef: { type: string }, a: { type: integer } } }")
        #expect(resolved.diagnostics.map(\.code) == [], "\(resolved.rendered)")
        #expect(resolved.property()?.schema.type == .named(TypeName(["Out", "Value"])))
    }

    // MARK: Types that are implied

    @Test(arguments: [
        ("format: uri-reference", "string"), ("format: idn-email", "string"), ("format: regex", "string"),
        ("format: password", "string"), ("format: json-pointer", "string"), ("format: uri", "uri"),
        ("contentEncoding: base64", "base64"), ("uniqueItems: true", "array"), ("contains: { type: string }", "array"),
        ("unevaluatedItems: false", "array"), ("propertyNames: { maxLength: 3 }", "map"),
        ("dependentRequired: { a: [b] }", "map"), ("dependentSchemas: { a: { required: [b] } }", "map"),
        ("unevaluatedProperties: { type: string }", "map"),
    ]) func `a keyword of one type implies it`(keyword: String, kind: String) {
        let resolved = Resolved.value("{ \(keyword) }")
        let type = resolved.property()?.schema.type
        let found =
            switch type {
            case .string: "string"
            case .text(let format): "\(format)"
            case .array: "array"
            case .map: "map"
            default: "\(type.map { "\($0)" } ?? "nothing")"
            }
        #expect(found == kind, "\(resolved.rendered)")
        #expect(!resolved.said.contains("warning no-effect"), "\(resolved.rendered)")
    }

    @Test(arguments: [
        "{ type: string, minContains: 1 }", "{ type: string, dependentRequired: { a: [b] } }",
        "{ type: integer, contentEncoding: base64 }", "{ type: object, unevaluatedItems: false }",
    ]) func `a keyword of another type has no effect, and that is said`(schema: String) {
        #expect(Resolved.value(schema).said == ["warning no-effect"], "\(Resolved.value(schema).rendered)")
    }

    @Test func `what is no keyword says nothing`() {
        let resolved = Resolved.value("{ anyOf: [{ type: string }, { type: 'null', note: x }] }")
        #expect(resolved.property()?.schema == ValueSchema(.string, isNullable: true), "\(resolved.rendered)")
    }

    // MARK: Swagger 2.0

    @Test func `schemas under keywords of later versions are converted too`() {
        let resolved = Resolved(
            """
            swagger: '2.0'
            info: { title: Test, version: '1' }
            paths:
              /things:
                get: { operationId: operate, responses: { 200: { description: Good, schema: { $ref: '#/definitions/Out' } } } }
            definitions:
              Out: { type: object, properties: { value: { type: array, prefixItems: [{ type: string, x-nullable: true }] } } }
            """)
        #expect(
            resolved.types.contains { $0.contains("item0") && $0.contains("| null") }, "\(resolved.types) \(resolved.rendered)")
    }
}
