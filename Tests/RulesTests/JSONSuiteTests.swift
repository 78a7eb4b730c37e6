// Nicolas Seriot's JSONTestSuite, sent to a generated server: in the place of whole bodies, of typed properties, and of one that
// nobody knows. What is JSON is taken or breaks the schema; what is none is malformed, wherever it stands.

import Foundation
import RulesExample
import Testing
import WritInputs
import WritTesting

@Suite(.enabled(if: !JSONSuite.files.isEmpty, "the corpus folder is not beside the repository; set WRIT_CORPUS to it"))
struct `The JSON test suite in generated readers` {
    private static let client = TestClient(RulesAPI(default: RuleHandlers()))

    @Test(arguments: JSONSuite.files)
    func `is met wherever a text stands`(file: URL) async throws {
        let name = file.lastPathComponent
        let text = [UInt8](try Data(contentsOf: file))
        var statuses = [await status("/nodes", text)]
        for property in ["text", "others", "number", "list", "any", "unknown"] {
            statuses.append(await status("/words", Array("{\"\(property)\":".utf8) + text + [UInt8(ascii: "}")]))
        }
        if name.hasPrefix("y_") {
            #expect(statuses.allSatisfy { $0 == 204 || $0 == 422 }, "\(name): \(statuses)")
            #expect(statuses.last == 204, "\(name)")
        }
        if name.hasPrefix("n_") { #expect(statuses.allSatisfy { $0 == 400 }, "\(name): \(statuses)") }
        if name.hasPrefix("i_") { #expect(statuses.allSatisfy { [204, 400, 422].contains($0) }, "\(name): \(statuses)") }
    }

    private func status(_ target: String, _ body: [UInt8]) async -> Int {
        await Self.client.send("POST", target, fields: ["Content-Type": "application/json"], body: body).status
    }
}

enum JSONSuite {
    static let files = {
        let folder = PublishedCorpus.folder.appendingPathComponent("json/JSONTestSuite/test_parsing")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }()
}
