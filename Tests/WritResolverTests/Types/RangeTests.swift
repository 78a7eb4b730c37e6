// The Swift types that bounds of numbers ask for, bodies of forms, and defaults of parameters that may be null.

import Testing
import WritContract

@Suite struct RangeTests {
    @Test(arguments: [
        ("{ type: integer, maximum: 9223372036854775807 }", "int"),
        ("{ type: integer, minimum: 0, maximum: 9223372036854775808 }", "uint64 minimum 0 maximum 9223372036854775808"),
        ("{ type: integer, minimum: 0, maximum: 18446744073709551615 }", "uint64"),
        ("{ type: integer, minimum: 0, exclusiveMaximum: 18446744073709551616 }", "uint64"),
        ("{ type: integer, minimum: 0, maximum: 18446744073709551616 }", "decimal"),
        ("{ type: integer, maximum: 18446744073709551615 }", "decimal"),
        ("{ type: integer, minimum: -9223372036854775808 }", "int"),
        ("{ type: integer, exclusiveMaximum: 9223372036854775808 }", "int"),
        ("{ type: integer, minimum: 9223372036854775808 }", "uint64"),
        ("{ type: integer, minimum: 5, maximum: 1.0e19 }", "uint64"),
        ("{ type: integer, minimum: -9223372036854775809 }", "decimal"),
        ("{ type: integer, format: uint64, maximum: 18446744073709551615 }", "uint64"),
    ]) func `bounds beyond 64 bits choose the type`(schema: String, expected: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.schema.text.hasPrefix(expected.split(separator: " ")[0]) == true, "\(resolved.types)")
        #expect(resolved.said == [])
    }

    @Test func `a bound that the format can't hold is warned of`() {
        #expect(Resolved.value("{ type: integer, format: int64, maximum: 9223372036854775808 }").said == ["warning wide-bound"])
        #expect(Resolved.value("{ type: integer, format: int32, minimum: -3000000000 }").said == ["warning wide-bound"])
    }

    @Test func `bounds that no double is are left to rules`() {
        #expect(Resolved.value("{ type: number, maximum: 0.3 }").property()?.schema.constraints.maximum?.literal == "0.3")
        let long = Resolved.value("{ type: number, maximum: 0.30000000000000000001 }").property()?.schema.constraints
        #expect(long?.maximum == nil && long?.rule != nil)
    }

    @Test func `a default of null is what is left out`() {
        for schema in [
            "anyOf: [{ type: boolean }, { type: 'null' }]", "type: [string, 'null']",
            "oneOf: [{ type: 'null' }, { type: array, items: {} }]",
        ] {
            let resolved = Resolved(operation: "parameters: [{ name: a, in: query, schema: { \(schema), default: null } }]")
            #expect(resolved.said == [], "\(resolved.rendered)")
            #expect(resolved.operation?.parameters.first?.presence == .optional)
        }
        let odd = Resolved(operation: "parameters: [{ name: a, in: query, schema: { type: boolean, default: null } }]")
        #expect(odd.said == ["warning wrong-default"])
    }

    private static let thing = "T: { type: object, required: [n], properties: { n: { type: string } } }"

    private static func body(_ content: String, schemas: String = "") -> Resolved {
        Resolved(
            operation: "requestBody: { required: true, content: { \(content) } }",
            components: schemas.isEmpty ? "" : "schemas:\n" + schemas.indented(2))
    }

    @Test(arguments: [
        ("{ type: array, items: { type: string } }", "warning form-schema"), ("{ type: string }", "warning form-schema"),
        ("{ type: integer }", "error form-schema"), ("{ type: boolean }", "error form-schema"),
        ("{ type: object }", ""), ("{ type: string, format: binary }", ""),
    ]) func `a multipart body without parts comes as bytes, told, or is refused`(schema: String, said: String) {
        #expect(Self.body("multipart/form-data: { schema: \(schema) }").said == (said.isEmpty ? [] : [said]))
    }

    @Test func `one schema in several encodings is one type`() {
        let reference = "{ schema: { $ref: '#/components/schemas/T' } }"
        let list =
            "application/json: \(reference), multipart/form-data: \(reference), application/x-www-form-urlencoded: \(reference)"
        for schemas in [
            Self.thing,
            "T: { type: object, required: [k], properties: { k: { type: string, enum: [a, b] }, l: { type: array, items: { type: integer } }, o: { type: object, properties: { p: {} } } } }",
        ] {
            let resolved = Self.body(list, schemas: schemas)
            let contents = resolved.operation?.body?.contents ?? []
            #expect(contents.count == 3, "\(resolved.rendered)")
            for content in contents {
                if case .multipart(let form) = content.kind {
                    #expect(form.model?.description == "T")
                } else {
                    #expect(content.schema.text == "T")
                }
            }
            #expect(resolved.operation?.types.isEmpty == true, "\(resolved.operation?.types.flatMap(\.lines) ?? [])")
        }
    }

    @Test func `a form with files has a type of its own`() {
        let reference = "{ schema: { $ref: '#/components/schemas/T' } }"
        let resolved = Self.body(
            "application/json: \(reference), multipart/form-data: \(reference)",
            schemas:
                "T: { type: object, properties: { f: { type: string, contentEncoding: binary }, b: { type: string, contentEncoding: base64 } } }"
        )
        guard case .multipart(let form)? = resolved.operation?.body?.contents.last?.kind else {
            Issue.record("\(resolved.rendered)")
            return
        }
        #expect(form.model == nil)
        #expect(form.parts.map(\.kind) == [.file, .text])
    }

    @Test func `JSON of media types with names of their own has a case for each`() {
        let reference = "{ schema: { $ref: '#/components/schemas/T' } }"
        let names = Self.body(
            "application/json: \(reference), text/json: \(reference), application/merge-patch+json: \(reference), application/vnd.acme.patch+json: \(reference)",
            schemas: Self.thing
        ).operation?.body?.contents.map { "\($0.caseName) \($0.schema.text) \($0.mediaTypes)" }
        #expect(names?.count == 3)
        #expect(names?.first == #"json T ["application/json", "text/json"]"#)
    }
}
