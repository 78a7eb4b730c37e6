// Lends bytes that end where memory ends, so that a read beyond them is a crash and no guess.

import Foundation

@testable import WritWire

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
