// Documents of the corpus that say the same in two ways: they come out equal.

import Foundation
import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct TwinTests {
    private static let examples = "specs/oai-examples/"

    /// The YAML tictactoe has more than its JSON, as the corpus says.
    static let pairs = [
        "v3.0/api-with-examples", "v3.0/callback-example", "v3.0/link-example", "v3.0/petstore-expanded", "v3.0/petstore",
        "v3.0/uspto", "v3.1/non-oauth-scopes", "v3.1/webhook-example", "v3.2/3.2-tags-example",
    ]

    @Test(.enabled(if: Corpus.isThere), arguments: pairs) func `the same document in YAML and in JSON gives one contract`(
        name: String
    ) throws {
        let yaml = try #require(contract(Self.examples + name + ".yaml"))
        let json = try #require(contract(Self.examples + name + ".json"))
        #expect(yaml.types == json.types)
        #expect(yaml.operations.map(\.id) == json.operations.map(\.id))
        #expect(yaml.operations.map(\.typeName) == json.operations.map(\.typeName))
        #expect(yaml.groups == json.groups)
        #expect(yaml.basePath == json.basePath)
    }

    @Test(.enabled(if: Corpus.isThere), arguments: ["2.0", "3.1", "3.2"]) func `one API in four versions gives one contract`(
        version: String
    ) throws {
        let folder = "specs/petstore-minimal-versions/petstore-"
        let reference = try #require(contract(folder + "3.0.yaml"))
        let other = try #require(contract(folder + version + ".yaml"))
        #expect(other.types.map(\.name) == reference.types.map(\.name))
        for operation in other.operations {
            let twin = try #require(
                reference.operations.first { $0.path.text == operation.path.text && $0.method == operation.method })
            #expect(operation.typeName == twin.typeName)
            // Their descriptions differ.
            #expect(operation.parameters.map(\.swiftName) == twin.parameters.map(\.swiftName))
            #expect(operation.parameters.map(\.schema) == twin.parameters.map(\.schema))
            #expect(operation.result.text == twin.result.text)
        }
    }

    private func contract(_ path: String) -> Contract? {
        guard let folder = Corpus.folder, let document = loadDocument(path: folder.appending(path: path).path).0 else {
            return nil
        }
        let (contract, diagnostics) = resolve(
            document, options: ResolverOptions(allowed: Set(ResolverOptions.allowableCodes)))
        #expect(contract != nil, "\(DiagnosticRenderer(diagnosticsMax: 10).text(diagnostics))")
        return contract
    }
}
