// Names that are made of what they stand for, so that nothing else in a document changes them.

/// Hands out names with a digest behind a word: `size_5e0b3c21`. Which other names there are counts only where two digests are
/// the same.
struct DigestNames {
    /// How many have asked for a name.
    private var counts: [String: Int] = [:]

    private static let wordBytesMax = 40

    /// - Parameters:
    ///   - word: letters and digits.
    ///   - content: what tells it from all others of its kind.
    mutating func claim(_ word: String, for content: String) -> String {
        var word = word
        while word.utf8.count > Self.wordBytesMax { word.removeLast() }
        let digits = String(Self.digest(content), radix: 16)
        let name = word + "_" + String(repeating: "0", count: 8 - digits.count) + digits
        let count = (counts[name] ?? 0) + 1
        counts[name] = count
        // Digests are the same by chance of one in billions, or because the author wants it: then by the document's order.
        return count == 1 ? name : "\(name)_\(count)"
    }

    /// FNV-1a of 64 bits, folded to 32.
    private static func digest(_ text: String) -> UInt32 {
        let hash: UInt64 = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
