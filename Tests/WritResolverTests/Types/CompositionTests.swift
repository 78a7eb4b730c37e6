// allOf, oneOf and anyOf: what they become, and how alternatives are told apart.

import Testing
import WritContract
import WritSpec

@Suite struct CompositionTests {
    private func types(_ schemas: String, version: String = "3.1.0") -> [String] {
        let resolved = Resolved(schemas: schemas, version: version)
        #expect(resolved.contract != nil, "\(resolved.rendered)")
        return resolved.types
    }

    // MARK: allOf

    @Test func `the parts of allOf become one flat type`() {
        let lines = types(
            """
            Out: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { own: { type: integer } } }], required: [name] }
            Base: { allOf: [{ properties: { id: { type: string } }, required: [id] }], properties: { name: { type: string } } }
            """)
        #expect(lines == ["Out: { id: string, name: string, own?: int }", "Base: { id: string, name?: string }"].prefix(1) + [])
    }

    @Test(arguments: [
        ("{ allOf: [{ $ref: '#/components/schemas/A' }], description: d }", "A"),
        ("{ allOf: [{ $ref: '#/components/schemas/A' }, {}], type: object }", "A"),
        ("{ allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }] }", "A"),
        ("{ allOf: [{ $ref: '#/components/schemas/A' }, { required: [b] }] }", "Out.Value"),
        ("{ allOf: [{ type: string, maxLength: 9 }, { minLength: 2, maxLength: 5 }] }", "string minLength 2 maxLength 5"),
        ("{ allOf: [{ type: number }, { type: integer }] }", "int"),
        ("{ allOf: [{ type: object }] }", "{json}"),
        ("{ $ref: '#/components/schemas/S', maxLength: 3 }", "string maxLength 3"),
        ("{ allOf: [{ type: [object, 'null'], properties: { a: {} } }, { type: [object, 'null'] }] }", "Out.Value | null"),
        (
            "{ allOf: [{ type: array, items: { properties: { a: {} } } }, { items: { properties: { b: {} } } }] }",
            "[Out.ValueItem]"
        ),
    ]) func `allOf becomes what all its members take`(schema: String, text: String) {
        let resolved = Resolved(
            schemas: "Out: { properties: { value: \(schema) } }\nA: { properties: { a: { type: string } } }\nS: { type: string }")
        #expect(resolved.property()?.schema.text == text, "\(resolved.rendered)")
    }

    @Test func `nullable beside a reference in allOf makes it optional`() {
        let schemas = """
            Out: { properties: { value: { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] } } }
            A: { type: object, properties: { a: { type: string } } }
            """
        #expect(Resolved(schemas: schemas, version: "3.0.3").property()?.schema.text == "A | null")
    }

    @Test func `a property that several parts describe is all of them`() {
        let lines = types(
            """
            Out: { allOf: [{ properties: { kind: { type: string }, n: { type: integer, minimum: 1 } } }, { properties: { kind: { const: cat }, n: { maximum: 4 } } }] }
            """)
        #expect(lines == ["Out: { kind?: Out.Kind, n?: int minimum 1 maximum 4 }", "Out.Kind: cat('cat')"])
    }

    @Test func `parts that no value satisfies together are told`() {
        #expect(Resolved.value("{ allOf: [{ type: string }, { type: integer }] }").said == ["warning contradiction"])
    }

    // MARK: Null

    @Test(arguments: [
        ("{ anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }", "A | null"),
        ("{ oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/A' }] }", "A | null"),
        ("{ oneOf: [{ type: string, format: date }, { type: 'null' }] }", "date | null"),
        ("{ anyOf: [{ $ref: '#/components/schemas/A' }, { enum: [null] }] }", "A | null"),
        ("{ oneOf: [{ $ref: '#/components/schemas/A' }] }", "A"),
        ("{ anyOf: [{ type: string }, { type: integer }, { type: 'null' }] }", "Out.Value | null"),
        ("{ type: [string, integer, 'null'] }", "Out.Value | null"),
        ("{ anyOf: [{ type: string }, {}] }", "json"),
        ("{ anyOf: [{ type: string, minLength: 1 }, { type: string, maxLength: 3 }] }", "string"),
    ]) func `null among alternatives makes what is left optional`(schema: String, text: String) {
        let resolved = Resolved(
            schemas: "Out: { properties: { value: \(schema) } }\nA: { properties: { a: { type: string } } }")
        #expect(resolved.property()?.schema.text == text, "\(resolved.rendered)")
        #expect(resolved.said == [])
    }

    // MARK: Decisions

    private static let cats = """
        Cat: { type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }
        Dog: { type: object, required: [kind], properties: { kind: { type: string }, barks: { type: boolean } } }
        """

    @Test(arguments: [
        ("discriminator: { propertyName: kind }", "kind: Cat=0 Dog=1"),
        (
            "discriminator: { propertyName: kind, mapping: { c: '#/components/schemas/Cat', d: Dog } }",
            "kind: c=0 Cat=0 d=1 Dog=1"
        ),
        ("discriminator: { propertyName: kind, defaultMapping: Dog }", "kind: Cat=0 Dog=1 else 1"),
    ]) func `a discriminator decides by its mapping and by names`(discriminator: String, text: String) {
        let lines = types(
            "Out: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], \(discriminator) }\n"
                + Self.cats)
        #expect(lines.first == "Out: cat(Cat) dog(Dog) by " + text)
    }

    @Test(arguments: [
        (
            "{ oneOf: [{ properties: { t: { const: a }, x: {} }, required: [t] }, { properties: { t: { enum: [b, c] } }, required: [t] }] }",
            "a(Out.A) object(Out.Object) by t: a=0 b=1 c=1"
        ),
        (
            "{ type: [string, integer, boolean] }",
            "string(string) integer(int) boolean(boolean) by 0 string, 1 integer, 2 boolean"
        ),
        (
            "{ oneOf: [{ type: string, format: uuid }, { type: string }] }",
            "uuid(uuid) string(string) by 0 uuid, 1 string"
        ),
        (
            "{ oneOf: [{ type: array, items: { type: string } }, { type: array, items: { type: integer } }] }",
            "stringArray([string]) integerArray([int]) by 0 array string, 1 array integer"
        ),
        (
            "{ oneOf: [{ properties: { a: {} }, required: [a] }, { properties: { b: {}, c: {} }, required: [b] }] }",
            "a(Out.A) b(Out.B) by 0 object a!, 1 object b! c"
        ),
        (
            "{ oneOf: [{ type: string }, { oneOf: [{ type: integer }, { type: boolean }] }] }",
            "string(string) integer(int) boolean(boolean) by 0 string, 1 integer, 2 boolean"
        ),
        ("{ anyOf: [{ type: string }, { type: string, enum: [a, b] }] }", "open a('a') b('b')"),
        (
            "{ oneOf: [{ type: number }, { type: object, properties: { a: {} } }] }",
            "number(double) object(Out.Object) by 0 number, 1 object"
        ),
    ]) func `alternatives are told apart by what they take`(schema: String, text: String) {
        let lines = types("Out: \(schema)")
        #expect(lines.first == "Out: " + text)
    }

    @Test func `what stands beside alternatives belongs to each`() {
        let lines = types(
            "Out: { properties: { id: { type: string } }, required: [id], oneOf: [{ properties: { a: {} }, required: [a] }, { properties: { b: {} }, required: [b] }] }"
        )
        #expect(
            lines == [
                "Out: a(Out.A) b(Out.B) by 0 object id! a!, 1 object id! b!", "Out.A: { id: string, a: json }",
                "Out.B: { id: string, b: json }",
            ])
    }

    @Test func `alternatives that only require properties are rules and no types`() {
        let resolved = Resolved(
            schemas:
                "Out: { properties: { a: { type: string }, b: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }"
        )
        #expect(resolved.types == ["Out: { a?: string, b?: string }"])
        #expect(resolved.diagnostics.isEmpty)
    }

    @Test func `a base that lists its own subtypes is the union of them`() {
        let lines = types(
            """
            Out: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind }, oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
            Cat: { allOf: [{ $ref: '#/components/schemas/Out' }, { properties: { lives: { type: integer } } }] }
            Dog: { allOf: [{ $ref: '#/components/schemas/Out' }, { properties: { barks: { type: boolean } } }] }
            """)
        #expect(
            lines == [
                "Out: cat(Cat) dog(Dog) by kind: Cat=0 Dog=1", "Cat: { kind: string, lives?: int }",
                "Dog: { kind: string, barks?: boolean }",
            ])
    }

    // MARK: Tuples

    @Test(arguments: [
        ("{ prefixItems: [{ type: string }, { type: integer }], minItems: 1 }", "(item0: string, item1?: int, json...)"),
        ("{ prefixItems: [{ type: string }], items: false }", "(item0?: string)"),
        ("{ prefixItems: [{ type: string }], items: { type: integer }, minItems: 1 }", "(item0: string, int...)"),
        (
            "{ type: array, items: [{ type: string }, { type: boolean }], minItems: 2, maxItems: 2 }",
            "(item0: string, item1: boolean)"
        ),
    ]) func `items with a schema each become a struct`(schema: String, text: String) {
        #expect(types("Out: \(schema)") == ["Out: " + text])
    }
}
