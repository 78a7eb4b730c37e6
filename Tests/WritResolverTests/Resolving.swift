// Documents for tests: resolved from a text, or from the part of one that a test is about.

import Testing
import WritContract
import WritResolver
import WritSpec

struct Resolved {
    var contract: Contract?
    var diagnostics: [Diagnostic]

    init(contract: Contract?, diagnostics: [Diagnostic]) {
        (self.contract, self.diagnostics) = (contract, diagnostics)
    }

    init(_ text: String, path: String = "openapi.yaml", allow: Set<String> = []) {
        let (document, found) = readDocument(path: path, bytes: Array(text.utf8))
        diagnostics = found
        guard let document, !found.hasErrors else { return }
        let (contract, more) = resolve(document, options: ResolverOptions(allowed: allow))
        self.contract = contract
        diagnostics += more
    }

    /// A document with these schemas. One operation takes the schema `In` and answers the schema `Out`, as far as they
    /// are there.
    init(schemas: String, version: String = "3.1.0", allow: Set<String> = []) {
        func reference(_ name: String) -> String {
            schemas.hasPrefix("\(name):") || schemas.contains("\n\(name):")
                ? "content: { application/json: { schema: { $ref: '#/components/schemas/\(name)' } } }" : ""
        }
        let body = reference("In")
        let text = """
            openapi: \(version)
            info: { title: Test, version: '1' }
            paths:
              /things:
                post:
                  operationId: operate
                  \(body.isEmpty ? "" : "requestBody: { \(body) }")
                  responses: { '200': { description: Good, \(reference("Out")) } }
            components:
              schemas:
            \(schemas.indented(4))
            """
        self.init(text, allow: allow)
    }

    /// A document with one operation, given by the keywords under it.
    init(
        operation: String, path: String = "/things", method: String = "post", components: String = "",
        version: String = "3.1.0", allow: Set<String> = []
    ) {
        let responses =
            operation.contains("responses:") && !operation.hasPrefix("callbacks")
            ? "" : "responses: { '204': { description: Good } }"
        let text = """
            openapi: \(version)
            info: { title: Test, version: '1' }
            paths:
              \(path):
                \(method):
            \(operation.indented(6))
                  \(responses)
            \(components.isEmpty ? "" : "components:\n" + components.indented(2))
            """
        self.init(text, allow: allow)
    }

    /// The lines of all declared types.
    /// A line for each type; where a place has another name for a shared type, what that holds.
    var types: [String] {
        let shared = (contract?.shared.values ?? []).flatMap(\.lines)
        return writtenTypes.map { line in
            guard let range = line.firstRange(of: ": = Shared."), !line.hasSuffix(" | null") else { return line }
            let name = "Shared." + line[range.upperBound...] + ": "
            return shared.first { $0.hasPrefix(name) }.map { line[..<range.lowerBound] + ": " + $0.dropFirst(name.count) } ?? line
        }
    }
    var writtenTypes: [String] { (contract?.types ?? []).flatMap(\.lines) }
    var operation: WritContract.Operation? { contract?.operations.first }
    /// `severity code`, notes left out.
    var said: [String] {
        diagnostics.filter { $0.severity != .note }.map { "\($0.severity.rawValue) \($0.code)" }
    }
    var rendered: String { DiagnosticRenderer(diagnosticsMax: 100).text(diagnostics) }

    /// What the schema `Thing`'s property `value` became.
    func property(_ name: String = "value", of type: String = "Out") -> Property? {
        for declaration in contract?.types ?? [] where declaration.name.description == type {
            guard case .object(let object) = declaration.kind else { continue }
            return object.properties.first { $0.wireName == name }
        }
        return nil
    }

    /// A document whose answer has one property, `value`, of this schema.
    static func value(_ schema: String, required: Bool = false, version: String = "3.1.0", allow: Set<String> = []) -> Resolved {
        Resolved(
            schemas: "Out:\n  type: object\n  \(required ? "required: [value]" : "")\n  properties:\n    value: \(schema)",
            version: version, allow: allow)
    }
}

extension String {
    func indented(_ count: Int) -> String {
        let margin = String(repeating: " ", count: count)
        return split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : margin + $0 }
            .joined(separator: "\n")
    }
}
