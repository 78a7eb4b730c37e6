// A page of requests and what a server says to each: read by people, compared by tests.

public import Foundation

/// A Markdown file with a heading for each entry, and below it two blocks: the request, and the answer.
public struct GoldenPage: Sendable {
    public struct Entry: Sendable {
        public let title: String
        public let request: String
        public let answer: String
    }

    /// Whether `GOLDEN=update` asks to write pages anew.
    public static let isUpdating = ProcessInfo.processInfo.environment["GOLDEN"] == "update"

    public let entries: [Entry]
    private let file: URL
    private let introduction: String

    public init(_ file: URL) throws {
        self.file = file
        let text = try String(contentsOf: file, encoding: .utf8)
        introduction = String(text.prefix(upTo: text.range(of: "\n## ")?.lowerBound ?? text.endIndex))
        entries = text.components(separatedBy: "\n## ").dropFirst().map { page in
            let blocks = page.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map { block in
                block.element.replacing(/^http\n/, with: "").trimmingCharacters(in: .newlines)
            }
            let title = page.prefix { $0 != "\n" }
            return Entry(title: String(title), request: blocks.first ?? "", answer: blocks.count > 1 ? blocks[1] : "")
        }
    }

    /// Writes the page with these answers, one for each entry.
    public func write(_ answers: [String]) throws {
        var text = introduction
        for (entry, answer) in zip(entries, answers) {
            text += "\n## \(entry.title)\n\n```http\n\(entry.request)\n```\n\n```http\n\(answer)\n```\n"
        }
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}

extension GoldenPage.Entry {
    /// The request as it is sent: `Host` and `Content-Length` are added where the page doesn't name them.
    public var bytes: String {
        let parts = request.components(separatedBy: "\n\n")
        let lines = parts[0].components(separatedBy: "\n")
        let body = parts.count > 1 ? parts[1] : nil
        let words = lines[0].split(separator: " ", maxSplits: 1).map(String.init)
        let hasLength = lines.contains { $0.hasPrefix("Content-Length:") }
        return LoopbackClient.request(words[0], words[1], Array(lines.dropFirst()), body: hasLength ? nil : body)
    }
}
