// The messages for common mistakes, word by word: each `Mistakes/*.yaml` beside the text it must give.
// GOLDEN=update rewrites the texts; read the difference before committing it.

import Foundation
import Testing
import WritSpec

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mistakes")

private let mistakes = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasSuffix(".txt") }.sorted()

@Suite struct MistakeTests {
    @Test(arguments: mistakes)
    func `a common mistake is explained`(name: String) throws {
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let (_, diagnostics) = readDocument(path: name, bytes: bytes)
        #expect(diagnostics.hasErrors)
        #expect(diagnostics.allSatisfy { $0.code != "yaml-syntax" && $0.hint != nil && $0.location != nil })
        let text = DiagnosticRenderer().text(diagnostics)
        let golden = folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["GOLDEN"] == "update" { try Data(text.utf8).write(to: golden) }
        #expect(try String(contentsOf: golden, encoding: .utf8) == text)
    }

    @Test func `the mistakes are there`() {
        #expect(mistakes.count >= 10)
    }
}
