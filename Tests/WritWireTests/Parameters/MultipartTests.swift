// Multipart bodies, whole and cut at every byte; published cases where they are at hand.

import Foundation
import Testing

@testable import WritWire

/// What a body falls into: a part for each, or an error.
private struct Taken: Equatable {
    var parts: [String] = []
    var error: MultipartError?

    init(_ bytes: [UInt8], boundary: String, cutAt cuts: [Int], partsMax: Int = 20) {
        guard var parser = MultipartParser(boundary: Array(boundary.utf8), headBytesMax: 512, partsMax: partsMax) else {
            error = .malformedBoundary
            return
        }
        var start = 0
        var data: [UInt8] = []
        var name = ""
        for end in cuts + [bytes.count] {
            let piece = Array(bytes[start..<end])
            start = end
            var position = 0
            var isDone = false
            while !isDone {
                // The array lends its bytes for the closure.
                switch unsafe piece.withUnsafeBytes({ unsafe parser.next($0, from: &position) }) {
                case .incomplete: isDone = true
                case .head:
                    guard let head = PartHead(lines: parser.head, isForm: true) else {
                        error = .malformedHead
                        return
                    }
                    name = "\(head.name) \(head.filename ?? "-") \(head.contentType ?? "-")"
                case .data(let range): data += piece[range]
                case .held(let range): data += parser.heldBytes[range]
                case .endOfPart:
                    parts.append("\(name) \(Data(data).base64EncodedString())")
                    data = []
                case .end: return
                case .refused(let refusal):
                    error = refusal
                    return
                }
            }
        }
        error = .missingEnd
    }
}

@Suite struct `A multipart body` {
    private let head = "Content-Disposition: form-data; name=\"a\""

    @Test(arguments: [
        ("--b\r\nH\r\n\r\nxyz\r\n--b--", ["xyz"]), ("\r\n--b\r\nH\r\n\r\n\r\n--b-- \r\nepilogue", [""]),
        ("--b\r\nH\r\n\r\n--b--", [""]), ("--b \t\r\nH\r\n\r\n\r\n\r\n\r\n--b--", ["\r\n\r\n"]),
        ("--b\r\nH\r\n\r\n1\r\n--b\r\nH\r\n\r\n2\r\n--b--\r\n", ["1", "2"]),
        ("--b\r\nH\r\n\r\n--\r\n-\r\r\n--\r\n--bb\r\n--b-\r\n--b\rx\r\n--b--", ["--\r\n-\r\r\n--\r\n--bb\r\n--b-\r\n--b\rx"]),
        ("--b--", []), ("\r\n\r\n--b--", []),
        ("This is the preamble.\r\nIt has lines\nand --b in one.\r\n--b\r\nH\r\n\r\nx\r\n--b--", ["x"]),
        ("--bx\r\n--b- \r\n--b\rx\r\n--b \tx\r\n\r\r\n--b\r\nH\r\n\r\nx\r\n--b--", ["x"]),
        ("x--b\r\n-\r\n--\r\n\r\n--b\r\nH\r\n\r\nx\r\n--b--", ["x"]), ("--b\n--b\r\nH\r\n\r\nx\r\n--b--", ["x"]),
    ]) func `falls into its parts, wherever it is cut`(text: String, parts: [String]) {
        let bytes = Array(text.replacing("H\r\n", with: head + "\r\n").utf8)
        let wanted = parts.map { "a - - \(Data($0.utf8).base64EncodedString())" }
        for cut in 0...bytes.count {
            let taken = Taken(bytes, boundary: "b", cutAt: [cut])
            #expect(taken.parts == wanted && taken.error == nil, "cut at \(cut): \(taken)")
        }
        #expect(Taken(bytes, boundary: "b", cutAt: Array(0..<bytes.count)).parts == wanted)
    }

    private static let malformed: [(text: String, error: MultipartError)] = [
        ("", .missingEnd), ("preamble\r\n--c--", .missingEnd), ("preamble\r\n--b--", .malformedDelimiter),
        ("--c\r\nH\r\n\r\nx\r\n--b--", .malformedDelimiter), ("--bx\r\n", .missingEnd),
        ("--b\r\nH\r\n\r\nx", .missingEnd), ("--b\r\nH\r\n\r\nx\r\n--b-", .missingEnd), ("--b\n", .missingEnd),
        ("H", .missingEnd), ("x--b--", .missingEnd),
        ("--b\r\nH\n\r\n", .malformedHead), ("--b\r\nH\r\n folded\r\n\r\n", .malformedHead),
        ("--b\r\nH\rx\r\n\r\n", .malformedHead),
        ("--b\r\n\r\nx\r\n--b--", .malformedHead), ("--b\r\nH\r\nH\r\n\r\nx\r\n--b--", .malformedHead),
        ("--b\r\nno colon\r\n\r\n", .malformedHead), ("--b\r\n: x\r\n\r\n", .malformedHead),
        ("--b\r\nA\0: x\r\n\r\n", .malformedHead), ("--b\r\nA: x\u{1}\r\n\r\n", .malformedHead),
        ("--b\r\n" + String(repeating: "A: bcdefgh\r\n", count: 60), .headTooLarge),
        ("--b" + String(repeating: " ", count: 80) + "\r\n", .missingEnd),
        ("--b\r\nH\r\n\r\n\r\n--b" + String(repeating: " ", count: 80) + "\r\n", .malformedDelimiter),
        (String(repeating: "--b\r\nH\r\n\r\n\r\n", count: 21), .tooManyParts),
    ]

    @Test(arguments: malformed.indices)
    func `that is malformed is refused, wherever it is cut`(index: Int) {
        let (text, error) = Self.malformed[index]
        let bytes = Array(text.replacing("H\r\n", with: head + "\r\n").replacing("H\n", with: head + "\n").utf8)
        for cut in [0, bytes.count / 2, bytes.count] {
            #expect(Taken(bytes, boundary: "b", cutAt: [cut]).error == error)
        }
        #expect(Taken(bytes, boundary: "b", cutAt: Array(0..<bytes.count)).error == error)
    }

    @Test(arguments: [(19, nil), (20, nil), (21, MultipartError.malformedDelimiter)])
    func `has a preamble of so many bytes at most`(count: Int, error: MultipartError?) {
        for filler in ["x", "\r", "-"] {
            let text = String(repeating: filler, count: count) + "\r\n--b\r\n"
            let parser = MultipartParser(boundary: Array("b".utf8), headBytesMax: 9, partsMax: 1, preambleBytesMax: 20)
            for pieces in [[Array(text.utf8)], text.utf8.map { [$0] }] {
                guard var parser else { return }
                var last = MultipartParser.Step.incomplete
                for piece in pieces where last == .incomplete {
                    var position = 0
                    // The array lends its bytes for the closure.
                    last = unsafe piece.withUnsafeBytes { unsafe parser.next($0, from: &position) }
                }
                #expect(last == error.map { .refused($0) } ?? .incomplete, "\(filler)")
            }
        }
    }

    @Test(arguments: ["", " ", "a ", "a\"b", "a\r", "ä", String(repeating: "b", count: 71)])
    func `has no such boundary`(boundary: String) {
        #expect(MultipartParser(boundary: Array(boundary.utf8), headBytesMax: 1, partsMax: 1) == nil)
    }

    @Test(arguments: [
        ("form-data; name=\"a\"", "a", nil), ("FORM-DATA;name=a;filename=\"x.png\"", "a", "x.png"),
        ("form-data; name=\"a\\\"b\\\\\"; filename=\"C:\\dir\\f\"", "a\"b\\", "C:\\dir\\f"),
        ("form-data; name=\"a;b\"; filename=\"; name=\\\"c\\\"\"", "a;b", "; name=\"c\""),
        ("form-data; name=a; filename=\"e\"; filename*=utf-8''%E2%82%ac", "a", "€"),
        ("form-data; name=a; filename*=ISO-8859-1'en'%a3", "a", "£"), ("form-data; name=\"\";", "", nil),
        ("form-data; name=a; filename=\"\"", "a", ""),
    ]) func `has parts whose names are taken apart`(value: String, name: String, filename: String?) {
        let head = PartHead(lines: Array("content-disposition: \(value)\r\n".utf8), isForm: true)
        #expect(head?.name == name)
        #expect(head?.filename == filename)
    }

    @Test(arguments: [
        "form-data", "form-data; name", "form-data; name=", "form-data; name=\"a", "form-data; name=a; name=b",
        "attachment; name=a", "form-data name=a", "form-data; name=\"a\" x", "form-data; name=\"a\\",
        "form-data; name=a" + (0..<20).map { "; p\($0)=1" }.joined(),
    ]) func `has no such head of a part`(value: String) {
        let head = PartHead(lines: Array("Content-Disposition: \(value)\r\n".utf8), isForm: true)
        #expect(head == nil || value == "form-data; name=" && head?.name == "")
    }

    @Test func `of the published cases is read as they say`() throws {
        let root = ProcessInfo.processInfo.environment["WRIT_CORPUS"] ?? "../shared/corpus"
        let folder = URL(fileURLWithPath: root).appending(path: "http/multipart")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files where file.pathExtension == "yaml" {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let bytes = [UInt8](try Data(contentsOf: file.deletingPathExtension().appendingPathExtension("http")))
            // Transfer codings of parts are deprecated (RFC 7578 section 4.7), and not undone.
            if String(decoding: bytes, as: UTF8.self).lowercased().contains("content-transfer-encoding: ") { continue }
            // Its body has another boundary than it names.
            if file.lastPathComponent == "single_field_blocks.yaml" { continue }
            let boundary = lines.first { $0.hasPrefix("boundary: ") }?.dropFirst(10) ?? ""
            let isError = lines.contains { $0.contains("error:") }
            let wanted = lines.indices.filter { lines[$0].contains("data: !!binary") }.map { index in
                lines[(index + 1)...].prefix { $0.hasPrefix("      ") }.joined().filter { $0 != " " }
            }
            for cut in 0...bytes.count {
                let taken = Taken(bytes, boundary: String(boundary), cutAt: [cut])
                #expect((taken.error != nil) == isError, "\(file.lastPathComponent) cut at \(cut): \(taken)")
                if isError { continue }
                let data = taken.parts.map { $0.split(separator: " ", omittingEmptySubsequences: false).last ?? "" }
                #expect(data.map(String.init) == wanted, "\(file.lastPathComponent) cut at \(cut)")
            }
        }
    }
}
