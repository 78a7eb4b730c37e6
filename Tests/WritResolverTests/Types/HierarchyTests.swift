// Schemas that extend another one, told apart by its discriminator.

import Testing
import WritContract
import WritSpec

@Suite struct HierarchyTests {
    private static let cat =
        "Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }"
    private static let dog =
        "Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { packSize: { type: integer } } }] }"

    private func union(_ schemas: String, version: String = "3.0.3", of name: String = "Pet") -> (
        cases: [String], texts: [String], fallback: String?
    ) {
        let resolved = Resolved(schemas: schemas, version: version)
        #expect(resolved.contract != nil, "\(resolved.rendered)")
        guard case .union(let union)? = resolved.contract?.types.first(where: { $0.name.description == name })?.kind,
            case .property(_, let values, let fallback) = union.decision
        else { return ([], [], nil) }
        let cases = union.cases.map { "\($0.swiftName): \($0.schema.text)" }
        return (
            cases, values.map { "\($0.value)=\(union.cases[$0.unionCase].swiftName)" }, fallback.map { union.cases[$0].swiftName }
        )
    }

    @Test(arguments: ["3.0.3", "3.1.0"]) func `are alternatives wherever the base is meant`(version: String) {
        let found = union(
            """
            Out: { properties: { value: { $ref: '#/components/schemas/Pet' } } }
            Pet: { type: object, required: [petType], properties: { petType: { type: string } }, discriminator: { propertyName: petType } }
            \(Self.cat)
            \(Self.dog)
            """, version: version)
        #expect(found.cases == ["cat: Cat", "dog: Dog", "pet: Pet.Base"])
        #expect(found.texts == ["Cat=cat", "Dog=dog", "Pet=pet"] && found.fallback == "pet")
    }

    @Test func `are told by the mapping, by what they list themselves, by a listed value like their name`() {
        let found = union(
            """
            Out: { properties: { value: { $ref: '#/components/schemas/Pet' } } }
            Pet: { type: object, properties: { kind: { type: string, enum: [cat, d, bird_of_prey] } }, discriminator: { propertyName: kind, mapping: { d: Dog } } }
            \(Self.cat)
            \(Self.dog)
            BirdOfPrey: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
            """)
        // All listed values are told: none is of the base alone.
        #expect(found.cases == ["cat: Cat", "dog: Dog", "birdOfPrey: BirdOfPrey"] && found.fallback == nil)
        #expect(
            found.texts.contains("cat=cat") && found.texts.contains("d=dog") && found.texts.contains("bird_of_prey=birdOfPrey"))
        let own = union(
            """
            Out: { properties: { value: { $ref: '#/components/schemas/Pet' } } }
            Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
            Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { kind: { enum: [puma, lynx] } } }] }
            """)
        #expect(own.texts == ["puma=cat", "lynx=cat", "Pet=pet"])
    }

    @Test func `are told by a discriminator as Swagger had it, too`() {
        let found = union(
            """
            Out: { properties: { value: { $ref: '#/components/schemas/Pet' } } }
            Pet: { type: object, properties: { kind: { type: string } }, discriminator: kind }
            \(Self.cat)
            """)
        #expect(found.texts == ["Cat=cat", "Pet=pet"])
    }

    @Test func `may have subtypes of their own`() {
        let schemas = """
            Out: { properties: { value: { $ref: '#/components/schemas/Pet' }, dog: { $ref: '#/components/schemas/Dog' } } }
            Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
            \(Self.dog)
            Poodle: { allOf: [{ $ref: '#/components/schemas/Dog' }, { properties: { curls: { type: boolean } } }] }
            """
        #expect(union(schemas).texts == ["Dog=dog", "Poodle=dog", "Pet=pet"])
        #expect(union(schemas, of: "Dog").texts == ["Poodle=poodle", "Dog=dog"])
    }

    @Test func `take the base's properties and no more alternatives`() {
        let resolved = Resolved(
            schemas: """
                Out: { properties: { value: { $ref: '#/components/schemas/Cat' } } }
                Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
                \(Self.cat)
                """)
        #expect(resolved.types.contains("Cat: { kind?: string, lives?: int }"), "\(resolved.types)")
    }

    @Test func `differ by direction where a property of one of them does`() {
        let resolved = Resolved(
            schemas: """
                In: { type: array, items: { $ref: '#/components/schemas/Pet' } }
                Out: { type: array, items: { $ref: '#/components/schemas/Pet' } }
                Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
                Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [id], properties: { id: { type: integer, readOnly: true } } }] }
                """)
        #expect(
            resolved.types.contains("Cat: { kind: string, id: int }")
                && resolved.types.contains { $0.hasPrefix("CatInput: { kind: string") && !$0.contains("int") },
            "\(resolved.types)")
    }

    @Test func `that a mapping alone names are both`() {
        let found = Resolved(
            schemas: """
                Out: { properties: { value: { $ref: '#/components/schemas/Pet' } } }
                Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { x: '#/components/schemas/Extra' } } }
                Extra: { type: object, properties: { more: { type: integer } } }
                """)
        #expect(found.types.contains("Pet.ExtraValue: { kind?: string, more?: int }"), "\(found.types) \(found.rendered)")
    }
}
