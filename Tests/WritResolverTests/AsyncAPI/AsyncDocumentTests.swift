// The document of AsyncAPI: what becomes of WebSockets, of event streams and of their schemas.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct `A document of AsyncAPI` {
    private func document(_ paths: String, components: String = "{}", openapi: String = "3.1.0") -> String? {
        let resolved = Resolved(
            "openapi: \(openapi)\ninfo: { title: T, version: '1' }\npaths:\n\(paths)\ncomponents: \(components)\n")
        return resolved.contract?.document.asyncJSON.map { String(decoding: $0, as: UTF8.self) }
    }

    private let socket = """
          /a/{b}:
            get:
              operationId: talk
              summary: Talks.
              security: [{ key: [] }]
              parameters:
                - { name: b, in: path, required: true, description: Which., schema: { type: string, enum: [x, y] } }
                - { name: q, in: query, required: true, schema: { type: integer } }
              x-writ-websocket:
                subprotocols: [v1]
                fromClient: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } }, application/octet-stream: {} } }
                fromServer: { content: { text/plain: {} } }
                closeCodes: { 4001: { description: Gone } }
              responses: { '101': { description: d }, '401': { description: d } }
        """

    @Test func `has a channel and two operations for a WebSocket`() throws {
        let components = """
            { securitySchemes: { key: { type: apiKey, in: header, name: K } }, schemas: { A: { type: object, properties: { n: { type: integer } } } } }
            """
        let text = try #require(document(socket, components: components))
        let parts: [String] = [
            ##"{"asyncapi":"3.0.0","info":{"title":"T","version":"1"},"defaultContentType":"application/json","channels":{"talk":"##,
            ##""address":"/a/{b}","summary":"Talks.","parameters":{"b":{"description":"Which.","enum":["x","y"]}}"##,
            ##""fromClientJSON":{"name":"fromClientJSON","contentType":"application/json","payload":{"$ref":"#/components/schemas/A"}}"##,
            ##""contentType":"application/octet-stream","payload":{"type":"string","format":"binary"}"##,
            ##""bindings":{"ws":{"method":"GET","query":{"type":"object","properties":{"q":{"type":"integer"}},"required":["q"]}"##,
            ##""x-writ-websocket":{"subprotocols":["v1"],"closeCodes":{"4001":{"description":"Gone"}}}"##,
            ##""talkReceive":{"action":"receive","channel":{"$ref":"#/channels/talk"},"summary":"Talks.","security":[{"$ref":"#/components/securitySchemes/key"}]"##,
            ##""talkSend":{"action":"send""##, ##""messages":[{"$ref":"#/channels/talk/messages/fromServer"}]"##,
            ##""schemas":{"A":{"type":"object","properties":{"n":{"type":"integer"}}}}"##,
            ##""securitySchemes":{"key":{"type":"httpApiKey","in":"header","name":"K"}}"##,
        ]
        for part in parts { #expect(text.contains(part), "\(part) is not in \(text)") }
    }

    @Test func `has an event's data as payload, and the rest as headers`() throws {
        let paths = """
              /a:
                get:
                  responses:
                    '200':
                      description: What happens
                      content:
                        text/event-stream:
                          itemSchema:
                            type: object
                            required: [data, event]
                            properties:
                              data: { type: string, contentMediaType: application/json, contentSchema: { type: integer } }
                              event: { enum: [tick] }
            """
        let text = try #require(document(paths, openapi: "3.2.0"))
        let event =
            #""event":{"name":"event","description":"What happens","contentType":"application/json","payload":{"type":"integer"},"headers":{"type":"object","properties":{"event":{"enum":["tick"]}},"required":["event"]}}"#
        #expect(text.contains(event) && text.contains(#""action":"send""#) && !text.contains(#""action":"receive""#), "\(text)")
    }

    @Test func `is none without WebSockets and event streams`() {
        #expect(document("  /a: { get: { responses: { '200': { description: d } } } }") == nil)
    }

    @Test(arguments: [
        (
            "3.1.0", "{ oneOf: [{ $ref: '#/components/schemas/A' }], discriminator: { propertyName: k } }",
            ##"{"oneOf":[{"$ref":"#/components/schemas/A"}],"discriminator":"k"}"##
        ),
        ("3.0.3", "{ type: string, nullable: true }", #"{"type":["string","null"]}"#),
        ("3.0.3", "{ type: integer, minimum: 3, exclusiveMinimum: true }", #"{"type":"integer","exclusiveMinimum":3}"#),
        (
            "3.1.0", "{ type: array, prefixItems: [{ type: string }], items: false }",
            #"{"type":"array","items":[{"type":"string"}],"additionalItems":false}"#
        ),
        ("3.1.0", "{ type: object, dependentRequired: { a: [b] } }", #"{"type":"object","dependencies":{"a":["b"]}}"#),
        ("3.1.0", "{ type: integer, example: 3, xml: { name: n } }", #"{"type":"integer","examples":[3]}"#),
        (
            "3.1.0", "{ $ref: '#/paths/~1s/get/x-writ-websocket/fromServer/content/application~1json/schema' }",
            ##"{"$ref":"#/components/schemas/paths_~1s_get_x-writ-websocket_fromServer_content_application~1json_schema"}"##
        ),
    ])
    func `has schemas of draft 7`(openapi: String, schema: String, converted: String) throws {
        let paths = """
              /s:
                get:
                  operationId: s
                  x-writ-websocket:
                    fromClient: { content: { application/json: { schema: \(schema) } } }
                    fromServer: { content: { application/json: { schema: { type: boolean } } } }
                  responses: { '101': { description: d } }
            """
        let components = "{ schemas: { A: { type: object, required: [k], properties: { k: { type: string } } } } }"
        let text = try #require(document(paths, components: components, openapi: openapi))
        // What stands elsewhere has a name that has no character of a pointer's.
        let wanted = converted.replacing("~1", with: "_1")
        #expect(text.contains(#""payload":\#(wanted)"#), "\(text)")
    }
}
