// Texts to be read, in memory that ends where they end, and what came of it.

import WritInputs

@testable import WritWire

/// Reads `bytes`, placed so that a read beyond them is a crash and no guess, through `body`.
func withGuardedBytes<Result>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let guarded = GuardedBytes(bytes)
    // The bytes are there as long as the object.
    return try withExtendedLifetime(guarded) { try unsafe body(guarded.bytes) }
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
