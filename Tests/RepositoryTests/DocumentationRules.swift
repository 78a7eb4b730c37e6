// Swift in the documentation is what is compiled: in pages, and in the comments of what applications see.

import Foundation
import Testing

@Suite("Documentation")
struct DocumentationRules {
    /// A block of code, and where it says that it is from.
    struct Block: Sendable, CustomTestStringConvertible {
        let place: String
        /// Lines without their indentation, and without empty ones.
        let lines: [String]
        /// What stands in the comment in front of it: a path, or what the walkthrough does with it.
        let source: String?

        var testDescription: String { "\(place): \(lines.first ?? "")" }
    }

    static let pages = Repository.textFiles.filter { file in
        file.path.hasSuffix(".md") && (!file.path.contains("/") || file.isUnder("Docs") || file.path.contains(".docc/"))
    }

    static let blocks: [Block] = pages.flatMap(blocks(of:)) + commented.flatMap(comments(of:))

    /// Files that have documentation of what applications see.
    static let commented = Repository.swiftFiles.filter { file in
        DocumentationCommentRules.files.contains { $0.path == file.path } && !DocumentationCommentRules.surface(of: file).isEmpty
    }

    /// The lines of what is compiled: examples, code that is there for the documentation, and what the walkthrough writes.
    static let compiled: [String: [String]] = {
        var lines: [String: [String]] = [:]
        for file in Repository.swiftFiles where file.isUnder("Examples", "Tests/DocumentationCode") {
            lines[file.path] = Self.lines(of: file.text)
        }
        for block in pages.flatMap(blocks(of:)) {
            if let source = block.source, source.hasPrefix("walk: write") { lines[source] = block.lines }
        }
        return lines
    }()

    /// A block of Swift behind a fence, with the comment in front of it, such as `<!-- Examples/showcase/EchoMedia.swift -->`.
    static func blocks(of page: SourceText) -> [Block] {
        var (found, code, isSwift, source): ([Block], [String]?, Bool, String?) = ([], nil, false, nil)
        for line in page.lines {
            if line.hasPrefix("```") {
                if let lines = code {
                    if isSwift { found.append(Block(place: page.path, lines: lines, source: source)) }
                    (code, source) = (nil, nil)
                } else {
                    (code, isSwift) = ([], line == "```swift")
                }
            } else if code != nil {
                code? += lines(of: String(line))
            } else if line.hasPrefix("<!-- "), line.hasSuffix(" -->") {
                source = String(line.dropFirst(5).dropLast(4))
            } else if !line.isEmpty {
                source = nil
            }
        }
        return found
    }

    /// Code in documentation comments: indented, behind an empty line.
    static func comments(of file: SourceText) -> [Block] {
        var (found, code, isBehindEmptyLine): ([Block], [String], Bool) = ([], [], false)
        for (index, line) in file.lines.enumerated() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("///     "), isBehindEmptyLine || !code.isEmpty {
                code += lines(of: String(text.dropFirst(3)))
            } else if text != "///", !code.isEmpty {
                found.append(Block(place: "\(file.path):\(index)", lines: code, source: nil))
                code = []
            }
            isBehindEmptyLine = text == "///"
        }
        return found
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// Whether all lines are found among the others, in their order; each may be a part of one.
    private static func isExcerpt(_ lines: [String], of others: [String]) -> Bool {
        var rest = others[...]
        for line in lines {
            guard let place = rest.firstIndex(where: { $0.contains(line) }) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    @Test(arguments: blocks.filter { $0.source?.hasPrefix("walk:") != true })
    func `code in the documentation is lines of what is compiled, in their order`(block: Block) throws {
        if let path = block.source {
            let lines = try #require(Self.compiled[path], "nothing that is compiled is called \(path)")
            #expect(Self.isExcerpt(block.lines, of: lines), "\(block.place): not an excerpt of \(path)")
        } else {
            let isFound = Self.compiled.values.contains { Self.isExcerpt(block.lines, of: $0) }
            #expect(isFound, "\(block.place): no file of Examples or Tests/DocumentationCode has these lines")
        }
    }

    @Test func `pages and comments have code`() {
        #expect(Self.blocks.filter { $0.place == "README.md" }.count >= 10)
        #expect(Self.blocks.filter { $0.place.contains(".docc/") }.count >= 15)
        #expect(Self.blocks.filter { $0.place.contains(".swift:") }.count >= 10)
    }

    @Test func `code that nothing compiles is found out`() {
        let page = SourceText(
            path: "page.md",
            text: "<!-- a.swift -->\n```swift\nlet a = 1\n\n  let b = 2\n```\n```sh\nls\n```\n```swift\nlet c\n```\n",
            code: "")
        let blocks = Self.blocks(of: page)
        #expect(blocks.map(\.source) == ["a.swift", nil] && blocks.map(\.lines) == [["let a = 1", "let b = 2"], ["let c"]])
        #expect(Self.isExcerpt(["let a = 1", "let b = 2"], of: ["let a = 1", "other", "let b = 2"]))
        #expect(!Self.isExcerpt(["let b = 2", "let a = 1"], of: ["let a = 1", "let b = 2"]))
    }
}
