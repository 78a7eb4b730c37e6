// What discriminators call schemas of other files, where no mapping says so.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct SplitHierarchyTests {
    /// `text=case` of what tells the alternatives of the first union apart, and what is served.
    private func union(_ files: [String: String]) throws -> (texts: [String], json: String) {
        let resolved = Resolved(files: files)
        let contract = try #require(resolved.contract, "\(resolved.rendered)")
        let json = String(decoding: contract.document.json, as: UTF8.self)
        let unions = (contract.types + contract.shared.values).compactMap { declared -> UnionType? in
            if case .union(let union) = declared.kind { union } else { nil }
        }
        guard let union = unions.first, case .property(_, let values, _) = union.decision else {
            Issue.record("\(resolved.types) \(resolved.rendered)")
            return ([], json)
        }
        return (values.map { "\($0.value)=\(union.cases[$0.unionCase].swiftName)" }, json)
    }

    private static let pet = "{ type: object, required: [kind], properties: { kind: { type: string } }, discriminator: "
    private static let lives = "{ type: object, properties: { lives: { type: integer } } }"

    private func answer(_ schema: String) -> String {
        "{ get: { responses: { '200': { description: d, content: { application/json: { schema: \(schema) } } } } } }"
    }

    private func main(_ schema: String, _ rest: String = "", version: String = "3.0.3") -> String {
        "openapi: \(version)\ninfo: { title: T, version: '1' }\npaths: { /a: \(answer(schema)) }\n\(rest)\n"
    }

    @Test(arguments: ["#/components/schemas/Pet", "pets.yaml#/components/schemas/Pet"])
    func `who extends a schema is looked for beside it`(base: String) throws {
        let found = try union(
            [
                "openapi.yaml": main("{ $ref: 'pets.yaml#/components/schemas/Pet' }"),
                "pets.yaml": """
                components:
                  schemas:
                    Pet: \(Self.pet){ propertyName: kind } }
                    Cat: { allOf: [{ $ref: '\(base)' }, \(Self.lives)] }
                    Kitten: { allOf: [{ $ref: '#/components/schemas/Cat' }] }
                """,
            ])
        #expect(found.texts == ["Cat=cat", "Kitten=cat", "Pet=pet"])
        #expect(found.json.contains(#""Cat":{"allOf""#), "\(found.json)")
    }

    @Test(arguments: ["definitions", ""]) func `in 2_0, too, and at the top of a file`(section: String) throws {
        let place = section.isEmpty ? "" : "/\(section)"
        let schemas = "Pet: \(Self.pet)kind }\nCat: { allOf: [{ $ref: '#\(place)/Pet' }, \(Self.lives)] }"
        let found = try union(
            [
                "openapi.yaml": """
                swagger: '2.0'
                info: { title: T, version: '1' }
                paths: { /a: { get: { responses: { 200: { description: d, schema: { $ref: 'pets.yaml#\(place)/Pet' } } } } } }
                """,
                "pets.yaml": section.isEmpty ? schemas : "\(section):\n\(schemas.indented(2))",
            ])
        #expect(found.texts == ["Cat=cat", "Pet=pet"])
    }

    @Test func `and by way of the names that the main document gives to files`() throws {
        let files = [
            "openapi.yaml": main(
                "{ $ref: '#/components/schemas/Animal' }",
                "components: { schemas: { Animal: { $ref: pet.yaml }, Tiger: { $ref: models/cat.yaml } } }"),
            "pet.yaml": "\(Self.pet){ propertyName: kind } }",
            "models/cat.yaml": "{ allOf: [{ $ref: ../pet.yaml }, \(Self.lives)] }",
        ]
        let found = try union(files)
        #expect(found.texts == ["Tiger=tiger", "Animal=animal"])
        #expect(found.json.contains(##""Tiger":{"allOf":[{"$ref":"#/components/schemas/Animal"}"##), "\(found.json)")
        #expect(!Resolved(files: files).diagnostics.contains { $0.code == "unused-schema" })
        let library = try #require(Resolved.library(of: files).library)
        #expect(!check(library).contains { $0.code == "unused-component" && $0.pointer == "/components/schemas/Tiger" })
    }

    @Test(arguments: [
        ("", ["cat=cat", "Dog=dog"]),
        ("components: { schemas: { Tiger: { $ref: ./models/cat.yaml } } }", ["Tiger=tiger", "Dog=dog"]),
    ]) func `an alternative that is a file has the name of the file, or the main document's`(
        components: String, texts: [String]
    ) throws {
        let alternative = "{ type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }"
        let alternatives = "[{ $ref: models/cat.yaml }, { $ref: 'models/all.yaml#/Dog' }]"
        let found = try union(
            [
                "openapi.yaml": main("{ oneOf: \(alternatives), discriminator: { propertyName: kind } }", components),
                "models/cat.yaml": alternative, "models/all.yaml": "Dog: \(alternative.replacing("lives", with: "tricks"))",
            ])
        #expect(found.texts == texts)
    }

    @Test func `a mapping names a file by what the main document calls it`() throws {
        let alternative = "{ type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }"
        let found = try union(
            [
                "openapi.yaml": main(
                    "{ $ref: '#/components/schemas/Pet' }",
                    """
                    components:
                      schemas:
                        Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind, mapping: { c: Cat } } }
                        Cat: { $ref: cat.yaml }
                        Dog: { $ref: dog.yaml }
                    """), "cat.yaml": alternative, "dog.yaml": alternative.replacing("lives", with: "tricks"),
            ])
        #expect(found.texts.first == "c=cat" && found.texts.contains("Dog=dog"), "\(found.texts)")
    }
}
