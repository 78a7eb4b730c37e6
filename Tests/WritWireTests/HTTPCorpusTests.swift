// Published parser tests: no input may be read differently in pieces, none may read too far.

import Foundation
import Testing
import WritWire

@Suite(.enabled(if: HTTPCorpus.isPresent, "the corpus folder is not beside the repository; set WRIT_CORPUS to it"))
struct `Published requests` {
    @Test(arguments: HTTPCorpus.files)
    func `are read the same way whole, cut and byte by byte`(file: URL) throws {
        for input in try HTTPCorpus.inputs(in: file) where input.count <= 4096 {
            let whole = parseWhole(input)
            #expect(status(parseByteByByte(input).result) == status(whole.result))
            for cut in 0..<input.count { #expect(status(parseCut(input, at: cut).result) == status(whole.result)) }
        }
    }
}

/// The folder of published tests, and the requests in its files.
enum HTTPCorpus {
    static let root =
        ProcessInfo.processInfo.environment["WRIT_CORPUS"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared/corpus")
    static var folders: [URL] {
        ["http/gunicorn/valid", "http/gunicorn/invalid", "http/llhttp/request"].map { root.appendingPathComponent($0) }
    }
    static var isPresent: Bool { FileManager.default.fileExists(atPath: folders[0].path) }
    static var files: [URL] {
        folders.flatMap {
            (try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)) ?? []
        }
        .filter { ["http", "md"].contains($0.pathExtension) }
        .sorted { $0.path < $1.path }
    }

    /// The requests of a file: of `.md`, each `http` block with its line breaks as they are and as CR LF; otherwise one
    /// request whose `\r` and `\n` are spelled out at the ends of its lines.
    static func inputs(in file: URL) throws -> [[UInt8]] {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        guard file.pathExtension == "md" else {
            return [[UInt8](text.replacingOccurrences(of: "\n", with: "").unescaped.utf8)]
        }
        var inputs: [[UInt8]] = []
        for block in text.components(separatedBy: "```http\n").dropFirst() {
            let body = block.components(separatedBy: "\n```")[0].replacingOccurrences(of: "\\\n", with: "")
            inputs.append([UInt8](body.replacingOccurrences(of: "\n", with: "\r\n").unescaped.utf8) + [13, 10])
            inputs.append([UInt8](body.unescaped.utf8))
        }
        return inputs
    }
}

extension String {
    fileprivate var unescaped: String {
        replacingOccurrences(of: "\\r", with: "\r").replacingOccurrences(of: "\\n", with: "\n")
            .replacingOccurrences(of: "\\t", with: "\t").replacingOccurrences(of: "\\f", with: "\u{C}")
            .replacingOccurrences(of: "\\0", with: "\0")
    }
}
