// Texts of a document in a form in which Swift takes two for equal only where they are the same, code by code.

/// Swift compares texts by what they look like: é is equal to e with an accent behind it. In a document these are two names, two
/// values and two pointers, wherever they stand. So every character that may melt into another, or change places with one, is
/// replaced by a stand-in when a document is read: one that Unicode has not assigned, and that means nothing to anybody. What is
/// written for somebody to read, or compared with a text from elsewhere, is turned back.
///
/// Each character has one stand-in, so that lengths and columns stay. `StandIns` of SwiftWriter turns back what becomes code.
package enum ExactText {
    /// What is added to a character's number to get its stand-in's.
    private static let distance: UInt32 = 0x4_0000
    /// Characters that are stand-ins of others, or the mark: a document that has one itself gets the mark in front of it.
    private static let standIns: ClosedRange<UInt32> = 0x4_0000...0x7_0000
    private static let mark = Unicode.Scalar(0x7_0000 as UInt32) ?? "\u{FFFD}"

    /// A text as it was written, with stand-ins.
    package static func kept(_ text: String) -> String {
        // Nearly all texts: the first character that melts is U+0300, whose first byte this is.
        if text.utf8.allSatisfy({ $0 < 0xCC }) { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if standIns.contains(scalar.value) { kept.append(mark) }
            kept.append(isUnstable(scalar) ? Unicode.Scalar(scalar.value + distance) ?? scalar : scalar)
        }
        return String(kept)
    }

    /// The same for a text that has stand-ins already, and characters as they are that were encoded in it.
    package static func keptDecoded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0xCC }) { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { isUnstable($0) ? Unicode.Scalar($0.value + distance) ?? $0 : $0 }))
    }

    /// The text that was kept.
    package static func written(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0xF1 }) { return text }
        var written = String.UnicodeScalarView()
        var isLiteral = false
        for scalar in text.unicodeScalars {
            if !isLiteral, scalar == mark {
                isLiteral = true
                continue
            }
            let isStandIn = !isLiteral && standIns.contains(scalar.value)
            written.append(isStandIn ? Unicode.Scalar(scalar.value - distance) ?? scalar : scalar)
            isLiteral = false
        }
        return String(written)
    }

    /// Whether a text with the character may be equal to another one: it combines with what is in front of it, it may stand on
    /// either side of others that do, or it is another way to write something else (Unicode Standard Annex 15).
    private static func isUnstable(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300, scalar.value < 0x3_0000 else { return false }
        return scalar.properties.canonicalCombiningClass != .notReordered || others.contains { $0.contains(scalar.value) }
    }

    /// Those whose combining class is 0.
    private static let others: [ClosedRange<UInt32>] = [
        0x374...0x374, 0x37E...0x37E, 0x387...0x387, 0x958...0x95F, 0x9BE...0x9BE, 0x9D7...0x9D7, 0x9DC...0x9DD, 0x9DF...0x9DF,
        0xA33...0xA33, 0xA36...0xA36, 0xA59...0xA5B, 0xA5E...0xA5E, 0xB3E...0xB3E, 0xB56...0xB57, 0xB5C...0xB5D, 0xBBE...0xBBE,
        0xBD7...0xBD7, 0xCC2...0xCC2, 0xCD5...0xCD6, 0xD3E...0xD3E, 0xD57...0xD57, 0xDCF...0xDCF, 0xDDF...0xDDF, 0xF43...0xF43,
        0xF4D...0xF4D, 0xF52...0xF52, 0xF57...0xF57, 0xF5C...0xF5C, 0xF69...0xF69, 0xF73...0xF73, 0xF75...0xF76, 0xF78...0xF78,
        0xF81...0xF81, 0xF93...0xF93, 0xF9D...0xF9D, 0xFA2...0xFA2, 0xFA7...0xFA7, 0xFAC...0xFAC, 0xFB9...0xFB9, 0x102E...0x102E,
        0x1161...0x1175, 0x11A8...0x11C2, 0x1B35...0x1B35, 0x1F71...0x1F7D, 0x1FBB...0x1FFD, 0x2000...0x2001, 0x2126...0x212B,
        0x2329...0x232A, 0x2ADC...0x2ADC, 0xF900...0xFAD9, 0xFB1D...0xFB4E, 0x110BA...0x110BA, 0x11127...0x11127,
        0x1133E...0x1133E, 0x11357...0x11357, 0x11380...0x113D1, 0x114B0...0x114BD, 0x115AF...0x115AF, 0x11930...0x11930,
        0x16121...0x16129, 0x16D60...0x16D6A, 0x1D15E...0x1D164, 0x1D1BB...0x1D1C0, 0x2F800...0x2FA1D,
    ]
}
