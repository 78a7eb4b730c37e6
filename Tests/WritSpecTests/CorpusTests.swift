// Real API documents.

import Foundation
import Testing
import WritSpec

@Suite(.enabled(if: hasCorpus, "needs the corpus (WRIT_CORPUS)"))
struct CorpusTests {
    /// Documents that are published with mistakes, and the codes they give.
    private static let faulty: [String: [String]] = [:]

    @Test(arguments: hasCorpus ? corpusFiles("specs", suffixes: [".yaml", ".yml", ".json"]) : [])
    func `published documents are read without errors`(path: String) {
        let (document, diagnostics) = loadDocument(path: path)
        let expected = Self.faulty.first { path.hasSuffix($0.key) }?.value ?? []
        #expect(document != nil)
        #expect(codes(diagnostics) == expected, "\(DiagnosticRenderer(diagnosticsMax: 3).text(diagnostics))")
    }

    @Test func `documents of other tools, broken ones too, end in a document or an error`() {
        let paths = corpusFiles("peers", suffixes: [".yaml", ".yml", ".json"]) + corpusFiles("openapi-meta", suffixes: [".yaml", ".json"])
        for path in paths {
            let (document, diagnostics) = loadDocument(path: path)
            #expect(document != nil || diagnostics.hasErrors, "\(path)")
        }
    }
}
