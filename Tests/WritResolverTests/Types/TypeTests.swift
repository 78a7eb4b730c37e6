// Enumerations, objects, directions, recursion and references.

import Testing
import WritContract

@Suite struct TypeTests {
    @Test(arguments: [
        ("{ enum: [a, b] }", "a('a') b('b')"),
        ("{ type: string, enum: ['', 'a b', a-b, '1'] }", "empty('') aB('a b') aB2('a-b') value1('1')"),
        (
            "{ type: string, enum: [init, self, rawValue, default] }",
            "initValue('init') selfValue('self') rawValueValue('rawValue') default('default')"
        ),
        ("{ type: integer, enum: [1, -2, 0x10] }", "int value1(1) minus2(-2) value16(16)"),
        ("{ type: integer, format: uint8, enum: [255] }", "uint8 value255(255)"),
        ("{ enum: [1.0, 2] }", "int value1(1) value2(2)"),
        ("{ const: a }", "a('a')"),
        ("{ enum: [1, a] }", "values value1(1) a(\"a\")"),
        ("{ enum: [true] }", "values true(true)"),
        ("{ const: 1.5 }", "values value1Dot5(1.5)"),
        ("{ type: 'null' }", "values null(null)"),
        ("{ enum: [null] }", "values null(null)"),
        ("{ type: string, enum: [a], x-writ-open: true }", "open a('a')"),
        ("{ type: string, x-extensible-enum: [a, b] }", "open a('a') b('b')"),
        ("{ allOf: [{ enum: [a, b] }, { type: string, enum: [b, c] }] }", "b('b')"),
    ]) func `a closed list becomes an enumeration`(schema: String, cases: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.types.last == "Out.Value: " + cases, "\(resolved.rendered)")
    }

    @Test(arguments: [
        ("{ enum: [a, null] }", "Out.Value | null", [String]()),
        ("{ type: [string, 'null'], enum: [a, null] }", "Out.Value | null", []),
        ("{ type: [string, 'null'], enum: [a] }", "Out.Value | null", ["warning enumeration-null"]),
        ("{ type: string, enum: [a, null] }", "Out.Value", ["warning enumeration-null"]),
        ("{ enum: [a, a] }", "Out.Value", ["warning duplicate-value"]),
        ("{ type: string, enum: [null] }", "Out.Value", ["warning empty-enumeration"]),
        ("{ type: string, enum: [a, 5] }", "Out.Value", ["warning enumeration-type"]),
    ]) func `null and repetitions in a closed list are told`(schema: String, type: String, said: [String]) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.schema.text == type)
        #expect(resolved.said == said)
    }

    @Test func `a schema with readOnly or writeOnly properties that goes both ways becomes two types`() {
        let resolved = Resolved(
            schemas: """
                In: { $ref: '#/components/schemas/User' }
                Out: { type: array, items: { $ref: '#/components/schemas/User' } }
                User: { required: [id, secret], properties: { id: { type: integer, readOnly: true }, secret: { type: string, writeOnly: true }, home: { $ref: '#/components/schemas/Home' }, town: { $ref: '#/components/schemas/Town' } } }
                Home: { properties: { owner: { $ref: '#/components/schemas/User' } } }
                Town: { properties: { name: { type: string } } }
                """)
        #expect(
            resolved.types == [
                "Out: = [User]",
                "User: { id: int, boxed home?: Home, town?: Town, ignores secret }", "Home: { boxed owner?: User }",
                "Town: { name?: string }", "UserInput: { secret: string, boxed home?: HomeInput, town?: Town, ignores id }",
                "HomeInput: { boxed owner?: UserInput }",
            ])
    }

    @Test func `a property that refers to a readOnly schema is readOnly`() {
        let schemas = """
            In: { properties: { id: { $ref: '#/components/schemas/ID' }, name: { type: string } } }
            Out: { $ref: '#/components/schemas/In' }
            ID: { type: string, readOnly: true }
            """
        #expect(Resolved(schemas: schemas).types.contains("InInput: { name?: string, ignores id }"))
    }

    @Test func `a schema that goes one way is one type`() {
        let resolved = Resolved(schemas: "In: { properties: { id: { type: integer, readOnly: true }, a: {} } }")
        #expect(resolved.types == ["In: { a?: json, ignores id }"])
    }

    @Test func `each type knows what reads and writes it`() {
        let resolved = Resolved(
            schemas: """
                In: { properties: { a: { $ref: '#/components/schemas/Both' } } }
                Out: { additionalProperties: { type: array, items: { $ref: '#/components/schemas/Both' } }, required: [a] }
                Both: { properties: { b: { enum: [x] } } }
                """)
        let flags = (resolved.contract?.types ?? []).map { "\($0.name) \($0.isRead) \($0.isWritten)" }
        #expect(flags == ["In true false", "Out false true", "Both true true"])
        #expect(resolved.contract?.types.last?.nested.first?.isRead == true)
    }

    @Test(arguments: [
        ("Out: { properties: { next: { $ref: '#/components/schemas/Out' } } }", "Out: { boxed next?: Out }"),
        ("Out: { properties: { all: { type: array, items: { $ref: '#/components/schemas/Out' } } } }", "Out: { all?: [Out] }"),
        ("Out: { properties: { all: { additionalProperties: { $ref: '#/components/schemas/Out' } } } }", "Out: { all?: {Out} }"),
        ("Out: { properties: { a: { properties: { b: { $ref: '#/components/schemas/Out' } } } } }", "Out: { boxed a?: Out.A }"),
        ("Out: { type: array, items: { properties: { c: { $ref: '#/components/schemas/Out' } } } }", "Out: = [OutItem]"),
        (
            "Out: { properties: { a: {} }, additionalProperties: { $ref: '#/components/schemas/Out' } }",
            "Out: { a?: json, additionalProperties...: Out }"
        ),
    ]) func `a type that contains itself is boxed where nothing else is between`(schemas: String, line: String) {
        let resolved = Resolved(schemas: schemas)
        #expect(resolved.types.contains(line), "\(resolved.types) \(resolved.rendered)")
    }

    @Test(arguments: [
        ("Out: { type: array, items: { $ref: '#/components/schemas/Out' } }", ["Out: wraps [Out]"]),
        ("Out: { additionalProperties: { $ref: '#/components/schemas/Out' } }", ["Out: wraps {Out}"]),
        (
            "Out: { type: array, items: { $ref: '#/components/schemas/B' } }\nB: { type: array, items: { $ref: '#/components/schemas/Out' } }",
            ["Out: wraps [[Out]]", "B: = [Out]"]
        ),
        (
            "Out: { oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Out' } }] }",
            ["Out: string(string) outArray([Out]) by 0 string, 1 array"]
        ),
        (
            "Out: { oneOf: [{ type: string }, { properties: { of: { $ref: '#/components/schemas/Out' } } }] }",
            ["Out: string(string) boxed object(Out.Object) by 0 string, 1 object", "Out.Object: { of?: Out }"]
        ),
    ]) func `an array, a map or a union may contain itself`(schemas: String, lines: [String]) {
        let resolved = Resolved(schemas: schemas)
        #expect(resolved.types == lines, "\(resolved.rendered)")
    }

    @Test(arguments: [
        "Out: { allOf: [{ $ref: '#/components/schemas/Out' }, { properties: { a: {} } }] }",
        "Out: { anyOf: [{ $ref: '#/components/schemas/Out' }, { type: 'null' }] }",
    ]) func `a schema that is nothing but itself is an error`(schemas: String) {
        #expect(Resolved(schemas: schemas).said == ["error endless-schema"])
    }

    @Test(arguments: [
        ("{ $ref: '#/components/schemas/Out' }", "error reference-cycle"),
        ("{ $ref: '#/components/schemas/Other' }", "error missing-reference"),
        ("{ $ref: 'other.yaml#/A' }", "error missing-reference"),
        ("{ $ref: 'https://example.com/a.yaml' }", "error external-reference"),
        ("{ $ref: '#anchor' }", "error missing-reference"), ("{ $ref: 'urn:a' }", "error unsupported-reference"),
        ("{ $ref: '/a.yaml' }", "error unsupported-reference"),
        ("{ $ref: '#/components/parameters/P' }", "error missing-reference"),
        ("{ $ref: 5 }", "error wrong-shape"),
    ]) func `a reference that leads nowhere is told once`(schema: String, said: String) {
        #expect(Resolved(schemas: "Out: \(schema)").said == [said])
    }

    @Test func `references are unescaped, and may lead into the middle of things`() {
        let resolved = Resolved(
            schemas: """
                Out: { properties: { a: { $ref: '#/components/schemas/a~1b~0c' }, b: { $ref: '#/components/schemas/a%20b' }, c: { $ref: '#/components/schemas/Mid/properties/x' }, d: { $ref: '#/components/schemas/Mid/items' } } }
                a/b~c: { type: integer }
                a b: { type: boolean }
                Mid: { properties: { x: { type: string } }, items: { type: number } }
                """)
        #expect(resolved.types.first == "Out: { a?: int, b?: boolean, c?: string, d?: double }", "\(resolved.rendered)")
    }

    @Test func `what stands beside a reference counts in 3_1 and not in 3_0`() {
        let schemas = """
            Out: { properties: { a: { $ref: '#/components/schemas/Count', maximum: 3, default: 2 } } }
            Count: { type: integer }
            """
        #expect(Resolved(schemas: schemas).types.first == "Out: { a = 2: int maximum 3 }")
        let old = Resolved(schemas: schemas, version: "3.0.3")
        #expect(old.types.first == "Out: { a?: int }")
        #expect(old.said == ["warning reference-sibling", "warning reference-sibling"])
    }

    @Test(arguments: [
        ("{ nullable: true, type: string }", "3.0.3", "string | null", [String]()),
        ("{ nullable: true, type: string }", "3.1.0", "string | null", ["warning dialect"]),
        ("{ type: [string, 'null'] }", "3.0.3", "string | null", ["warning dialect"]),
        ("{ const: a }", "3.0.3", "Out.Value", ["warning dialect"]),
        ("{ type: array }", "3.0.3", "[json]", ["warning missing-field"]),
    ]) func `what is of the other version is taken with a warning`(schema: String, version: String, type: String, said: [String])
    {
        let resolved = Resolved.value(schema, version: version)
        #expect(resolved.property()?.schema.text == type)
        #expect(resolved.said == said)
    }

    @Test(arguments: [
        ("Out: { required: [nmae], properties: { name: { type: string } } }", "Out: { name?: string, nmae: json }"),
        (
            "Out: { required: [b], properties: { a: {} }, additionalProperties: { type: integer } }",
            "Out: { a?: json, b: int, additionalProperties...: int }"
        ),
    ]) func `a required name that is not described is told`(schemas: String, line: String) {
        let resolved = Resolved(schemas: schemas)
        #expect(resolved.types == [line])
        #expect(resolved.said == ["warning required-undescribed"])
    }

    @Test func `what is said to go neither way goes one`() {
        let resolved = Resolved(schemas: "Out: { properties: { a: { readOnly: true, writeOnly: true } } }")
        #expect(resolved.said == ["warning contradiction"])
        #expect(resolved.types == ["Out: { a?: json }"])
    }

    @Test func `a property whose schema is false may be described: whatever comes is refused`() {
        let resolved = Resolved(schemas: "Out: { properties: { a: false } }")
        #expect(resolved.types == ["Out: { a?: json }"])
        #expect(resolved.diagnostics.isEmpty)
    }

    @Test(.timeLimit(.minutes(10))) func `ten thousand schemas in a chain resolve, and cost no stack`() {
        let count = 10_000
        let chain = (0..<count).map {
            "S\($0): { properties: { n: { $ref: '#/components/schemas/S\(($0 + 1) % count)' }, r: { readOnly: true } } }"
        }
        let resolved = Resolved(
            schemas: (["In: { $ref: '#/components/schemas/S0' }", "Out: { $ref: '#/components/schemas/S0' }"] + chain)
                .joined(separator: "\n"))
        #expect(resolved.contract?.types.count ?? 0 >= 2 * count)
    }
}
