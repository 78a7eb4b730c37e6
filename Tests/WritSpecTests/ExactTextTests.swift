// Texts of documents that Swift takes for equal only where they are the same.

import Foundation
import Testing

@testable import WritSpec

@Suite struct `Exact texts` {
    /// Foundation's composed and decomposed forms are the measure.
    private static func alike(_ scalar: Unicode.Scalar) -> [String] {
        let text = String(scalar)
        return [text, text.decomposedStringWithCanonicalMapping, text.precomposedStringWithCanonicalMapping]
    }

    @Test func `are two where they only look alike, for every character there is`() {
        var failures: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let forms = Self.alike(scalar)
            for form in forms[1...] where !form.utf8.elementsEqual(forms[0].utf8) {
                // Between letters, too, with which marks may melt.
                for (left, right) in [("", ""), ("a", "a"), ("\u{301}", "\u{323}")] {
                    let (first, second) = (ExactText.kept(left + forms[0] + right), ExactText.kept(left + form + right))
                    if first == second { failures.append(String(value, radix: 16)) }
                }
            }
            if !ExactText.written(ExactText.kept(forms[0])).utf8.elementsEqual(forms[0].utf8) {
                failures.append("trip \(String(value, radix: 16))")
            }
        }
        #expect(failures == [])
    }

    @Test(arguments: [
        "", "plain", "\u{E9}", "e\u{301}", "\u{1100}\u{1161}", "\u{212B}", "\u{40301}\u{70000}x\u{70000}", "👍🏽\u{FE0F}",
    ])
    func `come back as they were written`(text: String) {
        #expect(ExactText.written(ExactText.kept(text)).utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [
        ("a\u{323}\u{301}", "a\u{301}\u{323}"), ("\u{AC00}", "\u{1100}\u{1161}"), ("K", "\u{212A}"), (";", "\u{37E}"),
    ])
    func `have no order and no other way of writing that is the same`(first: String, second: String) {
        #expect(first == second && ExactText.kept(first) != ExactText.kept(second))
    }

    @Test(arguments: [
        (#"{"\u00e9": 1, "e\u0301": 2}"#, "a.json"), ("\"\\u00e9\": 1\n\"e\\u0301\": 2\n", "a.yaml"),
        ("e\u{301}: 1\n\u{E9}: 2\n", "b.yaml"),
    ])
    func `are the keys of a mapping, of which none stands twice`(text: String, path: String) throws {
        let (document, diagnostics) = readDocument(path: path, bytes: Array(text.utf8))
        #expect(diagnostics.isEmpty)
        let root = try #require(document).root
        #expect(root.mapping?.count == 2)
        let names = Set((root.mapping?.keys ?? []).map { Array(ExactText.written($0).utf8) })
        #expect(names == [Array("\u{E9}".utf8), Array("e\u{301}".utf8)])
        // What is written for others is as it was.
        #expect(String(decoding: root.json(), as: UTF8.self).unicodeScalars.contains("\u{301}"))
    }
}
