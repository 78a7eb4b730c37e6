// What a plain scalar means by the core schema of YAML 1.2 (section 10.3.2).

/// The type of a plain scalar's text.
///
/// Unlike YAML 1.1 `yes`, `no`, `on`, `off`, `1_000`, `0777` as octal, `1:30` and dates are nothing special.
enum ScalarType {
    case null
    case boolean(Bool)
    case integer, number, string

    init(plain text: String) {
        let bytes = text.utf8
        guard let first = bytes.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            self = Self.number(text)
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
            self = ["~", "null", "Null", "NULL"].contains(text) ? .null : .string
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            self = ["true", "True", "TRUE"].contains(text) ? .boolean(true) : .string
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            self = ["false", "False", "FALSE"].contains(text) ? .boolean(false) : .string
        default:
            self = .string
        }
    }

    /// `[-+]? [0-9]+`, `0o [0-7]+`, `0x [0-9a-fA-F]+`, `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`,
    /// `[-+]? ( \.inf | \.Inf | \.INF )`, `\.nan | \.NaN | \.NAN`.
    private static func number(_ text: String) -> ScalarType {
        if text.hasPrefix("0x") { return isDigits(text.utf8.dropFirst(2), where: isHexadecimal) ? .integer : .string }
        if text.hasPrefix("0o") {
            return isDigits(text.utf8.dropFirst(2)) { (0x30...0x37).contains($0) } ? .integer : .string
        }
        if [".nan", ".NaN", ".NAN"].contains(text) { return .number }
        var rest = text.utf8[...]
        let isSigned = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+")
        if isSigned { rest.removeFirst() }
        if [".inf", ".Inf", ".INF"].contains(Substring(rest)) { return .number }
        let wholeCount = removeDigits(from: &rest)
        if rest.isEmpty { return wholeCount > 0 ? .integer : .string }
        var fractionCount = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fractionCount = removeDigits(from: &rest)
        }
        guard wholeCount + fractionCount > 0 else { return .string }
        if rest.isEmpty { return .number }
        guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return .string }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        return removeDigits(from: &rest) > 0 && rest.isEmpty ? .number : .string
    }

    private static func removeDigits(from rest: inout Substring.UTF8View) -> Int {
        var count = 0
        while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            rest.removeFirst()
            count += 1
        }
        return count
    }

    private static func isDigits(_ digits: Substring.UTF8View, where isDigit: (UInt8) -> Bool) -> Bool {
        !digits.isEmpty && digits.allSatisfy(isDigit)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
