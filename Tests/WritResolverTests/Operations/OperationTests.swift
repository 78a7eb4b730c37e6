// Parameters, bodies, answers and names of operations.

import Testing
import WritContract

@Suite struct OperationTests {
    @Test(arguments: [
        ("{ name: a, in: query, schema: { type: string } }", "query a?: string exploded"),
        ("{ name: a, in: query, required: true, schema: { type: string } }", "query a: string exploded"),
        ("{ name: a, in: query, schema: { type: integer, default: 3 } }", "query a = 3: int exploded"),
        ("{ name: a, in: query, explode: false, schema: { type: array, items: { type: integer } } }", "query a?: [int]"),
        (
            "{ name: a, in: query, style: form, schema: { type: array, items: { type: string, format: uuid } } }",
            "query a?: [uuid] exploded"
        ),
        ("{ name: X-Trace-Id, in: header, schema: { type: string } }", "header xTraceID?: string"),
        ("{ name: a, in: cookie, schema: { type: boolean } }", "cookie a?: boolean exploded"),
        ("{ name: a, in: query, schema: { type: [string, 'null'] } }", "query a?: string exploded"),
        ("{ name: a, in: query, schema: { enum: [x, y], default: y } }", "query a = .y: Operate.A exploded"),
        ("{ name: a, in: query, allowReserved: true, schema: { type: string } }", "query a?: string exploded"),
        ("{ name: a, in: query, allowEmptyValue: true, schema: { type: string } }", "query a?: string exploded"),
    ]) func `a parameter is read from its place`(parameter: String, text: String) {
        let resolved = Resolved(operation: "operationId: operate\nparameters: [\(parameter)]")
        #expect(resolved.operation?.parameters.map(\.text) == [text], "\(resolved.rendered)")
        #expect(resolved.said == [])
    }

    @Test(arguments: [
        ("{ name: a, in: query, style: deepObjects, schema: { type: object } }", "wrong-style"),
        ("{ name: a, in: query, content: { application/xml: { schema: { type: object } } } }", "parameter"),
        ("{ name: a, in: query, content: { application/json: {}, text/plain: {} } }", "wrong-shape"),
        ("{ name: a, in: querystring, content: { application/x-www-form-urlencoded: {} } }", "wrong-location"),
        ("{ name: a, in: query }", "missing-field"), ("{ name: a, in: query, type: string }", "missing-field"),
        ("{ in: query, schema: { type: string } }", "missing-field"), ("{ name: a, schema: { type: string } }", "missing-field"),
        ("{ name: a, in: body, schema: { type: string } }", "wrong-location"),
        ("{ name: 'a b', in: header, schema: { type: string } }", "wrong-name"),
        ("{ name: '', in: query, schema: { type: string } }", "wrong-name"),
        (
            "{ name: a, in: query, schema: { type: string } }, { name: a, in: query, schema: { type: string } }",
            "duplicate-parameter"
        ),
        (
            "{ name: X, in: header, schema: { type: string } }, { name: x, in: header, schema: { type: string } }",
            "duplicate-parameter"
        ),
        ("{ $ref: '#/components/parameters/P' }", "missing-reference"),
        ("5", "wrong-shape"), ("null", "wrong-shape"),
    ]) func `a parameter that can't be read is an error, whatever is allowed`(parameter: String, code: String) {
        let allowed: Set = ["parameter", "untyped"]
        let resolved = Resolved(operation: "parameters: [\(parameter)]", allow: allowed)
        #expect(resolved.contract == nil)
        #expect(resolved.said.contains("error \(code)"), "\(resolved.rendered)")
    }

    @Test(arguments: [
        ("in: query, style: deepObject, schema: { type: object }", "query a?: {json} deepObject as form {*: anything}"),
        ("in: query, schema: { type: object }", "query a?: {json} exploded as members {*: anything} and others"),
        ("in: query, schema: {}", "query a?: json exploded as form anything"),
        (
            "in: query, schema: { type: array, items: { type: array, items: { type: string } } }",
            "query a?: [[string]] exploded as form [[string]]"
        ),
        ("in: query, content: { application/json: {} }", "query a?: json as json"),
        ("in: query, content: { text/plain: { schema: { type: object } } }", "query a?: string"),
        ("in: query, allowEmptyValue: true, schema: { type: integer }", "query a?: int exploded"),
        (
            "in: query, style: pipeDelimited, schema: { type: array, items: { type: string } }",
            "query a?: [string] pipeDelimited"
        ),
        (
            "in: query, style: spaceDelimited, schema: { type: object, additionalProperties: { type: [integer, 'null'] } }",
            "query a?: {int | null} spaceDelimited as form space {*: number|null}"
        ),
        ("in: header, explode: true, schema: { type: object }", "header a?: {json} exploded as form comma = {*: anything}"),
        ("in: cookie, style: cookie, schema: { type: string }", "cookie a?: string exploded cookie"),
        ("in: header, style: form, schema: { type: string }", "header a?: string"),
    ]) func `a parameter of any style is read as what it is`(parameter: String, text: String) {
        let resolved = Resolved(operation: "operationId: operate\nparameters: [{ name: a, \(parameter) }]")
        #expect(resolved.operation?.parameters.map(\.text) == [text], "\(resolved.rendered)")
    }

    @Test func `a whole query may be one parameter, from OpenAPI 3_2 on`() {
        func resolved(_ content: String) -> Resolved {
            Resolved(
                """
                openapi: 3.2.0
                info: { title: Test, version: '1' }
                paths:
                  /a:
                    get:
                      operationId: operate
                      parameters: [{ name: all, in: querystring, \(content) }]
                      responses: { '204': { description: d } }
                """)
        }
        let object = "{ schema: { type: object, properties: { b: { type: integer } } } }"
        #expect(
            resolved("content: { application/x-www-form-urlencoded: \(object) }").operation?.parameters.map(\.text)
                == ["querystring all?: Operate.All exploded form as members = json|{b: number}"])
        #expect(
            resolved("content: { application/json: \(object) }").operation?.parameters.map(\.text)
                == ["querystring all?: Operate.All as json"])
        #expect(resolved("schema: { type: string }").said == ["error missing-field"])
        #expect(resolved("content: { application/xml: \(object) }").said == ["error parameter"])
    }

    @Test func `an operation's own parameters stand before those of its path, and replace them`() {
        let resolved = Resolved(
            """
            openapi: 3.0.3
            info: { title: Test, version: '1' }
            paths:
              /a/{id}:
                parameters:
                  - { name: id, in: path, required: true, schema: { type: string } }
                  - { name: id, in: query, schema: { type: integer } }
                  - { name: page, in: query, schema: { type: integer } }
                get:
                  parameters: [{ name: page, in: query, schema: { type: string } }, { $ref: '#/components/parameters/accept' }]
                  responses: { '204': { description: Good } }
            components: { parameters: { accept: { name: Accept, in: header, schema: { type: string } } } }
            """)
        #expect(
            resolved.operation?.parameters.map(\.text) == [
                "path pathID: string", "query page?: string exploded", "query queryID?: int exploded",
            ])
        #expect(resolved.said == ["warning ignored-header"])
    }

    @Test(arguments: [
        ("content: { application/json: { schema: { type: string } } }", "application/json? string"),
        ("required: true, content: { application/json: {} }", "application/json json"),
        (
            "content: { application/json: { schema: { type: integer } }, application/vnd.a+json: { schema: { type: integer } } }",
            "PostThings.Body json(application/json int) vndAJSON(application/vnd.a+json int)?"
        ),
        (
            "content: { application/json: { schema: { type: integer } }, text/json: { schema: { type: integer } } }",
            "application/json text/json? int"
        ),
    ]) func `a body is JSON`(body: String, text: String) {
        let resolved = Resolved(operation: "requestBody: { \(body) }")
        #expect(resolved.operation?.body?.text == text, "\(resolved.rendered)")
        #expect(resolved.said == [])
    }

    @Test(arguments: [
        ("text/plain: { schema: { type: string, maxLength: 3 } }", "text/plain? text string maxLength 3"),
        ("text/plain: {}, text/csv: {}", "text/plain text/csv? text string"),
        ("text/plain: { schema: { type: integer } }", "text/plain? text int"),
        ("application/octet-stream: {}", "application/octet-stream? stream"),
        ("image/*: {}, application/pdf: {}", "image/* application/pdf? stream"),
        ("'*/*': { schema: { type: string, format: binary } }", "*/*? stream"),
        ("'*/*': { schema: { type: integer } }", "*/*? int"),
        ("'*/*': { schema: { type: string } }", "*/*? text string"),
        ("'Application/JSON; charset=utf-8': {}", "application/json? json"),
        ("application/yaml: { schema: { type: object } }", "application/yaml? stream"),
        (
            "application/json: {}, application/a+json: { schema: { type: integer } }, text/plain: {}, image/*: {}",
            "Operate.Body json(application/json json) aJSON(application/a+json int) text(text/plain text string) image(image/* stream)?"
        ),
        ("application/json: {}, application/xml: {}", "application/json? json"),
    ]) func `a body of each kind of media type is taken`(content: String, text: String) {
        let resolved = Resolved(operation: "operationId: operate\nrequestBody: { content: { \(content) } }")
        #expect(resolved.operation?.body?.text == text, "\(resolved.rendered)")
    }

    @Test func `XML is left out with a note where something else is there, and refused where it is alone`() {
        let both = Resolved(operation: "requestBody: { content: { application/xml: {}, application/json: {} } }")
        #expect(both.said == [] && both.rendered.contains("[xml]"), "\(both.rendered)")
        let alone = Resolved(operation: "requestBody: { content: { application/a+xml: {} } }")
        #expect(alone.said == ["error xml"])
        let answer = Resolved(operation: "responses: { '200': { description: Good, content: { text/xml: {} } } }")
        #expect(answer.said == ["error xml"])
    }

    @Test(arguments: [
        ("'204': { description: d }", "noContent"),
        ("'200': { description: d, content: { application/json: {} } }", "ok(application/json json)"),
        ("200: { description: d, content: { text/plain: { schema: { type: string } } } }", "ok(text/plain text string)"),
        ("'200': { description: d }, '404': { description: d }, default: { description: d }", "ok | notFound default"),
        ("'200': { description: d }, '201': { description: d }", "choice ok created"),
        ("2XX: { description: d }, 4XX: { description: d }", "choice success | clientError"),
        ("default: { description: d }", "choice default"),
        ("default: { description: d }, '400': { description: d }", "choice default | badRequest"),
        ("'302': { description: d }, '404': { description: d }", "found | notFound"),
        ("'299': { description: d }", "status299"),
        (
            "'200': { description: d, content: { application/json: {}, text/plain: {} } }",
            "choice okJSON(application/json json) okText(text/plain text string)"
        ),
        (
            "'200': { description: d, content: { application/json: {}, application/hal+json: {} } }",
            "ok(application/json application/hal+json json)"
        ),
        (
            "'200': { description: d, content: { image/*: {}, application/pdf: {} } }",
            "choice okImage(image/* bytes) okPDF(application/pdf bytes)"
        ),
        ("'200': { description: d, content: { text/plain: { schema: { type: integer } } } }", "ok(text/plain text int)"),
    ]) func `answers fall into what a handler returns and what it throws`(responses: String, text: String) {
        let resolved = Resolved(operation: "responses: { \(responses) }")
        #expect(resolved.operation?.result.text == text, "\(resolved.rendered)")
        #expect(resolved.said == [])
    }

    @Test(arguments: [
        ("'404': { description: d }", "warning missing-success"), ("", "warning missing-success"),
        ("x-a: 1", "warning missing-success"),
        ("'2000': { description: d }", "error wrong-status"), ("ok: { description: d }", "error wrong-status"),
        ("'100': { description: d }", "warning interim-status"), ("'600': { description: d }", "error wrong-status"),
        ("2xx: { description: d }", "warning wrong-status"),
        ("2xx: { description: d }, 2XX: { description: d }", "error duplicate-status"),
        ("'200': {}", "warning missing-field"), ("'200': null", "error wrong-shape"),
        ("'204': { description: d, content: { application/json: {} } }", "warning answer-without-body"),
        ("'200': { description: d, content: { json: {} } }", "error wrong-media-type"),
        ("'200': { description: d, headers: { 'A b': { schema: { type: string } } } }", "error wrong-name"),
        ("'200': { description: d, content: { application/json: null } }", "warning wrong-shape"),
    ]) func `answers that are wrong or not handled are told`(responses: String, said: String) {
        #expect(Resolved(operation: "responses: { \(responses) }").said.contains(said))
    }

    @Test func `an operation without a success answers 204, whose name no failure gets`() {
        let resolved = Resolved(operation: "responses: { '404': { description: d } }")
        #expect(resolved.operation?.result.text == "noContent | notFound")
    }

    @Test(arguments: [
        ("get", "/pets", "getPets", "GetPets"), ("get", "/", "getRoot", "GetRoot"),
        ("delete", "/pets/{petId}/photos", "deletePetsByPetIDPhotos", "DeletePetsByPetIDPhotos"),
    ]) func `an operation without an id is named by method and path`(method: String, path: String, name: String, type: String) {
        let parameters =
            path.contains("{") ? "parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]" : "tags: []"
        let operation = Resolved(operation: parameters, path: path, method: method).operation
        #expect(operation?.methodName == name)
        #expect(operation?.typeName == type)
    }

    @Test(arguments: [
        ("pets", "wrong-path"), (#"/a\b"#, "wrong-path"), ("/{id}/{id}", "wrong-path"),
        ("/a{b", "wrong-path"), ("/{}", "wrong-path"), ("/a/{b}{c}", "path-template"), ("/a/{b}.{", "wrong-path"),
        ("/a/{b}.{{c}}", "wrong-path"),
    ]) func `a path that can't be served is an error`(path: String, code: String) {
        let resolved = Resolved(operation: "tags: []", path: path)
        #expect(resolved.said == ["error \(code)"], "\(resolved.rendered)")
    }

    @Test func `what a path names and nothing declares is read as a string`() {
        let resolved = Resolved(operation: "tags: []", path: "/{id}/b/{old_id}")
        #expect(resolved.said == ["warning path-parameter", "warning path-parameter"])
        #expect(resolved.operation?.parameters.map(\.text) == ["path id: string", "path oldID: string"])
    }

    @Test func `an undeclared parameter beside a declared one that the path does not name is a slip`() {
        let resolved = Resolved(
            operation: "parameters: [{ name: petID, in: path, required: true, schema: { type: string } }]", path: "/{petId}")
        #expect(resolved.said == ["error path-parameter", "error path-parameter"])
    }

    @Test(arguments: ["/a", "/{key}"]) func `a parameter that the path does not name is left out`(path: String) {
        let declared = "parameters: [{ name: petID, in: path, required: true, schema: { type: integer } }]"
        let resolved = Resolved(operation: declared, path: path)
        #expect(resolved.said.allSatisfy { $0 == "warning path-parameter" }, "\(resolved.rendered)")
        #expect(resolved.operation?.parameters.map(\.text) == (path == "/a" ? [] : ["path key: string"]))
    }

    @Test func `a path parameter that is not said to be required is required`() {
        let resolved = Resolved(operation: "parameters: [{ name: id, in: path, schema: { type: integer } }]", path: "/{id}")
        #expect(resolved.said == ["warning path-parameter"])
        #expect(resolved.operation?.parameters.map(\.text) == ["path id: int"])
    }

    @Test func `a header may be declared as a parameter in a header`() {
        let resolved = Resolved(
            operation: "responses: { '200': { description: d, headers: { etag: { $ref: '#/components/parameters/etag' } } } }",
            components: "parameters: { etag: { name: etag, in: header, schema: { type: string } } }")
        #expect(resolved.said.contains("warning wrong-reference"))
        #expect(resolved.operation?.result.text == "choice ok(etag?: string)")
    }

    @Test func `paths that no request can tell apart are an error, paths of one shape a warning`() {
        func document(_ second: String) -> Resolved {
            let responses = "responses: { '204': { description: d } }"
            func parameter(_ name: String) -> String {
                "parameters: [{ name: \(name), in: path, required: true, schema: { type: string } }]"
            }
            return Resolved(
                """
                openapi: 3.1.0
                info: { title: Test, version: '1' }
                paths:
                  /a/{b}: { get: { \(parameter("b")), \(responses) } }
                  /a/{c}: { \(second): { \(parameter("c")), \(responses) } }
                  /a/b: { get: { \(responses) } }
                """)
        }
        #expect(document("get").said == ["error ambiguous-path"])
        #expect(document("put").said == ["warning ambiguous-path"])
    }

    @Test func `operations are grouped by their first tag`() {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Pet store API, version: '1' }
            tags: [{ name: big pets, description: The big ones }]
            paths:
              /a:
                get: { tags: [big pets, other], responses: { '204': { description: d } } }
                put: { tags: [Big-Pets], responses: { '204': { description: d } } }
                post: { responses: { '204': { description: d } } }
                delete: { tags: [security], responses: { '204': { description: d } } }
            """)
        let groups = resolved.contract?.groups.map {
            "\($0.protocolName) \($0.propertyName) \($0.operations) \($0.documentation ?? "-")"
        }
        #expect(
            groups == [
                "BigPetsHandlers bigPets [0, 1] The big ones", "DefaultHandlers default [2] -",
                "SecurityHandlers securityHandlers [3] -",
            ])
        #expect(resolved.contract?.info.apiName == "PetStoreAPI")
    }

    @Test func `a path item by reference has its operations, and what stands beside the reference`() {
        func document(_ beside: String) -> Resolved {
            Resolved(
                """
                openapi: 3.1.0
                info: { title: Test, version: '1' }
                paths:
                  /a: { $ref: '#/components/pathItems/A'\(beside) }
                  /b: { $ref: '#/paths/~1a' }
                components:
                  pathItems: { A: { get: { responses: { '204': { description: d } } } } }
                """)
        }
        #expect(document("").contract?.operations.map(\.typeName) == ["GetA", "GetB"])
        let beside = document(", put: { responses: { '204': { description: d } } }")
        #expect(beside.said == [], "\(beside.rendered)")
        #expect(beside.contract?.operations.map(\.typeName) == ["PutA", "GetA", "PutB", "GetB"])
    }
}
