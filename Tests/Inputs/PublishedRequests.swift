// The requests that other servers publish as their tests, with what those say about them.

import Foundation

/// A published input and what its source expects.
package struct PublishedRequests: Sendable, CustomStringConvertible {
    package enum Expectation: Equatable, Sendable {
        /// These are read, and nothing is refused; if the input is not whole, one more begins and does not end.
        case requests([Request], isWhole: Bool)
        /// Refused, after so many requests that are whole.
        case refused(after: Int)
    }

    package struct Request: Equatable, Sendable {
        package var method: String
        package var target: String
        package var body: [UInt8] = []

        package init(method: String, target: String, body: [UInt8] = []) {
            (self.method, self.target, self.body) = (method, target, body)
        }
    }

    /// `folder/file: title`.
    package let name: String
    /// The bytes as published.
    package let bytes: [UInt8]
    package let expectation: Expectation

    package var description: String { name }

    /// The bytes with a Host field in each request of HTTP/1.1, where there is none at all: most of the sources don't ask
    /// for one, and would be refused for that alone.
    package var bytesWithHost: [UInt8] {
        let text = bytes.latin1
        if text.range(of: "(^|\n)host[ \t]*:", options: [.regularExpression, .caseInsensitive]) != nil { return bytes }
        // What looks like a request and stands behind a body's length is that body.
        let hasBody = text.range(of: " HTTP/1\\.0\r\nContent-Length:", options: .regularExpression) != nil
        if hasBody { return bytes }
        let authority = text.firstMatch(of: /^\S+ https?:\/\/([^\/? ]+)/).map { String($0.1) } ?? "localhost"
        return [UInt8](latin1: text.replacingOccurrences(of: " HTTP/1.1\r\n", with: " HTTP/1.1\r\nHost: \(authority)\r\n"))
    }

    private static let root = PublishedCorpus.folder.appendingPathComponent("http")

    package static var arePresent: Bool { FileManager.default.fileExists(atPath: root.appendingPathComponent("llhttp").path) }

    /// All of them, in a stable order.
    package static let all: [PublishedRequests] = llhttp() + gunicorn("valid") + gunicorn("invalid")

    /// An absolute target as the server sees it: its authority is Host's business.
    private static func originForm(_ target: String) -> String {
        guard let match = target.firstMatch(of: /^https?:\/\/[^\/?]+/) else { return target }
        let rest = target[match.range.upperBound...]
        return rest.hasPrefix("/") ? String(rest) : "/" + rest
    }

    private static func files(in folder: String, ending: String) -> [URL] {
        let folder = root.appendingPathComponent(folder)
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    private static func text(of file: URL) -> String { Array((try? Data(contentsOf: file)) ?? Data()).latin1 }
}

// MARK: gunicorn: a file of bytes for each case, and one file of expectations.

extension PublishedRequests {
    private static func gunicorn(_ folder: String) -> [PublishedRequests] {
        let expectations = root.appendingPathComponent("gunicorn/\(folder)/expected.json")
        let json = (try? Data(contentsOf: expectations)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
        let entries = json as? [String: [String: Any]] ?? [:]
        return files(in: "gunicorn/\(folder)", ending: "http").compactMap { file in
            guard let expected = entries[file.lastPathComponent]?["expect"] else { return nil }
            let bytes = [UInt8](latin1: text(of: file).replacingOccurrences(of: "\n", with: "").unescaped)
            return PublishedRequests(
                name: "gunicorn/\(folder)/\(file.lastPathComponent)", bytes: bytes, expectation: expectation(expected))
        }
    }

    private static func expectation(_ expected: Any) -> Expectation {
        let list = expected as? [[String: Any]] ?? (expected as? [String: Any]).map { [$0] }
        guard let list else { return .refused(after: 0) }
        let requests = list.map { request in
            Request(
                method: request["method"] as? String ?? "", target: originForm(request["uri"] as? String ?? ""),
                body: [UInt8](latin1: request["body"] as? String ?? ""))
        }
        return .requests(requests, isWhole: true)
    }
}

// MARK: llhttp: Markdown with a block of bytes and a block of events for each case.

extension PublishedRequests {
    private static func llhttp() -> [PublishedRequests] {
        files(in: "llhttp/request", ending: "md").flatMap { file -> [PublishedRequests] in
            var title = ""
            var names: [String: Int] = [:]
            let parts = text(of: file).components(separatedBy: "```")
            // Text and blocks take turns; the block of bytes is followed by the block of events.
            return stride(from: 0, to: parts.count - 3, by: 2).compactMap { index -> PublishedRequests? in
                let headings = parts[index].components(separatedBy: "\n").filter { $0.hasPrefix("#") }
                title = headings.last.map { String($0.drop { $0 == "#" || $0 == " " }) } ?? title
                guard parts[index + 1].hasPrefix("http\n"), parts[index + 3].hasPrefix("log\n") else { return nil }
                names[title, default: 0] += 1
                let number = names[title, default: 1] > 1 ? " (\(names[title, default: 1]))" : ""
                return PublishedRequests(
                    name: "llhttp/\(file.lastPathComponent): \(title)\(number)", bytes: bytes(ofBlock: parts[index + 1]),
                    expectation: expectation(ofLog: parts[index + 3]))
            }
        }
    }

    /// A backslash joins lines, a line's end is CR LF, escapes stand for bytes; the last line's end is the block's own.
    private static func bytes(ofBlock block: String) -> [UInt8] {
        let lines = String(block.dropFirst("http\n".count).dropLast())
        return [UInt8](
            latin1: lines.replacingOccurrences(of: "\\\n", with: "").replacingOccurrences(of: "\n", with: "\r\n").unescaped)
    }

    private static func expectation(ofLog log: String) -> Expectation {
        var requests: [Request] = []
        var completeCount = 0
        for line in log.components(separatedBy: "\n") {
            if line.hasSuffix("message begin") { requests.append(Request(method: "", target: "")) }
            if line.hasSuffix("message complete") { completeCount += 1 }
            if let value = span("method", line) { requests[requests.count - 1].method += value }
            if let value = span("url", line) { requests[requests.count - 1].target += value }
            if let value = span("body", line) { requests[requests.count - 1].body += [UInt8](latin1: value) }
            // 21 to 24 are pauses, which the caller of that parser asked for or ends.
            if let code = line.firstMatch(of: /error code=(\d+)/).flatMap({ Int($0.1) }), !(21...24).contains(code) {
                return .refused(after: completeCount)
            }
            if line.hasSuffix("finish=2") { return .refused(after: completeCount) }
        }
        let isWhole = completeCount == requests.count
        let complete = requests.prefix(completeCount).map { request in
            Request(method: request.method, target: originForm(request.target), body: request.body)
        }
        return .requests(complete, isWhole: isWhole)
    }

    /// The text of an event such as `off=4 len=4 span[url]="/url"`.
    private static func span(_ name: String, _ line: String) -> String? {
        guard let range = line.range(of: "span[\(name)]=") else { return nil }
        switch String(line[range.upperBound...]) {
        case "cr": return "\r"
        case "lf": return "\n"
        case let quoted: return String(quoted.dropFirst().dropLast())
        }
    }
}

extension String {
    fileprivate var unescaped: String {
        var text = self
        for (escape, byte) in [("\\r", "\r"), ("\\n", "\n"), ("\\t", "\t"), ("\\f", "\u{C}"), ("\\0", "\0")] {
            text = text.replacingOccurrences(of: escape, with: byte)
        }
        return text.replacing(/\\x([0-9a-fA-F]{2})/) { match in
            UInt8(match.1, radix: 16).map { String(Unicode.Scalar($0)) } ?? ""
        }
    }
}
