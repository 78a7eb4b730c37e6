// Golden answers to bad requests: BadRequests.md holds the requests and what the petstore says to each.

import Foundation
import WritLoopback
import Testing
import WritServer
import WritWire

@Suite struct `Bad requests` {
    @Test func `are answered as the golden file says; GOLDEN=update writes it anew`() async throws {
        let old = try String(contentsOf: BadRequests.file, encoding: .utf8)
        let pages = BadRequests.pages(of: old)
        #expect(pages.count >= 15)
        var new = BadRequests.introduction(of: old)
        for page in pages {
            // Each request meets a shop as new.
            let answer = try await withPetstore { client throws in
                try client.send(BadRequests.bytes(of: page.request))
                return try client.answer()
            }
            #expect((400..<500).contains(answer.status), "\(page.title)")
            let described = BadRequests.description(of: answer)
            new += "\n## \(page.title)\n\n```http\n\(page.request)\n```\n\n```http\n\(described)\n```\n"
            if !BadRequests.isUpdating { #expect(described == page.answer, "\(page.title)") }
        }
        if BadRequests.isUpdating { try new.write(to: BadRequests.file, atomically: true, encoding: .utf8) }
    }
}

enum BadRequests {
    struct Page {
        let title: String
        let request: String
        let answer: String
    }

    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("BadRequests.md")
    static let isUpdating = ProcessInfo.processInfo.environment["GOLDEN"] == "update"

    static func introduction(of text: String) -> String {
        String(text.prefix(upTo: text.range(of: "\n## ")?.lowerBound ?? text.endIndex))
    }

    static func pages(of text: String) -> [Page] {
        text.components(separatedBy: "\n## ").dropFirst().map { page in
            let blocks = page.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map { block in
                block.element.replacing(/^http\n/, with: "").trimmingCharacters(in: .newlines)
            }
            let title = page.prefix { $0 != "\n" }
            return Page(title: String(title), request: blocks.first ?? "", answer: blocks.count > 1 ? blocks[1] : "")
        }
    }

    /// The request as it is sent: `Host` and `Content-Length` are added where the page doesn't name them.
    static func bytes(of request: String) -> String {
        let parts = request.components(separatedBy: "\n\n")
        let lines = parts[0].components(separatedBy: "\n")
        let body = parts.count > 1 ? parts[1] : nil
        let words = lines[0].split(separator: " ", maxSplits: 1).map(String.init)
        let hasLength = lines.contains { $0.hasPrefix("Content-Length:") }
        return LoopbackClient.request(words[0], words[1], Array(lines.dropFirst()), body: hasLength ? nil : body)
    }

    /// Status, the fields that say something about the error, and the body in readable lines.
    static func description(of answer: LoopbackAnswer) -> String {
        var lines = ["\(answer.status)"]
        for name in ["Content-Type", "Allow", "Accept"] {
            if let value = answer[name] { lines.append("\(name): \(value)") }
        }
        return lines.joined(separator: "\n") + "\n\n" + (answer.json.map { readable($0) } ?? answer.text)
    }

    /// JSON with a line for each member; objects inside lists stay on one.
    private static func readable(_ value: JSONValue, indentation: String = "") -> String {
        guard case .object(let object) = value else { return compact(value) }
        let inner = indentation + "  "
        let members = object.names.map { name -> String in
            let value = object[name] ?? .null
            guard case .array(let items) = value, !items.isEmpty else {
                return "\(inner)\(compact(.string(name))): \(compact(value))"
            }
            let list = items.map { "\(inner)  \(compact($0))" }.joined(separator: ",\n")
            return "\(inner)\(compact(.string(name))): [\n\(list)\n\(inner)]"
        }
        return "{\n" + members.joined(separator: ",\n") + "\n\(indentation)}"
    }

    private static func compact(_ value: JSONValue) -> String {
        var output = OutputBuffer()
        output.write(value)
        // The buffer lives until its bytes are copied.
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }
}
