// What schemas become: types, presence, defaults, bounds, enumerations, directions, recursion.

import Testing
import WritContract
import WritSpec

@Suite struct SchemaTests {
    @Test(arguments: [
        ("{ type: boolean }", "boolean"),
        ("{ type: integer }", "int"),
        ("{ type: integer, format: int8 }", "int8"),
        ("{ type: integer, format: int32 }", "int32"),
        ("{ type: integer, format: uint64 }", "uint64"),
        ("{ type: integer, format: unheard-of }", "int"),
        ("{ type: number }", "double"),
        ("{ type: number, format: float }", "float"),
        ("{ type: [number, integer] }", "double"),
        ("{ type: string }", "string"),
        ("{ type: string, format: date-time }", "dateTime"),
        ("{ type: string, format: date }", "date"),
        ("{ type: string, format: uuid }", "uuid"),
        ("{ type: string, format: byte }", "base64"),
        ("{ type: string, format: email }", "string"),
        ("{}", "json"),
        ("true", "json"),
        ("{ type: [string, 'null'] }", "string | null"),
        ("{ type: array, items: { type: string } }", "[string]"),
        ("{ type: array, items: { type: [string, 'null'] } }", "[string | null]"),
        ("{ items: { type: string } }", "[string]"),
        ("{ type: array }", "[json]"),
        ("{ type: object }", "{json}"),
        ("{ type: object, additionalProperties: true }", "{json}"),
        ("{ type: object, additionalProperties: { type: integer } }", "{int}"),
        ("{ additionalProperties: { type: array, items: { type: integer } } }", "{[int]}"),
        ("{ type: object, properties: { a: { type: string } } }", "Out.Value"),
        ("{ properties: { a: { type: string } } }", "Out.Value"),
        ("{ required: [a] }", "Out.Value"),
        ("{ type: object, additionalProperties: false }", "Out.Value"),
        ("{ enum: [a, b] }", "Out.Value"),
        ("{ const: a }", "Out.Value"),
        ("{ minLength: 1 }", "string minLength 1"),
        ("{ minimum: 1 }", "double minimum 1.0"),
        ("{ format: date }", "date"),
        ("{ minItems: 1 }", "[json] minItems 1"),
        ("{ type: object, patternProperties: { a: {} } }", "{json}"),
        ("{ patternProperties: { a: { type: integer } }, additionalProperties: false }", "{int}"),
        ("{ patternProperties: { a: { type: integer }, b: { type: string } } }", "{json}"),
        ("{ type: [boolean], enum: [true, false] }", "boolean"),
    ]) func `a schema becomes the type that its keywords tell`(schema: String, type: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.schema.text == type, "\(resolved.rendered)")
    }

    @Test(arguments: [
        (false, "{ type: string }", "?: string"),
        (true, "{ type: string }", ": string"),
        (false, "{ type: string, default: x }", " = 'x': string"),
        (true, "{ type: string, default: x }", ": string"),
        (false, "{ type: [string, 'null'] }", "?: string | null"),
        (true, "{ type: [string, 'null'] }", ": string | null"),
        (false, "{ type: [string, 'null'], default: x }", " = 'x': string | null"),
        (false, "{ type: [string, 'null'], default: null }", " = null: string | null"),
        (false, "{}", "?: json"),
        (true, "{ nullable: true }", ": json"),
    ]) func `absence and null are told apart where the schema does`(required: Bool, schema: String, text: String) {
        let property = Resolved.value(schema, required: required).property()
        #expect(property.map { $0.presence.text + ": " + $0.schema.text } == text)
    }

    @Test(arguments: [
        ("{ type: boolean, default: true }", " = true"),
        ("{ type: integer, default: 7 }", " = 7"),
        ("{ type: integer, default: 1e3 }", " = 1000"),
        ("{ type: integer, default: 0x10 }", " = 16"),
        ("{ type: number, default: 1 }", " = 1.0"),
        ("{ type: string, default: '' }", " = ''"),
        ("{ enum: [a, in-progress], default: in-progress }", " = .inProgress"),
        ("{ enum: [1, 2], default: 2 }", " = .value2"),
        ("{ type: array, items: { type: integer }, default: [1, 2] }", " = [1, 2]"),
        ("{ type: array, items: { type: string }, default: [] }", " = []"),
        ("{ type: [integer, 'null'], default: null }", " = null"),
    ]) func `a default is a value of its schema`(schema: String, text: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.presence.text == text, "\(resolved.rendered)")
    }

    @Test(arguments: [
        "{ type: boolean, default: 'true' }", "{ type: integer, default: 1.5 }", "{ type: integer, default: '1' }",
        "{ type: integer, format: int8, default: 128 }", "{ type: integer, maximum: 3, default: 4 }",
        "{ type: integer, minimum: 3, exclusiveMinimum: 3, default: 3 }", "{ type: number, default: .nan }",
        "{ type: number, format: float, default: 1e300 }", "{ type: string, default: 5 }",
        "{ type: string, maxLength: 2, default: abc }", "{ enum: [a, b], default: c }",
        "{ type: array, items: { type: integer }, default: [x] }", "{ type: array, items: {type: integer}, default: 1 }",
        "{ type: array, minItems: 1, items: { type: integer }, default: [] }",
    ]) func `a default that its schema does not take is told, and left out`(schema: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.said == ["warning wrong-default"])
        #expect(resolved.property()?.presence == .optional)
        // A default without effect is checked all the same.
        #expect(Resolved.value(schema, required: true).said == ["warning wrong-default"])
    }

    @Test func `a default of null where null is not taken counts as left out`() {
        let resolved = Resolved.value("{ type: string, default: null }")
        #expect(resolved.said == ["warning wrong-default"])
        #expect(resolved.property()?.presence == .optional)
    }

    @Test(arguments: [
        ("{ type: integer, minimum: 1, maximum: 9 }", "int minimum 1 maximum 9"),
        ("{ type: integer, exclusiveMinimum: 1, exclusiveMaximum: 9 }", "int minimum exclusive 1 maximum exclusive 9"),
        ("{ type: integer, minimum: 1, exclusiveMinimum: 1 }", "int minimum exclusive 1"),
        ("{ type: integer, minimum: 2, exclusiveMinimum: 1 }", "int minimum 2"),
        ("{ type: integer, maximum: 2, exclusiveMaximum: 2 }", "int maximum exclusive 2"),
        ("{ type: integer, minimum: 1.5, maximum: 2.5 }", "int minimum 2 maximum 2"),
        ("{ type: integer, exclusiveMinimum: 1.5 }", "int minimum 2"),
        ("{ type: integer, minimum: -1.5 }", "int minimum -1"),
        // What no number of the type breaks is not checked.
        ("{ type: integer, format: uint8, minimum: -0.5 }", "uint8"),
        ("{ type: integer, format: uint8, exclusiveMinimum: 0, maximum: 254 }", "uint8 minimum exclusive 0 maximum 254"),
        ("{ type: integer, minimum: -9223372036854775808, maximum: 9223372036854775807 }", "int"),
        ("{ type: integer, format: uint8, minimum: -5, maximum: 255 }", "uint8"),
        ("{ type: integer, format: uint64, maximum: 18446744073709551615 }", "uint64"),
        ("{ type: integer, format: uint64, maximum: 18446744073709551614 }", "uint64 maximum 18446744073709551614"),
        ("{ type: number, minimum: 0, exclusiveMaximum: 1.5 }", "double minimum 0.0 maximum exclusive 1.5"),
        ("{ type: number, format: float, minimum: -1e300 }", "float"),
        ("{ type: string, minLength: 1, maxLength: 1 }", "string minLength 1 maxLength 1"),
        ("{ type: array, items: {}, minItems: 1, maxItems: 2 }", "[json] minItems 1 maxItems 2"),
        ("{ type: object, minProperties: 1, maxProperties: 2 }", "{json} minProperties 1 maxProperties 2"),
    ]) func `bounds are literals of the type that they bound`(schema: String, text: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.schema.text == text, "\(resolved.rendered)")
        #expect(resolved.said == [])
    }

    @Test(arguments: [
        ("{ type: integer, minimum: 1, exclusiveMinimum: true }", "int minimum exclusive 1"),
        ("{ type: integer, minimum: 1, exclusiveMinimum: false }", "int minimum 1"),
        ("{ type: number, maximum: 1, exclusiveMaximum: true }", "double maximum exclusive 1.0"),
        ("{ type: integer, minimum: 1.5, exclusiveMinimum: true }", "int minimum 2"),
    ]) func `OpenAPI 3.0 makes bounds exclusive by a flag`(schema: String, text: String) {
        let resolved = Resolved.value(schema, version: "3.0.3")
        #expect(resolved.property()?.schema.text == text)
        #expect(resolved.said == [])
        // The other version takes it with a warning.
        #expect(Resolved.value(schema).said == ["warning dialect"])
    }

    @Test(arguments: [
        "{ type: integer, minimum: 3, maximum: 2 }", "{ type: integer, minimum: 3, exclusiveMaximum: 3 }",
        "{ type: integer, format: uint8, minimum: 256 }", "{ type: integer, format: uint8, maximum: -1 }",
        "{ type: integer, format: int32, minimum: 1e300 }", "{ type: number, format: float, minimum: 1e300 }",
        "{ type: string, minLength: 2, maxLength: 1 }", "{ type: array, items: {}, minItems: 2, maxItems: 1 }",
        "{ type: object, minProperties: 2, maxProperties: 1 }",
        "{ type: object, properties: { a: {} }, minProperties: 2, maxProperties: 1 }",
    ]) func `bounds that nothing satisfies are told`(schema: String) {
        #expect(Resolved.value(schema).said == ["warning impossible-bound"])
    }

    @Test(arguments: [
        "{ type: string, not: {} }",
        "{ type: array, items: {}, contains: {} }", "{ type: object, properties: { a: {} }, unevaluatedProperties: false }",
        "{ type: object, propertyNames: { maxLength: 3 } }", "{ type: object, dependentRequired: { a: [b] } }",
    ]) func `a rule that no type carries stops nothing, and needs no word`(schema: String) {
        let resolved = Resolved.value(schema)
        #expect(resolved.diagnostics.isEmpty)
        #expect(resolved.property() != nil)
    }

    @Test(
        arguments: [
            ("{ type: integer, multipleOf: 2 }", "2", [], false), ("{ type: number, multipleOf: 0.01 }", "0.01", [], false),
            ("{ type: string, pattern: a }", nil, ["pattern_296230c0"], false),
            ("{ type: array, items: {}, uniqueItems: true }", nil, [], true),
        ] as [(String, String?, [String], Bool)]) func `multiples, patterns and unique items are checked`(
            schema: String, unit: String?, patterns: [String], isUnique: Bool
        )
    {
        let resolved = Resolved.value(schema)
        let constraints = resolved.property()?.schema.constraints
        #expect(constraints?.multipleOf == unit)
        #expect(constraints?.patterns == patterns)
        #expect(constraints?.hasUniqueItems == isUnique)
        #expect(resolved.diagnostics.isEmpty)
    }

    @Test(arguments: ["(?<=a)b", "(a)\\\\1", "(", "\\\\A"]) func `a pattern that can't be checked is warned of if allowed`(
        pattern: String
    ) {
        let resolved = Resolved.value("{ type: string, pattern: \"\(pattern)\" }", allow: ["pattern"])
        #expect(resolved.said == ["warning pattern"])
        #expect(resolved.property()?.schema.constraints.patterns == [])
    }

    @Test(arguments: [
        "{ type: array, items: {}, uniqueItems: false }", "{ type: string, not: false }",
        "{ type: object, dependentRequired: {} }", "{ type: object, propertyNames: {} }",
    ]) func `a keyword that says nothing is not even noted`(schema: String) {
        #expect(Resolved.value(schema).diagnostics.isEmpty)
    }

}
