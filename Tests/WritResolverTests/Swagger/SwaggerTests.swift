// Swagger 2.0: what is written in it gives the same contract as what it means in OpenAPI 3.0.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct SwaggerTests {
    @Test(arguments: [
        (
            "parameters: [{ name: limit, in: query, type: integer, default: 5, maximum: 9 }]",
            "parameters: [{ name: limit, in: query, schema: { type: integer, default: 5, maximum: 9 } }]"
        ),
        (
            "parameters: [{ name: ids, in: query, type: array, items: { type: string } }]",
            "parameters: [{ name: ids, in: query, style: form, explode: false, schema: { type: array, items: { type: string } } }]"
        ),
        (
            "parameters: [{ name: ids, in: query, type: array, items: { type: string }, collectionFormat: multi }]",
            "parameters: [{ name: ids, in: query, style: form, explode: true, schema: { type: array, items: { type: string } } }]"
        ),
        (
            "parameters: [{ name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }]",
            "requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }"
        ),
        (
            "parameters: [{ $ref: '#/parameters/Body' }]",
            "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }"
        ),
        (
            "responses: { '200': { description: d, schema: { $ref: '#/definitions/Pet' } } }",
            "responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }"
        ),
        (
            "responses: { '200': { $ref: '#/responses/Pets' } }",
            "responses: { '200': { $ref: '#/components/responses/Pets' } }"
        ),
    ]) func `an operation of 2_0 is the operation of 3_0 that it means`(old: String, new: String) {
        let responses = { (text: String) in text.contains("responses:") ? "" : "responses: { '204': { description: d } }" }
        let pet = "{ type: object, properties: { name: { type: string, x-nullable: true } } }"
        let swagger = Resolved(
            """
            swagger: '2.0'
            info: { title: T, version: '1' }
            host: example.com
            basePath: /v1
            schemes: [https]
            paths:
              /things:
                post:
                  operationId: operate
            \(old.indented(6))
                  \(responses(old))
            definitions: { Pet: \(pet) }
            parameters: { Body: { name: pet, in: body, schema: { $ref: '#/definitions/Pet' } } }
            responses: { Pets: { description: d, schema: { type: array, items: { $ref: '#/definitions/Pet' } } } }
            """)
        let openAPI = Resolved(
            """
            openapi: 3.0.3
            info: { title: T, version: '1' }
            servers: [{ url: 'https://example.com/v1' }]
            paths:
              /things:
                post:
                  operationId: operate
            \(new.indented(6))
                  \(responses(new))
            components:
              schemas: { Pet: \(pet.replacing("x-nullable", with: "nullable")) }
              responses:
                Pets: { description: d, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
            """)
        #expect(swagger.said == openAPI.said, "\(swagger.rendered)\(openAPI.rendered)")
        #expect(swagger.contract?.operations == openAPI.contract?.operations)
        #expect(swagger.contract?.types == openAPI.contract?.types)
        #expect(swagger.contract?.basePath == "/v1")
    }

    @Test func `what is wrong is told where it was written`() {
        let resolved = Resolved(
            """
            swagger: '2.0'
            info: { title: T, version: '1' }
            paths:
              /a:
                get:
                  responses: { '200': { description: d, schema: { $ref: '#/definitions/Missing' } } }
            definitions: { Other: { type: strin } }
            """)
        #expect(
            resolved.diagnostics.filter { $0.severity == .error }.map { "\($0.code) \($0.pointer ?? "")" } == [
                "missing-reference /paths/~1a/get/responses/200/schema/$ref", "unknown-type /definitions/Other/type",
            ], "\(resolved.rendered)")
    }

    @Test func `parts in other files are of 2_0 too`() {
        let resolved = Resolved(files: [
            "openapi.yaml": """
            swagger: '2.0'
            info: { title: T, version: '1' }
            paths:
              /a:
                post:
                  parameters: [{ $ref: 'parts.yaml#/limit' }, { $ref: 'parts.yaml#/body' }]
                  responses: { '200': { $ref: 'parts.yaml#/answer' } }
            """,
            "parts.yaml": """
            limit: { name: limit, in: query, type: integer }
            body: { name: body, in: body, schema: { $ref: pet.yaml } }
            answer: { description: d, schema: { $ref: pet.yaml } }
            """,
            "pet.yaml": "type: object\nproperties: { name: { type: string, x-nullable: true } }",
        ])
        #expect(resolved.said == [], "\(resolved.rendered)")
        #expect(resolved.types == ["Pet: { name?: string | null }"])
        #expect(resolved.operation?.parameters.map(\.swiftName) == ["limit"])
        #expect(resolved.operation?.body != nil)
    }
}
