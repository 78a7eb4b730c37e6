// Texts with escapes, which are decoded in one way where they are short and in another where they are long.

import Testing

@testable import WritWire

@Suite struct `Texts with escapes` {
    /// What stands in a text, and what it stands for.
    private static let parts: [(raw: String, meant: String)] = [
        ("a", "a"), ("plain text of more than sixteen bytes", "plain text of more than sixteen bytes"), ("\\n", "\n"),
        ("\\\"", "\""), ("\\\\", "\\"), ("\\/", "/"), ("\\b\\f\\r\\t", "\u{8}\u{C}\r\t"), ("\\u0041", "A"), ("\\u0000", "\0"),
        ("\\u00e9", "é"), ("\\u20AC", "€"), ("\\ud83d\\udc4d", "👍"), ("é€👍", "é€👍"), ("\\uD800\\uDC00", "\u{10000}"),
        ("\\udbff\\udfff", "\u{10FFFF}"), ("\\uffff", "\u{FFFF}"),
    ]

    /// Around the length that the stack has room for, and around the sixteen bytes that are moved at once.
    @Test(arguments: [Array(0..<40), Array(1000..<1060), [2000, 4095, 4096, 4097, 100_000]].joined())
    func `are decoded whatever their length`(length: Int) {
        var random = SystemRandomNumberGenerator()
        for only in 0...Self.parts.count {
            var (raw, meant) = ("", "")
            while raw.utf8.count < length {
                let part = only < Self.parts.count ? Self.parts[only] : Self.parts.randomElement(using: &random) ?? ("", "")
                raw += part.raw
                meant += part.meant
            }
            raw += "\\u00e9"
            meant += "é"
            let read = unsafe withGuardedBytes(Array("\"\(raw)\"".utf8)) { bytes in
                // The bytes are there for the call.
                var json = unsafe JSONReader(bytes)
                return json.readString()
            }
            #expect(read.map { Array($0.utf8) } == Array(meant.utf8))
        }
    }
}
