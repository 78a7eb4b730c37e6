// Extensions of ours in documents: those that do something are known, those that do nothing are warned of.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct `Extensions of a document` {
    private func resolved(_ operation: String) -> (contract: Contract?, said: [String]) {
        let text = """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths:
              /a:
                post:
                  operationId: send
            \(operation.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))
                  responses: { '204': { description: d } }
            """
        let (read, found) = readDocument(path: "openapi.yaml", bytes: Array(text.utf8))
        guard let read else { return (nil, ["nothing was read"]) }
        let (contract, diagnostics) = resolve(DocumentLibrary(main: read))
        return (contract, (found + diagnostics).filter { $0.severity != .note }.map { "\($0.code): \($0.hint ?? "")" })
    }

    private static let body = "requestBody: { content: { text/plain: {} } }"

    @Test(arguments: ["false", "true"]) func `refuse compression for an operation`(value: String) {
        let (contract, said) = resolved("x-writ-compression: \(value)")
        #expect(said == [] && contract?.operations.first?.allowsCompression == (value == "true"))
        #expect(resolved("").contract?.operations.first?.allowsCompression == true)
    }

    @Test func `limit a body from the operation and from the body`() {
        let own = resolved("x-writ-body-bytes-max: 10\n\(Self.body)")
        #expect(own.said == [] && own.contract?.operations.first?.body?.bytesMax == 10)
        let inner = resolved("requestBody: { x-writ-body-bytes-max: 20, content: { text/plain: {} } }")
        #expect(inner.said == [] && inner.contract?.operations.first?.body?.bytesMax == 20)
        let both = resolved("x-writ-body-bytes-max: 10\nrequestBody: { x-writ-body-bytes-max: 20, content: { text/plain: {} } }")
        #expect(both.contract?.operations.first?.body?.bytesMax == 10)
    }

    @Test(arguments: [
        "x-writ-compression: 'no'", "x-writ-compression: 0", "x-writ-body-bytes-max: 2MiB", "x-writ-body-bytes-max: -1",
        "requestBody: { x-writ-body-bytes-max: 1.5, content: { text/plain: {} } }",
    ]) func `with values of another kind are refused`(extensions: String) {
        #expect(resolved(extensions).said.first?.hasPrefix("wrong-shape: ") == true)
    }

    @Test(arguments: [
        ("x-writ-compresion: false", "unknown-extension: did you mean `x-writ-compression`?"),
        ("x-writ-websockets: {}", "unknown-extension: did you mean `x-writ-websocket`?"),
        ("x-writ-nothing-like-it: 1", "unknown-extension: "), ("x-writ-open: true", "no-effect: write it in a Schema Object"),
        ("requestBody: { x-writ-compression: false, content: { text/plain: {} } }", "no-effect: write it in an Operation Object"),
        (
            "requestBody: { content: { text/plain: { x-writ-body-bytes-max: 1 } } }",
            "no-effect: write it in a Request Body Object or an Operation Object"
        ),
        (
            "requestBody: { content: { text/plain: { schema: { x-writ-item-schema: {} } } } }",
            "no-effect: write it in a Media Type Object"
        ),
    ]) func `that do nothing are warned of`(extensions: String, expected: String) {
        #expect(resolved(extensions).said == [expected])
    }

    @Test func `of others are nobody's business`() {
        #expect(resolved("x-writer: 1\nx-amazon-apigateway-integration: {}\nx-internal: true").said == [])
    }
}
