// A short text that has been checked before, to be known again.

/// A copy of up to 64 bytes.
struct KnownText {
    private var bytes = InlineArray<64, UInt8>(repeating: 0)
    private var count = 0

    /// Whether the text is this one; never for an empty one.
    func holds(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.count == count, count > 0 else { return false }
        // Both sides hold `count` bytes, which is at most 64.
        return unsafe withUnsafeBytes(of: bytes) { unsafe UnsafeRawBufferPointer(rebasing: $0[..<count]).equals(text) }
    }

    /// Remembers a text, unless it is too long.
    mutating func replace(with text: UnsafeRawBufferPointer) {
        guard text.count <= 64 else { return }
        count = text.count
        for index in 0..<count {
            // `index` is below the text's count, which is at most 64.
            unsafe bytes[index] = text[index]
        }
    }
}
