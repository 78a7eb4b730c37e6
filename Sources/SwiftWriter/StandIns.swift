// Characters that stand for others in the texts of a contract, turned back where these become code.

/// A contract's texts have a stand-in, 0x40000 above it, for each character that Swift would take for a part of another one:
/// texts are equal there only where they are the same. U+70000 stands in front of a character that means itself. See `ExactText`
/// of WritSpec.
enum StandIns {
    static func turnedBack(_ text: String) -> String {
        // Nearly all texts have none: this is the first byte of the first one.
        if text.utf8.allSatisfy({ $0 < 0xF1 }) { return text }
        var written = String.UnicodeScalarView()
        var isLiteral = false
        for scalar in text.unicodeScalars {
            if !isLiteral, scalar.value == 0x7_0000 {
                isLiteral = true
                continue
            }
            let isStandIn = !isLiteral && scalar.value >= 0x4_0000 && scalar.value < 0x7_0000
            written.append(isStandIn ? Unicode.Scalar(scalar.value - 0x4_0000) ?? scalar : scalar)
            isLiteral = false
        }
        return String(written)
    }
}
