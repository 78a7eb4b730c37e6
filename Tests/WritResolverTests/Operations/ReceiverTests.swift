// Webhooks and callbacks as operations that may be received.

import Testing
import WritContract

@Suite struct ReceiverTests {
    @Test func `a document of webhooks alone is one, and each has a name`() {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            security: [{ key: [] }]
            webhooks:
              new/pet: { post: { responses: { '204': { description: d } } } }
              moved: { $ref: '#/components/pathItems/Moved' }
              both: { get: { responses: { '204': { description: d } } }, put: { operationId: putIt, responses: { '204': { description: d } } } }
            components:
              pathItems: { Moved: { post: { responses: { '204': { description: d } } } } }
              securitySchemes: { key: { type: apiKey, in: header, name: k } }
            """)
        #expect(resolved.said.isEmpty, "\(resolved.rendered)")
        let operations = resolved.contract?.operations ?? []
        #expect(operations.map(\.methodName) == ["newPet", "moved", "bothGet", "putIt"])
        #expect(operations.map(\.path.text) == ["/new%2Fpet", "/moved", "/both", "/both"])
        #expect(operations.allSatisfy { $0.receiver?.kind == .webhooks && $0.security == nil })
        #expect(resolved.contract?.groups.map(\.protocolName) == ["WebhooksHandlers"])
    }

    @Test func `callbacks of all operations are found, those behind references and within each other too`() {
        let components = """
            callbacks:
              Shared: { '{$request.body#/url}': { $ref: '#/components/pathItems/Told' } }
            pathItems:
              Told:
                post:
                  callbacks: { again: { $ref: '#/components/callbacks/Shared' } }
                  responses: { '204': { description: d } }
            """
        let resolved = Resolved(
            operation: "operationId: start\ncallbacks: { a: { $ref: '#/components/callbacks/Shared' } }", components: components)
        #expect(resolved.contract?.operations.map(\.id) == ["start", "start-a"], "\(resolved.rendered)")
        #expect(resolved.contract?.operations.last?.receiver?.expression == "{$request.body#/url}")
    }
}
