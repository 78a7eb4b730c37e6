// Security: which schemes a document's operations use, and what is wrong with some.

import Testing
import WritContract

@Suite struct SecurityTests {
    private static let schemes = """
        securitySchemes:
          key: { type: apiKey, in: header, name: X-Key }
          cookie: { type: apiKey, in: cookie, name: session }
          basic: { type: http, scheme: BASIC }
          bearer: { type: http, scheme: bearer }
          digest: { type: http, scheme: Digest }
          open-id: { type: openIdConnect, openIdConnectUrl: https://a.example }
          oauth:
            type: oauth2
            flows: { implicit: { authorizationUrl: https://a.example, scopes: { read: Read, write: Write } } }
        """

    private func resolved(_ security: String, _ components: String = schemes) -> Resolved {
        Resolved(operation: "security: \(security)", components: components)
    }

    private func text(_ contract: Contract?) -> String {
        guard let contract, let security = contract.security else { return "open" }
        let rule = contract.operations.first?.security.map { security.rules[$0.rule] } ?? []
        return rule.map { alternative in
            alternative.isEmpty
                ? "nobody"
                : alternative.map { need in
                    ([security.schemes[need.scheme].label] + need.scopes).joined(separator: " ")
                }.joined(separator: " & ")
        }.joined(separator: " | ")
    }

    @Test(arguments: [
        ("[{ key: [] }]", "key"), ("[{ key: [] }, { basic: [] }]", "key | basic"),
        ("[{ key: [], oauth: [read, write] }, {}]", "key & oauth read write | nobody"), ("[]", "open"), ("[{}]", "open"),
        ("[{ open-id: [admin] }]", "openID admin"),
    ]) func `alternatives are kept as the document has them`(security: String, expected: String) {
        let resolved = resolved(security)
        #expect(text(resolved.contract) == expected)
        #expect(resolved.said.isEmpty)
    }

    @Test func `the document's security holds where an operation has none, and operations that ask for the same share it`() {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            security: [{ key: [] }]
            paths:
              /a: { get: { responses: { '204': { description: d } } } }
              /b: { get: { security: [{ key: [] }], responses: { '204': { description: d } } } }
              /c: { get: { security: [], responses: { '204': { description: d } } } }
              /d: { get: { security: [{ key: [] }, {}], responses: { '204': { description: d } } } }
            components:
            \(Self.schemes.indented(2))
            """)
        #expect(resolved.contract?.operations.map { $0.security?.rule } == [0, 0, nil, 1])
        #expect(resolved.contract?.operations.map { $0.security?.allowsAnonymous } == [false, false, nil, true])
        #expect(resolved.contract?.security?.protocolName == "TestSecurity")
    }

    @Test func `schemes become what their credentials are`() {
        let all = "[{ key: [], cookie: [], basic: [], bearer: [], digest: [], open-id: [], oauth: [] }]"
        let security = resolved(all).contract?.security
        #expect(
            security?.schemes.map(\.kind) == [
                .apiKey(.header, name: "X-Key"), .apiKey(.cookie, name: "session"), .basic, .bearer, .http("digest"), .bearer,
                .bearer,
            ])
        #expect(security?.schemes.map(\.hasScopes) == [false, false, false, false, false, true, true])
    }

    @Test(arguments: [
        ("[{ kex: [] }]", schemes, "error missing-scheme"), ("[{ oauth: [reed] }]", schemes, "warning undeclared-scope"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: apikey } }", "error wrong-scheme"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: apiKey, in: header } }", "error missing-field"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: apiKey, in: body, name: b } }", "error wrong-location"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: apiKey, in: cookie, name: 'b c' } }", "error wrong-name"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: http } }", "error missing-field"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: mutualTLS } }", "warning client-certificate"),
        ("[{ a: [] }]", "securitySchemes: { a: { type: http, scheme: bearer, x-writ-name: a b } }", "error wrong-name"),
        (
            "[{ a: [], b: [] }]", "securitySchemes: { a: { type: http, scheme: basic }, b: { type: http, scheme: bearer } }",
            "warning impossible-security"
        ),
        ("[key]", schemes, "error wrong-shape"), ("{ key: [] }", schemes, "error wrong-shape"),
        ("[{ key: read }]", schemes, "error wrong-shape"),
    ]) func `what is wrong is told`(security: String, components: String, said: String) {
        #expect(resolved(security, components).said == [said])
    }

    @Test func `schemas don't hide the runtime's types where credentials are asked for`() {
        let schema = "schemas: { Principal: { type: string, enum: [a] } }"
        let content =
            "responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Principal' } } } } }"
        let open = Resolved(operation: content, components: schema)
        #expect(open.types == ["Principal: a('a')"])
        let secured = Resolved(operation: content + "\nsecurity: [{ key: [] }]", components: schema + "\n" + Self.schemes)
        #expect(secured.types == ["PrincipalModel: a('a')"])
    }
}
