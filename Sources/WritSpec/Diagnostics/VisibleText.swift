// Text from documents made safe to print: no terminal escape, no line break and no invisible character gets through.

package enum VisibleText {
    /// The text with every control, formatting and line-breaking character replaced by a visible one.
    package static func visible(_ text: some StringProtocol) -> String {
        text.unicodeScalars.reduce(into: "") { $0.unicodeScalars.append(visible($1)) }
    }

    /// A text of the document to stand in a message: visible, without credentials, cut to 60 characters, in backticks.
    package static func quoted(_ text: String) -> String {
        let scalars = Credentials.masked(text).unicodeScalars.prefix(61)
        let isLong = scalars.count > 60
        return "`\(visible(String(String.UnicodeScalarView(scalars.prefix(60)))))\(isLong ? "…" : "")`"
    }

    /// Control characters become Unicode's control pictures, other invisible ones the replacement character.
    package static func visible(_ scalar: UnicodeScalar) -> UnicodeScalar {
        switch scalar.value {
        case 0..<0x20: UnicodeScalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x20..<0x80: scalar
        // C1 controls, bidirectional overrides, line and paragraph separators, zero width, byte order mark, tags.
        case 0x80..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE0FFF:
            "\u{FFFD}"
        default: scalar
        }
    }

    /// Columns that a terminal gives a scalar: 0 for combining marks, 2 for wide characters, else 1.
    static func columns(_ scalar: UnicodeScalar) -> Int {
        switch scalar.value {
        case 0..<0x300: 1
        case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x64B...0x65F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
            0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F:
            0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
