// The mistakes that people make most: what is printed for each stands beside it, as a person reads it.

import Foundation
import Testing
import WritResolver
import WritSpec

@Suite struct MistakeTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mistakes")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test func `there are ten mistakes or more`() { #expect(Self.names.count >= 10) }

    /// `GOLDEN=update` in the environment rewrites the texts.
    @Test(arguments: names) func `a common mistake is explained`(name: String) throws {
        let document = Self.folder.appending(path: name + ".yaml")
        let golden = Self.folder.appending(path: name + ".txt")
        let printed = Resolved(try String(contentsOf: document, encoding: .utf8), path: name + ".yaml").rendered
        if ProcessInfo.processInfo.environment["GOLDEN"] == "update" {
            try printed.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(printed == expected)
        #expect(printed.contains("error: ") || name == "misspelt-keyword" || name == "duplicate-operation-id")
    }
}
