// The code of operations that become WebSockets.

import Testing
import WritEmitter

@Suite struct WebSocketCodeTests {
    private func text(_ socket: String, security: String = "", responses: String = "") -> String {
        """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        paths:
          /a:
            get:
              operationId: join
              tags: [talk]
              \(security)
              x-writ-websocket: { \(socket) }
              responses: { '101': { description: d }\(responses) }
        components:
          securitySchemes: { key: { type: apiKey, in: cookie, name: k } }
          schemas:
            Say: { type: object, required: [text], properties: { text: { type: string } } }
            Event: { type: object, properties: { name: { type: string } } }
        """
    }

    private func emit(_ text: String, codecs: EmitterOptions.Codecs = .both) throws -> String {
        let files = emitServer(try contract(text), options: EmitterOptions(access: .public, codecs: codecs, toolVersion: "1"))
        return files.map(\.text).joined(separator: "\n")
    }

    private let say = "content: { application/json: { schema: { $ref: '#/components/schemas/Say' } } }"
    private let event = "content: { application/json: { schema: { $ref: '#/components/schemas/Event' } } }"

    @Test func `one content is the message itself`() throws {
        let text = try emit(text("fromClient: { \(say) }, fromServer: { \(event) }"))
        for line in [
            "public typealias FromClient = Say", "public typealias FromServer = Event",
            "public typealias Socket = WebSocket<FromClient, FromServer>",
            "func join(_ input: Join.Input, socket: Join.Socket, context: RequestContext) async throws\n",
            "guard let socket = request.webSocket(terms) else { continue }",
            "subprotocols: [], messageBytesMax: nil, usesCookies: false,",
        ] {
            #expect(text.contains(line), "\(line)")
        }
        #expect(!text.contains("CloseCodes"))
    }

    @Test func `a text and bytes are an enumeration`() throws {
        let text = try emit(
            text(
                "fromClient: { content: { image/png: {}, text/plain: { schema: { type: string, maxLength: 3 } }, image/gif: {} } }"
            ))
        for line in [
            "public enum FromClient: Sendable {", "case text(String)", "/// `image/png`, `image/gif`", "case bytes([UInt8])",
            "text.check(message, maxLength: 3)", "return message.map { .text($0) }", "bytes: { bytes in .bytes(bytes) }",
            "public typealias FromServer = Never",
        ] {
            #expect(text.contains(line), "\(line)")
        }
        #expect(!text.contains("write: {"))
    }

    @Test func `null is a message where the contract takes it`() throws {
        let text = try emit(
            text(
                "fromClient: { content: { application/json: { schema: { type: [integer, 'null'] } } } }, fromServer: { \(event) }"
            ))
        #expect(text.contains("public typealias FromClient = Int?") && text.contains("return .some(message)"))
    }

    @Test func `who asks, limits, subprotocols and close codes are told`() throws {
        let text = try emit(
            text(
                "subprotocols: [b, a], fromServer: { \(event) }, limits: { message: 9 }, closeCodes: { 4001: { description: Left alone }, 4002: {} }",
                security: "security: [{ key: [] }]", responses: ", '404': { description: d }"))
        for line in [
            "subprotocols: [\"b\", \"a\"], messageBytesMax: 9, usesCookies: true,",
            "public static let leftAlone = WebSocketCloseCode(4001)", "public static let code4002 = WebSocketCloseCode(4002)",
            "func join(_ input: Join.Input, socket: Join.Socket, principal: Principal, context: RequestContext) async throws\n",
            "try await handlers.join(input, socket: socket, principal: principal, context: context)",
            "guard let principal = try await rule.admit(request, security) else { continue }",
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }

    @Test func `messages have the codecs of their direction`() throws {
        let text = try emit(text("fromClient: { \(say) }, fromServer: { \(event) }"), codecs: .served)
        #expect(text.contains("> Say?") && !text.contains("> Event?"))
        #expect(text.ranges(of: "func write(to json: inout OutputBuffer)").count == 1)
    }

    @Test func `stubs have the socket`() throws {
        let stubs = emitStubs(try contract(text("fromServer: { \(event) }", security: "security: [{ key: [] }, {}]")))
        let method = try #require(stubs.handlers.first?.methods.first)
        #expect(
            method.text.contains(
                "func join(_ input: Join.Input, socket: Join.Socket, principal: Caller?, context: RequestContext) async throws {")
        )
    }
}
