// Which answers are successes, what their bodies are called, and which failures are problems.

import Testing
import WritContract

@Suite struct AnswerTests {
    @Test(arguments: [
        ("'200': { description: d }, '304': { description: d }, '404': { description: d }", "choice ok notModified | notFound"),
        ("'304': { description: d }, '200': { description: d }, default: { description: d }", "choice notModified ok | default"),
        ("'201': { description: d }, 3XX: { description: d }", "choice created redirection"),
        ("'302': { description: d }, '400': { description: d }", "found | badRequest"),
        ("'200': { description: d }, '404': { description: d }", "ok | notFound"),
        ("default: { description: d }, '404': { description: d }", "choice default | notFound"),
    ]) func `of 3xx are successes`(responses: String, text: String) {
        let resolved = Resolved(operation: "responses: { \(responses) }", method: "get")
        #expect(resolved.contract?.operations[0].result.text == text, "\(resolved.rendered)")
    }

    @Test func `have bodies that are called after their status`() {
        let object = "schema: { type: object, properties: { a: { type: string } } }"
        let one = "content: { application/json: { \(object) } }"
        let two =
            "content: { application/json: { \(object) }, text/x: { schema: { type: string } }, application/vnd.acme+json: { schema: { type: object, properties: { b: { type: string } } } } }"
        let resolved = Resolved(
            operation:
                "responses: { '200': { description: d, \(two) }, '201': { description: d, \(one) }, '404': { description: d, \(one) }, default: { description: d, \(one) } }"
        )
        let operation = resolved.contract?.operations[0]
        #expect(
            operation?.types.map(\.name.last) == [
                "JSONResponse", "VndAcmeJSONResponse", "CreatedResponse", "NotFoundResponse", "DefaultResponse",
            ], "\(resolved.rendered)")
        let plain = Resolved(operation: "responses: { '200': { description: d, \(one) } }").contract?.operations[0]
        #expect(plain?.types.map(\.name.last) == ["Response"])
    }
}

@Suite struct ProblemFormTests {
    private static func failure(
        _ schema: String, mediaType: String = "application/problem+json", others: String = "", success: String = ""
    ) -> (answer: Answer?, object: ObjectType?) {
        let resolved = Resolved(
            operation: """
                responses: { '200': { description: d\(success) }, '404': { description: d, content: { \(mediaType): { schema: { $ref: '#/components/schemas/Problem' } } } } }
                """,
            components: "schemas: { Problem: \(schema)\(others) }")
        var object: ObjectType?
        for type in resolved.contract?.types ?? [] where type.name.description == "Problem" {
            if case .object(let found) = type.kind { object = found }
        }
        return (resolved.contract?.operations[0].result.failures.first, object)
    }

    private static let whole =
        "{ type: object, required: [title, status], properties: { type: { type: string, format: uri-reference }, title: { type: string }, status: { type: integer, format: int32 }, detail: { type: string } } }"

    @Test func `tells what members may be`() throws {
        let schema = """
            { type: object, required: [title, extra], additionalProperties: false, properties: { title: { type: string }, status: { type: integer, minimum: 400 }, detail: { type: string, pattern: a }, extra: { type: boolean }, list: { type: array, items: {} }, any: {}, n: { type: number } } }
            """
        let form = try #require(Self.failure(schema).answer?.problem)
        #expect(
            form.members.map { "\($0.name) \($0.kind)\($0.isRequired ? "!" : "")" } == [
                "title string!", "status integer", "detail other", "extra boolean!", "list other", "any any", "n number",
            ])
        #expect(!form.takesOthers)
    }

    @Test(arguments: [
        ("{ type: object, properties: { detail: { type: string } } }", "application/problem+json", true),
        ("{ type: object, properties: { detail: { type: string } } }", "application/json", false),
        ("{ type: object, properties: { detail: { type: string }, status: { type: integer } } }", "application/json", true),
        ("{ type: object, properties: { code: { type: integer }, message: { type: string } } }", "application/json", false),
        ("{ type: object, properties: { title: { type: integer } } }", "application/problem+json", false),
        ("{ type: array, items: { type: string } }", "application/problem+json", false),
        ("{}", "application/problem+json", true), ("{}", "application/json", false),
        (whole, "text/plain", false),
    ]) func `is there for what a problem fits`(schema: String, mediaType: String, fits: Bool) {
        #expect((Self.failure(schema, mediaType: mediaType).answer?.problem != nil) == fits)
    }

    @Test func `lets status and title be left out, which the answer's status tells`() throws {
        let (answer, found) = Self.failure(Self.whole)
        let object = try #require(found)
        #expect(answer?.isFilled == true && object.filled == ["title", "status"])
        #expect(object.properties.map(\.tag) == [nil, .string(""), .number("0"), nil])
        #expect(object.properties[2].documentation == "Left out, it is the status of the answer.")
        // Required or not, both are filled.
        let optional = Self.failure("{ type: object, properties: { title: { type: string }, status: { type: integer } } }")
        #expect(optional.answer?.isFilled == true && optional.object?.properties.map(\.tag) == [nil, nil])
    }

    @Test func `lets nothing be left out of a value that is more than a failure's body`() {
        let inside =
            ", content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Problem' } } } }"
        let (answer, object) = Self.failure(Self.whole, success: inside)
        #expect(answer?.isFilled == true && object?.properties.allSatisfy { $0.tag == nil } == true)
    }

    @Test func `leaves a status alone that is the application's own`() {
        let schema = "{ type: object, required: [status], properties: { status: { type: integer }, title: { type: string } } }"
        let (answer, object) = Self.failure(schema, mediaType: "application/json")
        #expect(answer?.isFilled == false && object?.filled == [])
    }
}
