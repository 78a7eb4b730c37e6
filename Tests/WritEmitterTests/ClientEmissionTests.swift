// Typed clients: names of a document that meet names of the generated code.

import Testing
import WritEmitter

@Suite struct ClientEmissionTests {
    private static let document = """
        openapi: 3.1.0
        info: { title: Things, version: '1' }
        paths:
          /things/{call}:
            get:
              operationId: key
              tags: [things]
              security: [{ transport: [] }, { key: [] }]
              parameters:
                - { name: call, in: path, required: true, schema: { type: string } }
                - { name: answer, in: query, schema: { type: integer } }
              responses:
                '200': { description: d, content: { application/json: { schema: { type: string, pattern: '^a' } } } }
                '204': { description: d }
        components:
          securitySchemes:
            transport: { type: http, scheme: bearer }
            key: { type: apiKey, in: query, name: k }
        """

    private func files() throws -> [String: String] {
        let files = emitClient(
            try contract(Self.document), options: EmitterOptions(access: .public, toolVersion: "1"),
            client: ClientOptions(module: "Things"))
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
    }

    @Test func `parameters are named apart from what a call does`() throws {
        let call = try #require(try files()["Operations/Key.swift"])
        #expect(call.contains("func key(call _call: String, answer _answer: Int? = nil) async throws -> Key.Success"))
        #expect(
            call.contains("var call = ClientCall(\"key\", \"GET\", \"/things/{call}\", declares: \"200 application/json, 204\")"))
        #expect(call.contains("json.write(_call)") && call.contains("if let _answer {"))
    }

    @Test func `credentials are named apart from calls and from the transport`() throws {
        let files = try files()
        let client = try #require(files["ThingsClient.swift"])
        #expect(client.contains("var transportCredential: String?") && client.contains("var keyCredential: String?"))
        #expect(client.contains("var transport: any ClientTransport"))
        #expect(files["Operations/Key.swift"]?.contains("[[self._transportCredential], [self._keyCredential]]") == true)
    }

    @Test func `a text of an answer is checked by its pattern, which the client has`() throws {
        let files = try files()
        #expect(files["Patterns.swift"] != nil)
        #expect(files["Operations/Key.swift"]?.contains("json.readString(Patterns.pattern_") == true)
    }
}
