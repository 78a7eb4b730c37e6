// `x-writ-websocket`: what it becomes, and what is said of wrong uses.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct WebSocketTests {
    private static let joined = "responses: { '101': { description: Joined } }"

    /// An operation with a WebSocket of these members.
    private func socket(
        _ members: String, beside: String = WebSocketTests.joined, method: String = "get", components: String = ""
    ) -> Resolved {
        Resolved(
            operation: "operationId: join\nx-writ-websocket:\n\(members.indented(2))\n\(beside)", method: method,
            components: components)
    }

    private let json = "fromClient: { content: { application/json: { schema: { type: string } } } }"

    @Test func `a WebSocket has all that its document says of it`() throws {
        let resolved = socket(
            """
            description: Talk.
            subprotocols: [chat.v2, chat.v1]
            fromClient:
              description: Said.
              content:
                application/octet-stream: {}
                application/json: { schema: { $ref: '#/components/schemas/Say' } }
                image/png: {}
            fromServer: { content: { text/plain: { schema: { type: string, maxLength: 5 } } } }
            closeCodes:
              4001: { description: You were removed. Sorry }
              4002: { description: Late at night, name: closed }
              3000: {}
              4003: { description: You were removed }
            limits: { message: 65536 }
            """,
            components: "schemas: { Say: { type: object, required: [text], properties: { text: { type: string } } } }")
        #expect(resolved.said.isEmpty, "\(resolved.rendered)")
        let operation = try #require(resolved.operation)
        let found = try #require(operation.webSocket)
        #expect(found.documentation == "Talk." && found.subprotocols == ["chat.v2", "chat.v1"])
        #expect(found.messageBytesMax == 65536 && !found.usesCookies)
        #expect(found.fromClient.documentation == "Said.")
        #expect(
            found.fromClient.contents.map(\.kind) == [.json, .bytes]
                && found.fromClient.contents.map(\.caseName) == ["json", "bytes"])
        #expect(found.fromClient.contents.last?.mediaTypes == ["application/octet-stream", "image/png"])
        #expect(found.fromServer.contents.map(\.kind) == [.text])
        #expect(found.fromServer.contents.first?.schema.constraints.maxLength == 5)
        #expect(found.closeCodes.map(\.code) == [4001, 4002, 3000, 4003])
        #expect(found.closeCodes.map(\.swiftName) == ["youWereRemoved", "closed", "code3000", "youWereRemoved2"])
        #expect(operation.result.failures.isEmpty)
        let say = try #require(resolved.contract?.types.first { $0.name.description == "Say" })
        #expect(say.isRead && !say.isWritten)
    }

    @Test func `messages of the server are written, those of the client read, and rules go with them`() throws {
        let resolved = socket(
            """
            fromClient: { content: { application/json: { schema: { type: object, not: { required: [no] }, properties: { a: { type: integer } } } } } }
            fromServer: { content: { application/json: { schema: { type: object, properties: { b: { type: integer } } } } } }
            """)
        #expect(resolved.said.isEmpty, "\(resolved.rendered)")
        let types = try #require(resolved.operation).types
        #expect(types.map(\.name.description) == ["Join.ClientMessage", "Join.ServerMessage"])
        #expect(types.map(\.isRead) == [true, false] && types.map(\.isWritten) == [false, true])
        #expect(resolved.contract?.rules.lines.isEmpty == false)
    }

    @Test func `a schema with a name that sockets have inside gets another one`() {
        let components = "schemas: { Socket: { type: object, properties: { a: { type: integer } } } }"
        let resolved = socket(
            "fromServer: { content: { application/json: { schema: { $ref: '#/components/schemas/Socket' } } } }",
            components: components)
        #expect(resolved.contract?.types.map(\.name.description) == ["SocketModel"], "\(resolved.rendered)")
        let plain = Resolved(
            operation:
                "operationId: a\nresponses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Socket' } } } } }",
            components: components)
        #expect(plain.contract?.types.map(\.name.description) == ["Socket"], "\(plain.rendered)")
    }

    @Test(arguments: [
        ("security: [{ key: [] }]", true), ("security: [{ token: [] }, { key: [] }]", true), ("security: [{ token: [] }]", false),
        ("security: []", false),
    ])
    func `a cookie that authenticates is told`(security: String, usesCookies: Bool) throws {
        let resolved = socket(
            json, beside: "\(security)\n\(Self.joined)",
            components: """
                securitySchemes:
                  key: { type: apiKey, in: cookie, name: k }
                  token: { type: http, scheme: bearer }
                """)
        #expect(try #require(resolved.operation?.webSocket).usesCookies == usesCookies, "\(resolved.rendered)")
    }

    @Test func `other answers are failures, those that lead elsewhere too`() throws {
        let resolved = socket(
            json,
            beside:
                "responses: { '101': { description: d }, '303': { description: d }, '404': { description: d }, default: { description: d } }"
        )
        #expect(resolved.said.isEmpty, "\(resolved.rendered)")
        let result = try #require(resolved.operation).result
        #expect(result.failures.map(\.caseName) == ["seeOther", "notFound", "default"])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let members: String
        var beside = WebSocketTests.joined
        var method = "get"
        let code: String
        let message: String
        let line: Int
        var testDescription: String { message }
    }

    /// The first member stands in line 8.
    static let mistakes: [Mistake] = {
        let json = "fromClient: { content: { application/json: {} } }"
        func client(_ types: String) -> String { "fromClient:\n  content:\n" + types.indented(4) }
        return [
            Mistake(
                members: json, method: "put", code: "websocket", message: "a WebSocket begins with GET, and not with PUT", line: 7
            ),
            Mistake(
                members: json, beside: "responses: { '404': { description: d } }", code: "websocket", message: "must declare 101",
                line: 9),
            Mistake(
                members: json, beside: "responses:\n  '101': { description: d }\n  '200': { description: d }", code: "websocket",
                message: "answers 101, and never 200", line: 11),
            Mistake(
                members: json, beside: "requestBody: { content: { text/plain: {} } }\n\(WebSocketTests.joined)",
                code: "websocket",
                message: "the request for a WebSocket has no body", line: 9),
            Mistake(members: "description: Nothing", code: "missing-field", message: "messages in neither direction", line: 7),
            Mistake(members: client("{}"), code: "missing-field", message: "declares no media type", line: 10),
            Mistake(members: "fromClient: {}", code: "missing-field", message: "has no `content`", line: 8),
            Mistake(
                members: client("application/json: {}\ntext/plain: {}"), code: "websocket", message: "are both texts", line: 11),
            Mistake(
                members: client("application/json: {}\napplication/a+json: {}"), code: "websocket", message: "are both texts",
                line: 11),
            Mistake(
                members: client("application/x-www-form-urlencoded: {}"), code: "websocket", message: "forms are no messages",
                line: 10),
            Mistake(members: client("multipart/form-data: {}"), code: "websocket", message: "forms are no messages", line: 10),
            Mistake(members: client("application/xml: {}"), code: "websocket", message: "XML is not read", line: 10),
            Mistake(members: client("text/event-stream: {}"), code: "websocket", message: "not a sequence", line: 10),
            Mistake(members: client("image/*: {}"), code: "websocket", message: "not of a range", line: 10),
            Mistake(members: client("json: {}"), code: "wrong-media-type", message: "isn't a media type", line: 10),
            Mistake(
                members: "\(json)\ncloseCodes:\n  1000: {}", code: "wrong-close-code", message: "isn't a close code", line: 10),
            Mistake(
                members: "\(json)\ncloseCodes:\n  5000: {}", code: "wrong-close-code", message: "isn't a close code", line: 10),
            Mistake(
                members: "\(json)\ncloseCodes:\n  gone: {}", code: "wrong-close-code", message: "isn't a close code", line: 10),
            Mistake(
                members: "\(json)\ncloseCodes:\n  4001: {}\n  '04001': {}", code: "duplicate-value", message: "declared twice",
                line: 11),
            Mistake(
                members: "\(json)\ncloseCodes:\n  4001: { name: '1' }", code: "wrong-name", message: "name of a close code",
                line: 10),
            Mistake(members: "\(json)\nlimits: { message: 0 }", code: "wrong-shape", message: "positive number", line: 9),
            Mistake(members: "\(json)\nlimits: { message: -1 }", code: "wrong-shape", message: "not negative, not -1", line: 9),
            Mistake(members: "\(json)\nlimits: { message: much }", code: "wrong-shape", message: "must be an integer", line: 9),
            Mistake(members: "\(json)\nsubprotocols: [a b]", code: "wrong-name", message: "name of a subprotocol", line: 9),
            Mistake(members: "\(json)\nsubprotocols: [a, a]", code: "duplicate-value", message: "twice", line: 9),
            Mistake(members: "\(json)\nsubprotocols: a", code: "wrong-shape", message: "a list of strings", line: 9),
        ]
    }()

    @Test(arguments: mistakes)
    func `wrong uses are errors, each at its place and with a hint`(mistake: Mistake) {
        let resolved = socket(mistake.members, beside: mistake.beside, method: mistake.method)
        #expect(resolved.contract == nil)
        let found = resolved.diagnostics.filter { $0.severity == .error }
        #expect(found.map(\.code) == [mistake.code], "\(resolved.rendered)")
        #expect(found.first?.message.contains(mistake.message) == true, "\(resolved.rendered)")
        #expect(found.first?.location?.line == mistake.line, "\(resolved.rendered)")
        #expect(found.first?.hint != nil)
    }

    @Test func `unknown members are told wherever they stand`() {
        let resolved = socket(
            """
            fromClient: { contents: 1, content: { application/json: { shema: 1 } } }
            closeCodes: { 4001: { descripton: d } }
            limits: { messages: 1 }
            subprotocol: [a]
            """)
        #expect(resolved.said == Array(repeating: "warning unknown-keyword", count: 5), "\(resolved.rendered)")
        #expect(
            resolved.rendered.contains("did you mean `subprotocols`?") && resolved.rendered.contains("did you mean `message`?"))
    }

    @Test func `a 101 without messages leads to the extension`() {
        let resolved = Resolved(operation: "responses: { '101': { description: d }, '200': { description: d } }", method: "get")
        #expect(resolved.said == ["warning interim-status"] && resolved.rendered.contains("x-writ-websocket"))
    }

    @Test func `webhooks and callbacks are none`() {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            webhooks:
              told: { get: { x-writ-websocket: { \(json) }, \(Self.joined) } }
            """)
        #expect(resolved.said == ["error websocket"], "\(resolved.rendered)")
    }

    @Test func `the report has a line for each of its keywords`() throws {
        let text = """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /a:
                get:
                  x-writ-websocket: { \(json), limits: { message: 5 } }
                  \(Self.joined)
            """
        let document = try #require(readDocument(path: "openapi.yaml", bytes: Array(text.utf8)).0)
        let lines = report(DocumentLibrary(main: document)).report.lines
        let told = Set(lines.filter { $0.outcome == .enforced }.map { "\($0.object) \($0.keyword)" })
        for line in [
            "Operation Object x-writ-websocket", "WebSocket Object fromClient", "WebSocket Messages Object content",
            "WebSocket Limits Object message", "Schema Object type",
        ] {
            #expect(told.contains(line), "\(told)")
        }
    }
}
