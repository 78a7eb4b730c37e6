// Names that are made of what they stand for, so that nothing else in a document changes them.

/// Hands out names with a digest behind a word: `size_5e0b3c21`. Which other names there are counts only where two digests are
/// the same.
struct DigestNames {
    private var taken: Set<String> = []

    private static let wordBytesMax = 40

    /// - Parameter content: what tells it from all others of its kind.
    mutating func claim(_ word: String, for content: String) -> String {
        var word = word
        while word.utf8.count > Self.wordBytesMax { word.removeLast() }
        var digest = Self.digest(content)
        while true {
            let digits = String(digest, radix: 16)
            let name = word + "_" + String(repeating: "0", count: 8 - digits.count) + digits
            if taken.insert(name).inserted { return name }
            digest &+= 1
        }
    }

    /// FNV-1a of 64 bits, folded to 32.
    private static func digest(_ text: String) -> UInt32 {
        let hash: UInt64 = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
