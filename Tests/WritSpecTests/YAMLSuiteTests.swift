// The YAML test suite: which of its cases the reader takes otherwise, and why, is pinned here.

import Foundation
import Testing
import WritSpec

/// One case of a file of the suite.
struct YAMLCase: Sendable {
    /// The file's name, and the number of the case where it holds several.
    let name: String
    let yaml: String
    let isInvalid: Bool
    let json: String?
    let isStream: Bool

    /// The cases of a file; what a case does not say it takes from the one before.
    static func all(path: String) -> [YAMLCase] {
        let file = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? ""
        guard let list = loadDocument(path: path).0?.root.sequence else { return [] }
        var yaml = ""
        return list.enumerated().map { index, node in
            yaml = node["yaml"]?.string.map(plain) ?? yaml
            let documents = node["tree"]?.string?.components(separatedBy: "+DOC").count ?? 2
            return YAMLCase(
                name: list.count == 1 ? file : "\(file)/\(index)", yaml: yaml, isInvalid: node["fail"]?.boolean == true,
                json: node["json"]?.string, isStream: documents > 2)
        }
    }

    /// The text that the suite's notation stands for.
    private static func plain(_ text: String) -> String {
        var text = text.replacing(/—*»/, with: "\t")
        for (mark, meaning) in [("␣", " "), ("⇔", "\u{FEFF}"), ("↵", ""), ("∎\n", ""), ("∎", ""), ("←", "\r")] {
            text = text.replacingOccurrences(of: mark, with: meaning)
        }
        return text
    }
}

@Suite(.enabled(if: hasCorpus, "needs the corpus (WRIT_CORPUS)"))
struct YAMLSuiteTests {
    private static let cases = hasCorpus ? corpusFiles("yaml", suffixes: [".yaml"]).flatMap(YAMLCase.all) : []

    @Test func `no case crashes and each ends in a document or an error`() {
        #expect(Self.cases.count > 400)
        for test in Self.cases {
            let (document, diagnostics) = read(test.yaml)
            #expect(document != nil || diagnostics.hasErrors, "\(test.name)")
        }
    }

    /// Invalid texts that libyaml reads, known of libyaml.
    private static let wronglyRead: Set<String> = [
        "9C9N", "9JBA", "CVW2", "DK95/1", "G5U8", "MUS6/0", "QB6E", "S98Z", "SU5Z", "X4QW", "Y79Y/3", "YJV2",
    ]

    @Test func `invalid cases are refused, but for those that libyaml takes`() {
        let read = Self.cases.filter { $0.isInvalid && !WritSpecTests.read($0.yaml).1.hasErrors }.map(\.name)
        #expect(Set(read) == Self.wronglyRead, "\(read.sorted())")
    }

    /// Valid texts that are refused: by libyaml, or because API documents have no use for them.
    private static let wronglyRefused: [String: Set<String>] = [
        // On purpose: a key that is a collection, a tag beyond the core schema, no document at all.
        "complex-key": [
            "4FJ6", "6BFJ", "6PBE", "9MMW", "KK5P", "LX3P", "M2N8/1", "M5DY", "Q9WF", "RZP5", "SBG9", "V9D5", "X38W",
            "XW4D",
        ],
        "unknown-tag": [
            "2XXW", "565N", "6CK3", "7FWL", "C4HZ", "CC74", "CUP7", "J7PZ", "M5C3", "P76L", "UGM3", "Z67P", "Z9M4",
        ],
        "empty-document": ["8G76", "98YD", "AVM7"],
        // Known of libyaml: a tab as separation, a flow key over several lines, an empty key or flow value, a colon in an
        // anchor's name, an unknown directive, a bracket right after a flow colon.
        "bad-indentation": ["2JQS", "6M2F", "DK3J", "FP8R", "NHX8", "S3PD", "SM9W/1"],
        "missing-value": ["58MP", "5T43", "CFD4", "DBG4", "HM87/0", "HWV9", "QT73"],
        "nested-colon": ["2SXE"],
        "reserved-character": [
            "2LFX", "6BCT", "6LVF", "8XYN", "A2M4", "MUS6/5", "MUS6/6", "W5VH", "Y79Y/10", "ZYU8/0", "ZYU8/1",
        ],
        "tab-indentation": ["96NN/0", "96NN/1", "DK95/0", "R4YG", "Y79Y/1"],
        "unclosed-bracket": ["4MUZ/1", "4MUZ/2", "5MUD", "9SA2", "K3WX", "NJ66", "VJP3/1"],
        "yaml-syntax": ["4ABK", "BEC7", "FRK4", "M2N8/0", "UKK6/0", "ZYU8/2", "ZYU8/3"],
    ]

    @Test func `valid cases are read, but for those that libyaml or API documents refuse`() {
        var refused: [String: Set<String>] = [:]
        for test in Self.cases where !test.isInvalid && !test.isStream {
            for diagnostic in read(test.yaml).1 { refused[diagnostic.code, default: []].insert(test.name) }
        }
        #expect(
            refused == Self.wronglyRefused,
            "\(refused.map { "\"\($0)\": \($1.sorted())," }.sorted().joined(separator: "\n"))")
    }

    /// Values that differ from the suite's, known of libyaml: `?` at the start of a flow key, a colon in an anchor's name,
    /// a block text that ends in spaces without a line break.
    private static let otherValues: Set<String> = ["652Z", "HM87/1", "L24T/1", "Y2GN"]

    @Test func `values are those of the suite`() {
        var others: [String] = []
        for test in Self.cases where !test.isInvalid && !test.isStream {
            guard let text = test.json, let expected = read(text, path: "t.json").0 else { continue }
            let (document, diagnostics) = read(test.yaml)
            guard let document, !diagnostics.hasErrors else { continue }
            if !isEqual(document.root, expected.root) {
                others.append(test.name)
                if !Self.otherValues.contains(test.name) {
                    Issue.record("\(test.name): \(String(decoding: document.root.json(), as: UTF8.self)) for \(text)")
                }
            }
        }
        #expect(Set(others) == Self.otherValues, "\(others.sorted())")
    }
}
