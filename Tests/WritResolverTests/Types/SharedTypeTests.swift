// Inputs and failures that are shared: what they are called, and that nothing but their content decides it.

import Testing
import WritContract

@Suite struct SharedTypeTests {
    private static let components = """
        components:
          schemas:
            Problem: { type: object, properties: { title: { type: string } } }
            Error: { type: object, properties: { code: { type: integer } } }
            Sort: { type: string, enum: [name, age, size, id] }
          parameters:
            page: { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
            order: { name: order, in: query, schema: { type: string, enum: [up, down, left, right] } }
            owner: { name: owner, in: path, required: true, schema: { type: string, pattern: '^a' } }
          responses:
            Limited:
              description: Too many
              headers: { Retry-After: { schema: { type: integer } } }
              content: { application/json: { schema: { type: object, properties: { code: { type: string } } } } }
            Missing: { description: None, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
        """

    private func operations(_ paths: String) throws -> [Operation] {
        let resolved = Resolved(
            "openapi: 3.1.0\ninfo: { title: Test, version: '1' }\npaths:\n\(paths)\n\(Self.components)\n")
        return try #require(resolved.contract, "\(resolved.rendered)").operations
    }

    private static let problem = "content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } }"
    private static let error = "content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } }"

    @Test(arguments: [
        ("'404': { description: d, \(problem) }", "NotFoundProblem"),
        ("'404': { description: d, \(problem) }, '409': { description: e, \(problem) }", "NotFoundOrConflictProblem"),
        ("'404': { description: d, \(error) }, '409': { description: e }", "NotFoundErrorModelOrConflictEmpty"),
        ("'404': { description: d }, '409': { description: e }", "NotFoundOrConflict"),
        ("default: { description: d, \(error) }", "DefaultErrorModel"),
        ("4XX: { description: d, \(error) }", "ClientErrorErrorModel"),
        (
            "'400': { description: d, \(problem) }, '401': { description: d, \(problem) }, '403': { description: d, \(problem) }, '404': { description: d, \(problem) }, default: { description: d }",
            "ProblemOn400And401And403And404EmptyOnDefault"
        ),
        (
            "'404': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }",
            "NotFoundProblemAsJSON"
        ),
        ("'404': { description: d, content: { text/plain: { schema: { type: string } } } }", "NotFoundStringAsText"),
        ("'429': { $ref: '#/components/responses/Limited' }", "TooManyRequestsLimitedResponse"),
        ("'404': { $ref: '#/components/responses/Missing' }", "NotFoundErrorModel"),
    ]) func `a failure is called by its statuses and what they carry`(responses: String, name: String) throws {
        let operation = try operations(
            "  /a: { get: { operationId: one, responses: { '204': { description: d }, \(responses) } } }")[0]
        #expect(operation.sharedFailure?.description == "Failures.\(name)")
        #expect(operation.types.isEmpty, "what a component holds belongs to no operation")
    }

    @Test(arguments: [
        "'404': { description: d, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }",
        "'429': { description: d, headers: { Retry-After: { schema: { type: integer } } } }",
        "'404': { description: d, content: { image/png: {} } }",
        "'404': { description: d, content: { application/json: { schema: { type: string, pattern: '^a' } } } }",
    ]) func `a failure that no words tell is the operation's own`(responses: String) throws {
        let found = try operations(
            ["one", "two"].map {
                "  /\($0): { get: { operationId: \($0), responses: { '204': { description: d }, \(responses) } } }"
            }.joined(separator: "\n"))
        #expect(found.allSatisfy { $0.sharedFailure == nil && $0.declaresFailure })
    }

    @Test(arguments: [
        ("/{pet}", "{ name: pet, in: path, required: true, schema: { type: string } }", "Pet"),
        ("/{pet_id}", "{ name: pet_id, in: path, required: true, schema: { type: integer } }", "PetIDInt"),
        (
            "/{owner}/{pet}",
            "{ name: q, in: query, schema: { type: string } }, { name: pet, in: path, required: true, schema: { type: string } }, { $ref: '#/components/parameters/page' }, { $ref: '#/components/parameters/owner' }",
            "OwnerParameterPetWithQStringPage"
        ),
        ("/a", "{ name: sort, in: query, required: true, schema: { $ref: '#/components/schemas/Sort' } }", "RequiredSortSort"),
        ("/a", "{ $ref: '#/components/parameters/order' }", "Order"),
        (
            "/a", "{ name: q, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }",
            "QIntFrom1UpTo50Else20"
        ),
    ]) func `an input is called by its parameters, those of the path first`(path: String, parameters: String, name: String) throws
    {
        let operation = try operations(
            "  '\(path)': { get: { operationId: one, parameters: [\(parameters)], responses: { '204': { description: d } } } }")[
                0]
        #expect(operation.sharedInput?.description == "Inputs.\(name)")
    }

    @Test(arguments: [
        "{ name: q, in: query, schema: { type: string, pattern: '^a' } }",
        "{ name: q, in: query, schema: { type: string, enum: [a, b, c, d] } }",
        "{ name: q, in: query, schema: { type: string, default: a } }", "{ name: q, in: header, schema: { type: string } }",
        "{ name: q, in: query, x-writ-name: other, schema: { type: string } }",
    ]) func `an input that no words tell is the operation's own`(parameter: String) throws {
        let operation = try operations(
            "  /a: { get: { operationId: one, parameters: [\(parameter)], responses: { '204': { description: d } } } }")[0]
        #expect(operation.sharedInput == nil)
    }

    @Test func `an input without parameters, or with a body, is the operation's own`() throws {
        let empty = try operations("  /a: { get: { operationId: one, responses: { '204': { description: d } } } }")[0]
        #expect(empty.sharedInput == nil)
        let operation = try operations(
            "  /a: { put: { operationId: one, requestBody: { \(Self.error) }, responses: { '204': { description: d } } } }")[0]
        #expect(operation.sharedInput == nil)
    }

    @Test func `what a parameter or response under components holds is one type, called after it`() throws {
        let paths = ["one", "two"].map {
            "  /\($0): { get: { operationId: \($0), parameters: [{ $ref: '#/components/parameters/order' }], "
                + "responses: { '204': { description: d }, '429': { $ref: '#/components/responses/Limited' } } } }"
        }
        let found = try operations(paths.joined(separator: "\n"))
        for operation in found {
            #expect(operation.parameters[0].schema.type == .named(TypeName(["OrderParameter"])))
            #expect(operation.result.failures[0].schema?.type == .named(TypeName(["LimitedResponse"])))
        }
    }

    @Test func `inputs have the parameters of the path first, as the path has them, then query, header fields and cookies`()
        throws
    {
        let parameters = ["c: cookie", "h: header", "q: query", "b: path", "g: header", "p: query", "a: path"].map { entry in
            let (name, place) = (entry.prefix(1), entry.dropFirst(3))
            return "{ name: \(name), in: \(place), required: true, schema: { type: string } }"
        }
        let operation = try operations(
            "  '/{a}/{b}': { get: { operationId: one, parameters: [\(parameters.joined(separator: ", "))], responses: { '204': { description: d } } } }"
        )[0]
        #expect(operation.parameters.map(\.wireName) == ["a", "b", "q", "p", "h", "g", "c"])
    }
}
