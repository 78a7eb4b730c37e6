// Runs the public JSON parsing test suite: all `y_` texts are read, all `n_` texts are refused.

import Foundation
import Testing

@testable import WritWire

let corpus = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["WRIT_CORPUS"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/corpus")
        .standardizedFileURL.path)

let suite = corpus.appending(path: "json/JSONTestSuite/test_parsing")
let hasSuite = FileManager.default.fileExists(atPath: suite.path)

/// Reads `bytes`, placed so that they end where memory ends, through `body`.
func withGuardedBytes<Result>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let page = Int(getpagesize())
    let size = (bytes.count + page - 1) / page * page
    // Two runs of pages: the first readable, with the bytes at its end, the second not.
    guard let map = unsafe mmap(nil, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        unsafe map != MAP_FAILED
    else { return try unsafe bytes.withUnsafeBytes(body) }
    defer { unsafe munmap(map, size + page) }
    unsafe mprotect(map + size, page, PROT_NONE)
    let start = unsafe map + size - bytes.count
    unsafe bytes.withUnsafeBytes {
        if let source = $0.baseAddress { unsafe start.copyMemory(from: source, byteCount: bytes.count) }
    }
    return try unsafe body(UnsafeRawBufferPointer(start: start, count: bytes.count))
}

/// What was written so far, as text.
func written(_ output: borrowing OutputBuffer) -> String {
    unsafe String(decoding: output.bytes, as: UTF8.self)
}

/// The outcome of reading one text with `read`.
func outcome<Value>(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits(), _ read: (inout JSONReader) -> Value?
) -> Result<Value, JSONReadError> {
    // The reader lives as long as the buffer.
    unsafe withGuardedBytes(bytes) { buffer in
        var json = unsafe JSONReader(buffer, limits: limits)
        let value = read(&json)
        if let error = json.finish() { return .failure(error) }
        guard let value else { return .failure(.malformed(offset: -1, message: "no value and no error")) }
        return .success(value)
    }
}

func outcome<Value>(_ text: String, _ read: (inout JSONReader) -> Value?) -> Result<Value, JSONReadError> {
    outcome(Array(text.utf8), read)
}

@Suite struct `the JSON parsing suite` {
    @Test(.enabled(if: hasSuite, "the corpus is not here: set WRIT_CORPUS"))
    func `every y text is read, every n text refused, by the dynamic value and by skipping`() throws {
        var seen = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: suite.path).sorted() {
            let bytes = [UInt8](try Data(contentsOf: suite.appending(path: name)))
            let limits = JSONLimits(depthMax: 512)
            let dynamic = (try? outcome(bytes, limits: limits) { JSONValue.read(from: &$0) }.get()) != nil
            let skipped = (try? outcome(bytes, limits: limits) { json -> Bool? in json.skipValue(); return true }.get()) != nil
            #expect(dynamic == skipped, "\(name)")
            if name.hasPrefix("y_") { #expect(dynamic, "\(name)") }
            if name.hasPrefix("n_") { #expect(!dynamic, "\(name)") }
            seen += 1
        }
        #expect(seen > 300)
    }

    @Test(.enabled(if: hasSuite, "the corpus is not here: set WRIT_CORPUS"))
    func `what is read and written again reads as the same value`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: suite.path).sorted() where name.hasPrefix("y_") {
            let bytes = [UInt8](try Data(contentsOf: suite.appending(path: name)))
            let value = try outcome(bytes) { JSONValue.read(from: &$0) }.get()
            var output = OutputBuffer()
            value.write(to: &output)
            let again = try outcome(written(output)) { JSONValue.read(from: &$0) }.get()
            #expect(again == value, "\(name)")
        }
    }

    @Test func `every cut of a text is refused and never read past its end`() throws {
        let text = #"{"a\u00e9":[1,-2.5e+3,true,false,null,"\ud83d\ude00é€𝄞"],"b":{"c":{}},"longer than eight":"0123456789abcdef"}"#
        let bytes = Array(text.utf8)
        #expect(throws: Never.self) { try outcome(bytes) { JSONValue.read(from: &$0) }.get() }
        for end in 0..<bytes.count {
            #expect(throws: JSONReadError.self) { try outcome(Array(bytes[..<end])) { JSONValue.read(from: &$0) }.get() }
        }
    }

    @Test func `the depth limit holds one below, at and one above`() {
        for (depth, isRead) in [(9, true), (10, true), (11, false)] {
            let text = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
            let result = outcome(text, limits: JSONLimits(depthMax: 10)) { JSONValue.read(from: &$0) }
            #expect(((try? result.get()) != nil) == isRead)
        }
        let bomb = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONReadError.self) { try outcome(bomb) { JSONValue.read(from: &$0) }.get() }
    }
}
