// Which alternative a discriminator's value means, and which alternatives can be reached at all.

import Testing
import WritContract

@Suite struct DiscriminatorTests {
    private static func decision(_ schema: String, _ others: String = "") -> (text: String, said: [String]) {
        let resolved = Resolved(schemas: "Out: \(schema)\n\(others)")
        for type in resolved.contract?.types ?? [] where type.name.description == "Out" {
            if case .union(let union) = type.kind { return (union.decision.text, resolved.said) }
        }
        return (resolved.types.joined(separator: "\n") + resolved.rendered, resolved.said)
    }

    private static func shared(_ property: String) -> String {
        """
        Kind: { type: string, enum: [A, B, x, y] }
        A: { type: object, required: [kind], properties: { kind: \(property), a: { type: string } } }
        B: { type: object, required: [kind], properties: { kind: \(property), b: { type: string } } }
        """
    }

    private static let references = "[{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }]"

    @Test(arguments: ["oneOf", "anyOf"])
    func `the mapping decides where all alternatives list the same values`(keyword: String) {
        let mapping = "mapping: { x: '#/components/schemas/A', A: '#/components/schemas/A', y: B, B: '#/components/schemas/B' }"
        let (text, said) = Self.decision(
            "{ \(keyword): \(Self.references), discriminator: { propertyName: kind, \(mapping) } }",
            Self.shared("{ $ref: '#/components/schemas/Kind' }"))
        #expect(text == "kind: x=0 A=0 y=1 B=1")
        #expect(said == [])
    }

    @Test(arguments: ["oneOf", "anyOf"])
    func `names decide where nothing is mapped, and shapes where no name does`(keyword: String) {
        let (text, said) = Self.decision(
            "{ \(keyword): \(Self.references), discriminator: { propertyName: kind } }",
            Self.shared("{ $ref: '#/components/schemas/Kind' }"))
        #expect(text == "kind: A=0 B=1 else 0 object kind! a kind=\"x\"|\"y\", 1 object kind! b kind=\"x\"|\"y\"")
        #expect(said == [])
    }

    @Test func `a name does not mean what the mapping has for another one`() {
        let mapping = "mapping: { B: '#/components/schemas/A', A: '#/components/schemas/B' }"
        let (text, _) = Self.decision(
            "{ oneOf: \(Self.references), discriminator: { propertyName: kind, \(mapping) } }", Self.shared("{ type: string }"))
        #expect(text == "kind: B=0 A=1")
    }

    @Test func `a mapping may name what extends an alternative, or is one of its own alternatives`() {
        let (text, _) = Self.decision(
            """
            { oneOf: [{ $ref: '#/components/schemas/Animal' }, { $ref: '#/components/schemas/Thing' }],
              discriminator: { propertyName: kind, mapping: { c: Cat, s: Stone } } }
            """.replacing("\n", with: " "),
            """
            Animal: { type: object, required: [kind], properties: { kind: { type: string } } }
            Cat: { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { lives: { type: integer } } }] }
            Thing: { oneOf: [{ $ref: '#/components/schemas/Stone' }, { $ref: '#/components/schemas/Stick' }] }
            Stone: { type: object, required: [kind, mass], properties: { kind: { type: string }, mass: { type: integer } } }
            Stick: { type: object, required: [kind, length], properties: { kind: { type: string }, length: { type: integer } } }
            """)
        #expect(text == "kind: c=0 Animal=0 s=1 Thing=1")
    }

    @Test(arguments: [
        ("boolean", "true", "false", "kind: true=0 false=1"), ("integer", "1", "2", "kind: 1=0 2=1"),
        ("string", "'1'", "'2'", "kind: 1=0 2=1"), ("string", "'a\"b'", "'c\\d'", "kind: a\"b=0 c\\d=1"),
    ]) func `values that are no texts tell alternatives too, with a discriminator and without`(
        type: String, first: String, second: String, expected: String
    ) {
        let members = """
            [{ type: object, required: [kind], properties: { kind: { type: \(type), const: \(first) } } },
             { type: object, required: [kind], properties: { kind: { type: \(type), enum: [\(second)] }, b: {} } }]
            """.replacing("\n", with: " ")
        #expect(Self.decision("{ oneOf: \(members), discriminator: { propertyName: kind } }").text == expected)
        #expect(Self.decision("{ oneOf: \(members) }").text == expected)
    }

    @Test func `a text and a number of the same digits are not taken for each other`() {
        let members = """
            [{ type: object, required: [kind], properties: { kind: { const: 1 }, a: {} } },
             { type: object, required: [kind], properties: { kind: { const: '1' }, b: {} } }]
            """.replacing("\n", with: " ")
        #expect(Self.decision("{ oneOf: \(members) }").text.contains("kind=1, 1 object kind! b kind=\"1\""))
    }

    @Test func `an alternative that no value leads to is left out with a warning`() {
        let mapping = "mapping: { A: '#/components/schemas/A', B: '#/components/schemas/A', x: '#/components/schemas/A', y: A }"
        let (text, said) = Self.decision(
            "{ oneOf: \(Self.references), discriminator: { propertyName: kind, \(mapping) } }",
            Self.shared("{ $ref: '#/components/schemas/Kind' }"))
        #expect(text == "kind: A=0 B=0 x=0 y=0")
        #expect(said == ["warning unreachable-alternative"])
    }

    @Test func `a discriminator that leads to none of them is left out of account`() {
        let others = """
            A: { type: object, required: [kind], properties: { kind: { const: a }, x: {} } }
            B: { type: object, required: [kind], properties: { kind: { const: b }, y: {} } }
            """
        let mapping = "mapping: { a: '#/components/schemas/B', b: '#/components/schemas/A' }"
        let (text, said) = Self.decision(
            "{ oneOf: \(Self.references), discriminator: { propertyName: kind, \(mapping) } }", others)
        #expect(text == "kind: a=0 b=1")
        #expect(said == ["warning unreachable-alternative", "warning unreachable-alternative"])
    }

    @Test func `beside alternatives that are no objects a discriminator tells those that are`() {
        let mapping = "mapping: { x: A, A: A, y: B, B: B }"
        let (text, _) = Self.decision(
            "{ oneOf: [{ type: string }, { $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }], discriminator: { propertyName: kind, \(mapping) } }",
            Self.shared("{ $ref: '#/components/schemas/Kind' }"))
        #expect(text == "kind: x=1 A=1 y=2 B=2 else 0 string")
    }

    @Test func `subtypes are told by integers too, and by their names where they list the same values`() {
        let base = "Out: { type: object, required: [kind], properties: { kind: {} }, discriminator: { propertyName: kind } }"
        func decision(_ first: String, _ second: String) -> String {
            let parts = [("A", first), ("B", second)].map { name, values in
                "\(name): { allOf: [{ $ref: '#/components/schemas/Out' }, { properties: { kind: { enum: [\(values)] } } }] }"
            }
            let types = Resolved(schemas: ([base] + parts).joined(separator: "\n")).types
            return types.first { $0.hasPrefix("Out: ") } ?? types.joined()
        }
        #expect(decision("1", "2").hasSuffix("by kind: 1=0 2=1 Out=2 else 2"))
        #expect(decision("a, b", "b, a").hasSuffix("by kind: a=0 b=1 Out=2 else 2"))
    }

    @Test func `the values of a base's property are a subtype's as the mapping says`() {
        let resolved = Resolved(
            schemas: """
                Out:
                  type: object
                  required: [kind]
                  properties: { kind: { type: string } }
                  discriminator: { propertyName: kind, mapping: { x: '#/components/schemas/A', y: '#/components/schemas/B' } }
                A: { allOf: [{ $ref: '#/components/schemas/Out' }, { properties: { kind: { enum: [x, y] }, a: {} } }] }
                B: { allOf: [{ $ref: '#/components/schemas/Out' }, { properties: { kind: { enum: [y, x] }, b: {} } }] }
                """)
        #expect(resolved.types.contains { $0.hasSuffix("by kind: x=0 y=1 Out=2 else 2") }, "\(resolved.types)")
    }
}
