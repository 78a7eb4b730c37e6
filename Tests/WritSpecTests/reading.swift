// What the tests of this module share: reading short texts, and comparing values.

import Foundation
import WritSpec

/// Reads a text as `t.yaml`, or under the given name.
func read(_ text: String, path: String = "t.yaml", options: ReadingOptions = ReadingOptions()) -> (
    Document?, [Diagnostic]
) {
    readDocument(path: path, bytes: Array(text.utf8), options: options)
}

/// The value of a text as compact JSON, or the codes of its errors.
func json(_ text: String, path: String = "t.yaml", options: ReadingOptions = ReadingOptions()) -> String {
    let (document, diagnostics) = read(text, path: path, options: options)
    if diagnostics.hasErrors { return codes(diagnostics).joined(separator: " ") }
    return document.map { String(decoding: $0.root.json(), as: UTF8.self) } ?? "nothing"
}

func codes(_ diagnostics: [Diagnostic]) -> [String] { diagnostics.map(\.code) }

func limits(_ change: (inout ReadingLimits) -> Void) -> ReadingOptions {
    var limits = ReadingLimits()
    change(&limits)
    return ReadingOptions(limits: limits)
}

/// The folder of third-party documents, which is not part of the repository.
let corpus: URL = {
    if let path = ProcessInfo.processInfo.environment["WRIT_CORPUS"] { return URL(filePath: path) }
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return repository.deletingLastPathComponent().appending(path: "shared/corpus")
}()

let hasCorpus = FileManager.default.fileExists(atPath: corpus.appending(path: "README.md").path)

/// The files below a folder of the corpus that end in one of the suffixes, in a fixed order.
func corpusFiles(_ folder: String, suffixes: [String]) -> [String] {
    let root = corpus.appending(path: folder).path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { name in suffixes.contains { name.hasSuffix($0) } }.sorted().map { "\(root)/\($0)" }
}

/// True for equal values as JSON sees them: numbers by value, mappings without order.
func isEqual(_ left: Node, _ right: Node) -> Bool {
    switch (left.value, right.value) {
    case (.sequence(let left), .sequence(let right)):
        return left.count == right.count && zip(left, right).allSatisfy(isEqual)
    case (.mapping(let left), .mapping(let right)):
        return left.count == right.count
            && left.entries.allSatisfy { entry in right[entry.key].map { isEqual(entry.value, $0) } ?? false }
    case (.integer(let left), .integer(let right)): return left == right
    case (.integer, .number), (.number, .integer), (.number, .number): return left.double == right.double
    default: return left.json() == right.json()
    }
}
