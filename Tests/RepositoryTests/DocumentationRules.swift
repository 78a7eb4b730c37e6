// Swift in the README that says where it is from is what is compiled there.

import Foundation
import Testing

@Suite struct Documentation {
    /// A block of Swift behind a comment such as `<!-- Examples/showcase/EchoMedia.swift -->`.
    struct Excerpt: Sendable {
        let path: String
        let lines: [String]
    }

    static let excerpts: [Excerpt] = {
        let text = Repository.textFiles.first { $0.path == "README.md" }?.text ?? ""
        return text.components(separatedBy: "<!-- ").dropFirst().compactMap { part in
            let pieces = part.components(separatedBy: " -->\n```swift\n")
            guard pieces.count == 2, !pieces[0].hasPrefix("walk:"), let code = pieces[1].components(separatedBy: "\n```").first
            else { return nil }
            return Excerpt(path: pieces[0], lines: lines(of: code))
        }
    }()

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    @Test(arguments: excerpts.indices)
    func `the README's excerpts are lines of what is compiled, in their order`(index: Int) throws {
        let excerpt = Self.excerpts[index]
        let source = try #require(Repository.swiftFiles.first { $0.path == excerpt.path }, "no file \(excerpt.path)")
        var rest = Self.lines(of: source.text)[...]
        for line in excerpt.lines {
            let place = try #require(rest.firstIndex(of: line), "\(excerpt.path) has no line `\(line)` there")
            rest = rest[(place + 1)...]
        }
    }

    @Test func `the README has excerpts`() { #expect(Self.excerpts.count >= 5) }
}
