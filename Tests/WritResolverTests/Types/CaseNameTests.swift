// What cases of unions are called, and which properties of their values are constants.

import Testing
import WritContract

@Suite struct CaseNameTests {
    private static func names(_ schemas: String) -> [String] {
        let resolved = Resolved(schemas: schemas)
        for type in resolved.contract?.types ?? [] where type.name.description == "Payment" {
            if case .union(let union) = type.kind { return union.cases.map { "\($0.swiftName)(\($0.schema.text))" } }
        }
        return resolved.types + [resolved.rendered]
    }

    private static func schema(_ name: String, _ property: String) -> String {
        "\(name): { type: object, required: [kind, \(property)], properties: { kind: { type: string }, \(property): { type: string } } }"
    }

    private static func union(_ names: [String], _ discriminator: String = "") -> String {
        let references = names.map { "{ $ref: '#/components/schemas/\($0)' }" }.joined(separator: ", ")
        let all = zip(names, ["a", "b", "c", "d"]).map { schema($0, $1) }.joined(separator: "\n")
        return """
            Out: { $ref: '#/components/schemas/Payment' }
            Payment: { oneOf: [\(references)]\(discriminator) }
            \(all)
            """
    }

    @Test func `go by the mapping's only text for a schema`() {
        let discriminator =
            ", discriminator: { propertyName: kind, mapping: { card: CardPayment, v: VoucherPayment, 'x/y': Other, one: Bill, two: Bill } }"
        #expect(
            Self.names(Self.union(["CardPayment", "VoucherPayment", "Other", "Bill"], discriminator))
                // A letter is no name, and neither is what has signs in it; of two texts none is.
                == ["card(CardPayment)", "voucher(VoucherPayment)", "other(Other)", "bill(Bill)"])
    }

    @Test func `go by what extends an alternative no more than by the alternative`() {
        let schemas = """
            Out: { $ref: '#/components/schemas/Payment' }
            Payment: { oneOf: [{ $ref: '#/components/schemas/Animal' }, { $ref: '#/components/schemas/Thing' }], discriminator: { propertyName: kind, mapping: { cat: Cat, thing: Thing } } }
            Animal: { type: object, required: [kind], properties: { kind: { type: string } } }
            Cat: { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { lives: { type: integer } } }] }
            Thing: { type: object, required: [kind, t], properties: { kind: { type: string }, t: { type: string } } }
            """
        #expect(Self.names(schemas) == ["animal(Animal)", "thing(Thing)"])
    }

    @Test(arguments: [
        (["CardPayment", "PaymentVoucher", "Bill"], ["card", "voucher", "bill"]),
        // What would be two, no name of more than a letter, or a word of Swift's, stays.
        (["CardPayment", "PaymentCard", "Card"], ["cardPayment", "paymentCard", "card"]),
        (["NonePayment", "XPayment", "Payments"], ["nonePayment", "xPayment", "payments"]),
        (["Card2Payment", "CARDPayment", "Repayment"], ["card2", "card", "repayment"]),
    ]) func `leave out the name of the union around them`(schemas: [String], cases: [String]) {
        let found = Self.names(Self.union(schemas)).map { String($0.prefix { $0 != "(" }) }
        #expect(found == cases)
    }

    @Test func `keep their schemas' names where the union is written in place, which may be alike elsewhere`() {
        let place = "{ oneOf: [{ $ref: '#/components/schemas/CardPayment' }, { $ref: '#/components/schemas/Bill' }] }"
        let resolved = Resolved(
            schemas: """
                Out: { type: object, properties: { payment: \(place) } }
                \(Self.schema("CardPayment", "a"))
                \(Self.schema("Bill", "b"))
                """)
        #expect(resolved.types.contains { $0.contains("cardPayment(CardPayment) bill(Bill)") }, "\(resolved.types)")
    }

    @Test func `of subtypes go by the mapping and the base's name`() {
        let schemas = """
            Out: { $ref: '#/components/schemas/Payment' }
            Payment: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { plastic: Card } } }
            Card: { allOf: [{ $ref: '#/components/schemas/Payment' }, { properties: { a: { type: string } } }] }
            BillPayment: { allOf: [{ $ref: '#/components/schemas/Payment' }, { properties: { b: { type: string } } }] }
            """
        #expect(Self.names(schemas) == ["plastic(Card)", "bill(BillPayment)", "payment(Payment.Base)"])
    }

    @Test(arguments: [
        ("anyOf: [{ type: array, items: { type: string } }, { type: array, items: { type: string } }]", "[String]?"),
        ("anyOf: [{ type: array, items: { type: string } }, { const: [] }]", "[String]?"),
        ("anyOf: [{ type: integer }, { enum: [0] }]", "Int?"),
        ("anyOf: [{ $ref: '#/components/schemas/Pet' }, { const: null }]", "Pet"),
    ]) func `no enumeration has one case alone, where a type says all`(schema: String, type: String) throws {
        let schemas = """
            Out: { type: object, properties: { kind: { \(schema) } } }
            Pet: { type: object, required: [name], properties: { name: { type: string } } }
            """
        let property = try #require(Self.property("kind", schemas))
        if case .named(let name) = property.schema.type {
            #expect(name.description == type)
        } else {
            #expect(type.hasSuffix("?"))
        }
        #expect(Resolved(schemas: schemas).contract?.types.flatMap(\.nested).isEmpty == true)
    }

    @Test func `an empty object or list is a case that carries nothing`() throws {
        let schemas = """
            Out: { $ref: '#/components/schemas/Payment' }
            Payment: { anyOf: [{ $ref: '#/components/schemas/Pet' }, { const: {} }, { const: [] }, { const: '' }] }
            Pet: { type: object, required: [name], properties: { name: { type: string } } }
            """
        let types = Resolved(schemas: schemas).types
        #expect(types.contains { $0.contains("pet(Pet) emptyObject({}) emptyList([]) empty(\"\")") }, "\(types)")
    }

    private static func property(_ name: String, _ schemas: String) -> Property? {
        for type in Resolved(schemas: schemas).contract?.types ?? [] where type.name.description == "Out" {
            if case .object(let object) = type.kind { return object.properties.first { $0.wireName == name } }
        }
        return nil
    }

    @Test(arguments: [
        ("required: [kind], properties: { kind: { type: string, enum: [card] } }", true),
        ("required: [kind], properties: { kind: { const: 1 } }", true),
        ("properties: { kind: { type: string, enum: [card] } }", false),
        ("required: [kind], properties: { kind: { type: [string, 'null'], enum: [card, null] } }", false),
        ("required: [kind], properties: { kind: { type: string, enum: [card, cash] } }", false),
    ]) func `a required property of one value is a constant`(schema: String, isConstant: Bool) throws {
        let property = try #require(Self.property("kind", "Out: { type: object, \(schema) }"))
        #expect(property.isConstant == isConstant)
        #expect((property.tag != nil) == isConstant)
    }

    @Test(
        arguments: [
            ("mapping: { card: Out }", "string", DefaultValue.string("card")),
            ("mapping: { card: Out, plastic: Out }", "string", nil),
            ("mapping: { card: Out, plastic: Out }", "string, enum: [card, plastic, cash]", nil),
        ] as [(String, String, DefaultValue?)])
    func `a property of several values that tell its type has no default`(mapping: String, kind: String, tag: DefaultValue?)
        throws
    {
        let schemas = """
            Union: { oneOf: [{ $ref: '#/components/schemas/Out' }, { $ref: '#/components/schemas/Cash' }], discriminator: { propertyName: kind, \(mapping) } }
            In: { $ref: '#/components/schemas/Union' }
            Out: { type: object, required: [kind, a], properties: { kind: { type: \(kind) }, a: { type: string } } }
            Cash: { type: object, required: [kind, b], properties: { kind: { type: string, enum: [cash] }, b: { type: string } } }
            """
        let property = try #require(Self.property("kind", schemas))
        #expect(property.tag == tag && !property.isConstant)
    }
}
