// Real API documents.

import Foundation
import Testing
import WritSpec

@Suite(.enabled(if: hasCorpus, "needs the corpus (WRIT_CORPUS)"))
struct CorpusTests {
    /// Documents that are published with mistakes, and the codes they give.
    private static let faulty = ["specs/stripe/stripe.yaml": ["duplicate-key"]]

    @Test func `published documents are read without errors`() {
        let paths = corpusFiles("specs", suffixes: [".yaml", ".yml", ".json"])
        #expect(paths.count > 2900)
        for path in paths {
            let (document, diagnostics) = loadDocument(path: path)
            let expected = Self.faulty.first { path.hasSuffix($0.key) }?.value ?? []
            #expect(document != nil, "\(path)")
            #expect(codes(diagnostics) == expected, "\(DiagnosticRenderer(diagnosticsMax: 3).text(diagnostics))")
        }
    }

    @Test func `documents of other tools, broken ones too, end in a document or an error`() {
        let paths =
            corpusFiles("peers", suffixes: [".yaml", ".yml", ".json"])
            + corpusFiles("openapi-meta", suffixes: [".yaml", ".json"])
        for path in paths {
            let (document, diagnostics) = loadDocument(path: path)
            #expect(document != nil || diagnostics.hasErrors, "\(path)")
        }
    }
}
