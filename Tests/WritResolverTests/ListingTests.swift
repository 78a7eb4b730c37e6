// Enumerations that are written as alternatives, tags by them, and keywords beside alternatives.

import Testing
import WritContract

@Suite struct ListingTests {
    private static func cases(_ schema: String) -> (text: String, notes: [String?]) {
        let resolved = Resolved(schemas: "Out: \(schema)")
        switch resolved.contract?.types.first?.kind {
        case .stringEnumeration(let cases), .integerEnumeration(_, let cases), .valueEnumeration(let cases),
            .openEnumeration(let cases):
            return (resolved.types[0], cases.map(\.documentation))
        default: return (resolved.types.joined(separator: "\n") + resolved.rendered, [])
        }
    }

    @Test(arguments: ["oneOf", "anyOf"])
    func `constants with titles are one enumeration`(keyword: String) {
        let texts = Self.cases("{ \(keyword): [{ title: NEW, description: Just made, const: new }, { title: OLD, const: old }] }")
        #expect(texts.text == "Out: new('new') old('old')")
        #expect(texts.notes == ["Just made", nil])
        let numbers = Self.cases(
            "{ type: integer, format: int32, \(keyword): [{ title: LOW, const: 1 }, { title: Very high, description: Much, const: 9 }] }"
        )
        #expect(numbers.text == "Out: int32 low(1) veryHigh(9)")
        #expect(numbers.notes == [nil, "Much"])
        #expect(Self.cases("{ \(keyword): [{ const: a }, { type: string, enum: [b] }] }").text == "Out: a('a') b('b')")
        #expect(Self.cases("{ \(keyword): [{ const: 1 }, { title: Some, const: x }] }").text == "Out: values value1(1) x(\"x\")")
    }

    @Test func `texts that look alike have words of their own`() {
        let texts = Self.cases(
            #"{ oneOf: [{ description: One letter, const: "\u00e9" }, { description: Two, const: "e\u0301" }] }"#)
        #expect(texts.notes == ["One letter", "Two"])
    }

    @Test func `null may be one of them`() {
        let resolved = Resolved.value("{ oneOf: [{ const: a }, { const: b }, { type: 'null' }] }", required: true)
        #expect(resolved.property()?.schema.text == "Out.Value | null", "\(resolved.types)")
        #expect(resolved.types.contains("Out.Value: a('a') b('b')"))
    }

    @Test func `what is more than a value is an alternative`() {
        #expect(Self.cases("{ oneOf: [{ const: a }, { type: object, properties: { b: {} } }] }").notes == [])
    }

    @Test(arguments: [
        ("{ anyOf: [{ type: string }, { const: auto }] }", ValueType.string),
        ("{ anyOf: [{ type: integer }, { const: 0 }] }", .integer(.int)),
        ("{ anyOf: [{ type: integer, minimum: 1 }, { const: 0 }] }", .integer(.int)),
        ("{ anyOf: [{ type: boolean }, { const: true }] }", .boolean),
        ("{ anyOf: [{ type: integer }, { enum: [1, 2] }] }", .integer(.int)),
    ]) func `a type and a constant of it are the type`(schema: String, expected: ValueType) {
        let resolved = Resolved.value(schema)
        #expect(resolved.property()?.schema.type == expected, "\(resolved.types) \(resolved.rendered)")
        #expect(resolved.said == [])
    }

    @Test(arguments: ["{ const: auto }", "{ type: string, enum: [auto] }"])
    func `a constant beside another type carries nothing`(constant: String) {
        let resolved = Resolved(schemas: "Out: { anyOf: [{ type: integer }, \(constant), { const: false }] }")
        #expect(resolved.types == ["Out: integer(int) auto(\"auto\") false(false) by 0 integer, 1 string, 2 boolean"])
        let named = Resolved(
            schemas: "Out: { oneOf: [{ type: integer }, { $ref: '#/components/schemas/A' }] }\nA: { const: auto }")
        #expect(named.types.first?.hasPrefix("Out: integer(int) a(A)") == true, "\(named.types)")
        #expect(
            Resolved.value("{ anyOf: [{ type: integer }, { const: auto }], default: auto }").property()?.presence.text
                == " = .auto")
    }

    @Test func `tells objects apart, also through what it is narrowed by`() {
        let resolved = Resolved(
            schemas: """
                Out: { oneOf: [{ $ref: '#/components/schemas/Direct' }, { $ref: '#/components/schemas/Group' }] }
                Kind: { type: integer, oneOf: [{ title: DIRECT, const: 1 }, { title: GROUP, const: 3 }] }
                Direct: { type: object, required: [type], properties: { type: { type: integer, enum: [1], allOf: [{ $ref: '#/components/schemas/Kind' }] } } }
                Group: { type: object, required: [type], properties: { type: { enum: [3], allOf: [{ $ref: '#/components/schemas/Kind' }, { minimum: 1 }] } } }
                """)
        #expect(resolved.said == [], "\(resolved.rendered)")
        #expect(resolved.types.contains { $0.hasSuffix("by type: 1=0 3=1") }, "\(resolved.types)")
    }

    @Test func `what stands beside alternatives has an effect where one of them takes it`() {
        #expect(Resolved(schemas: "Out: { oneOf: [{ type: boolean }, { type: object }], properties: { id: {} } }").said == [])
        #expect(
            Resolved(schemas: "Out: { oneOf: [{ type: boolean }, { type: string }], properties: { id: {} } }").said == [
                "warning no-effect"
            ])
        #expect(
            Resolved(schemas: "Out: { oneOf: [{ type: boolean, minLength: 2 }, { type: string }] }").said == ["warning no-effect"]
        )
    }

    @Test(arguments: [
        "{ allOf: [{ $ref: '#/components/schemas/Book' }], oneOf: [{ $ref: '#/components/schemas/Book' }, { $ref: '#/components/schemas/Film' }] }",
        "{ allOf: [{ $ref: '#/components/schemas/Both' }], anyOf: [{ $ref: '#/components/schemas/Both' }, { $ref: '#/components/schemas/Film' }] }",
        "{ allOf: [{ properties: { item: { $ref: '#/components/schemas/Book' } } }, { properties: { item: { oneOf: [{ $ref: '#/components/schemas/Book' }, { $ref: '#/components/schemas/Film' }] } } }] }",
    ]) func `a reference may stand in allOf and among the alternatives`(schema: String) {
        let resolved = Resolved(
            schemas: """
                Out: \(schema)
                Book: { type: object, properties: { pages: { type: integer } }, required: [pages] }
                Film: { type: object, properties: { minutes: { type: integer } }, required: [minutes] }
                Both: { oneOf: [{ $ref: '#/components/schemas/Book' }, { $ref: '#/components/schemas/Film' }] }
                """)
        #expect(resolved.contract != nil, "\(resolved.rendered)")
        #expect(!resolved.said.contains("error endless-schema"))
    }

    @Test(arguments: [
        "Out: { oneOf: [{ $ref: '#/components/schemas/Out' }, { type: string }] }",
        "Out: { oneOf: [{ oneOf: [{ $ref: '#/components/schemas/Out' }, { type: integer }] }, { type: string }] }",
    ]) func `what contains itself is still refused`(schemas: String) {
        #expect(Resolved(schemas: schemas).said.contains("error endless-schema"))
    }
}
