// Names that the author gives, tags, and servers of paths and operations.

import Testing
import WritContract
import WritSpec

@Suite struct GivenNameTests {
    static let document = """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        servers: [{ url: https://a.example/v1 }]
        tags: [{ name: badge, kind: badge }, { name: pet-things, x-writ-name: Animals, description: d, parent: all }]
        paths:
          /pets/{pet}:
            servers: [{ url: 'https://{host}.example/{base}', variables: { host: { default: b }, base: { default: v2 } } }]
            get:
              operationId: show
              x-writ-name: fetchPet
              tags: [badge, pet-things]
              parameters: [{ name: pet, in: path, required: true, x-writ-name: petNumber, schema: { type: integer } }]
              responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Dog' } } } } }
            put:
              tags: [badge]
              servers: [{ url: / }]
              parameters: [{ name: pet, in: path, required: true, schema: { type: integer } }]
              responses: { '204': { description: d } }
          /v2/pets/{pet}:
            parameters: [{ name: pet, in: path, required: true, schema: { type: integer } }]
            delete: { tags: [pet-things], responses: { '204': { description: d } } }
        components:
          schemas:
            Hound: { type: object }
            Dog:
              type: object
              x-writ-name: Hound
              properties:
                wuff: { type: boolean, x-writ-name: barks }
                size: { type: string, enum: [s, 'm', '1'], x-enum-varnames: [SMALL_ONE, MIDDLE], x-writ-names: { '1': unit } }
        """

    @Test func `x-writ-name names schemas, properties, cases, operations, parameters and groups`() {
        let resolved = Resolved(Self.document)
        #expect(resolved.rendered.contains("error") == false, "\(resolved.rendered)")
        let operations = resolved.contract?.operations ?? []
        #expect(operations.map(\.methodName) == ["fetchPet", "putPetsByPet", "deleteV2PetsByPet"])
        #expect(operations.first?.typeName == "FetchPet")
        #expect(operations.first?.id == "show")
        #expect(operations.first?.parameters.map(\.swiftName) == ["petNumber"])
        #expect(
            resolved.types.filter { $0.hasPrefix("Hound") } == [
                "Hound: { barks?: boolean, size?: Hound.Size }", "Hound.Size: smallOne('s') middle('m') unit('1')",
            ])
        #expect(resolved.contract?.groups.map(\.protocolName) == ["AnimalsHandlers", "BadgeHandlers"])
        #expect(resolved.contract?.groups.first?.documentation == "d\n\nPart of `all`.")
    }

    @Test func `an operation with an id keeps its name, whatever is made of paths before it`() {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /it: { get: { responses: { '204': { description: d } } }, put: { operationId: take, responses: { '204': { description: d } } } }
              /they: { get: { operationId: getIt, responses: { '204': { description: d } } } }
              /them: { get: { operationId: other, x-writ-name: take, responses: { '204': { description: d } } } }
            """)
        let operations = resolved.contract?.operations ?? []
        #expect(operations.map(\.methodName) == ["getIt2", "take2", "getIt", "take"])
        #expect(operations.map(\.typeName) == ["GetItOperation", "TakeOperation", "GetIt", "Take"])
    }

    @Test func `servers of paths and operations move these alone`() {
        let resolved = Resolved(Self.document)
        #expect(resolved.contract?.basePath == "/v1")
        #expect(resolved.contract?.operations.map(\.basePath) == ["/v2", "", nil])
        #expect(resolved.diagnostics.map(\.code).contains("other-host"))
    }

    @Test(arguments: [
        "x-writ-name: a b", "x-writ-name: 1a", "x-writ-name: _", "x-writ-name: ''", "x-writ-name: [a]", "x-writ-name: 'a;b'",
    ])
    func `a given name that is none is an error`(keyword: String) {
        #expect(Resolved(operation: keyword).said == ["error wrong-name"])
    }

    @Test(arguments: [
        ("../api", "/api"), ("..", ""), ("./v1/", "/v1"), ("https://a.example:8080/b/c?d#e", "/b/c"), ("//a.example/v3", "/v3"),
    ]) func `a server's URL may be relative`(url: String, basePath: String) {
        let document = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nservers: [{ url: '\(url)' }]\npaths: {}"
        #expect(Resolved(document).contract?.basePath == basePath)
    }
}
