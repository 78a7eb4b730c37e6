// Documents that say the same in different ways come out as the same code.

import Foundation
import Testing
import WritEmitter
import WritResolver
import WritSpec

@Suite struct SameCodeTests {
    private static let twins = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Twins")
    private static let corpus =
        ProcessInfo.processInfo.environment["WRIT_CORPUS"].map { URL(filePath: $0) }
        ?? GeneratedFolder.repository.deletingLastPathComponent().appending(path: "shared/corpus")
    private static let hasCorpus = FileManager.default.fileExists(atPath: corpus.path)

    /// Path to text of all that is generated, but for the document itself.
    private func code(_ document: URL) throws -> [String: String] {
        let (read, found) = loadDocument(path: document.path)
        let (contract, more) = resolve(try #require(read, "\(found.map(\.message))"))
        let files = emitServer(
            try #require(contract, "\(document.path): \(more.map(\.message))"), options: EmitterOptions(toolVersion: "1"))
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) }).filter { !$0.key.hasSuffix("+Document.swift") }
    }

    private func expectSame(_ first: [String: String], _ second: [String: String]) {
        #expect(first.keys.sorted() == second.keys.sorted())
        for (path, text) in first { #expect(second[path] == text, "\(path)") }
    }

    @Test func `YAML and JSON give the same code`() throws {
        let yaml = try code(Self.twins.appending(path: "shop.yaml"))
        #expect(yaml.keys.contains("Models/Item.swift"))
        expectSame(yaml, try code(Self.twins.appending(path: "shop.json")))
    }

    @Test(arguments: ["2.0", "3.1", "3.2"]) func `one API in any version gives the same code`(version: String) throws {
        let reference = try code(Self.twins.appending(path: "pets-3.0.yaml"))
        #expect(reference.keys.contains("Operations/RenamePet.swift"))
        expectSame(reference, try code(Self.twins.appending(path: "pets-\(version).yaml")))
    }

    /// The YAML tictactoe has more than its JSON, as the corpus says.
    @Test(
        .enabled(if: hasCorpus, "there is no corpus: WRIT_CORPUS says where it is"),
        arguments: [
            "v3.0/api-with-examples", "v3.0/callback-example", "v3.0/link-example", "v3.0/petstore-expanded", "v3.0/petstore",
            "v3.0/uspto", "v3.1/non-oauth-scopes", "v3.1/webhook-example", "v3.2/3.2-tags-example",
        ]) func `published examples in YAML and JSON give the same code`(name: String) throws
    {
        let example = Self.corpus.appending(path: "specs/oai-examples/\(name)")
        expectSame(try code(example.appendingPathExtension("yaml")), try code(example.appendingPathExtension("json")))
    }

    /// The oldest differs in a description and in a property.
    @Test(.enabled(if: hasCorpus, "there is no corpus: WRIT_CORPUS says where it is"), arguments: ["2.0", "3.1", "3.2"])
    func `what is equal in a published API of four versions gives the same code`(version: String) throws {
        let folder = Self.corpus.appending(path: "specs/petstore-minimal-versions")
        let reference = try code(folder.appending(path: "petstore-3.0.yaml"))
        let other = try code(folder.appending(path: "petstore-\(version).yaml"))
        let differing = version == "2.0" ? ["Models/Pet.swift", "Operations/ListPets.swift"] : []
        #expect(Set(reference.keys) == Set(other.keys))
        for (path, text) in reference where !differing.contains(path) { #expect(other[path] == text, "\(path)") }
    }
}
