// A fast 128-bit hash that tells one version of a page from another; it is not meant to keep anybody out.

/// Two lanes of 64 bits over the same words, mixed differently, so that they don't collide together.
package struct ContentHash: Equatable {
    private(set) var first: UInt64 = 0x243F_6A88_85A3_08D3
    private(set) var second: UInt64 = 0x1319_8A2E_0370_7344

    private static let firstFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let secondFactor: UInt64 = 0xD6E8_FEB8_6659_FD93

    package init(_ bytes: UnsafeRawBufferPointer) {
        let wordsEnd = bytes.count & ~7
        var offset = 0
        while offset < wordsEnd {
            // `offset + 8` is at most `wordsEnd`, which is at most the count.
            mix(UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            // `offset` is below the count.
            rest = rest << 8 | UInt64(unsafe bytes[offset])
            offset += 1
        }
        mix(rest)
        mix(UInt64(bytes.count))
        first = Self.finish(first ^ second)
        second = Self.finish(second &+ first)
    }

    /// The hash as a strong entity tag, quotes included (RFC 9110, 8.8.3).
    package var etag: String {
        "\"" + Self.hexadecimal(first) + Self.hexadecimal(second) + "\""
    }

    private mutating func mix(_ word: UInt64) {
        first = (first ^ word) &* Self.firstFactor
        first ^= first >> 29
        second = (second &+ word) &* Self.secondFactor
        second = second << 31 | second >> 33
    }

    private static func finish(_ lane: UInt64) -> UInt64 {
        var lane = lane
        lane = (lane ^ lane >> 32) &* firstFactor
        lane = (lane ^ lane >> 29) &* secondFactor
        return lane ^ lane >> 32
    }

    private static func hexadecimal(_ lane: UInt64) -> String {
        let digits = String(lane, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
