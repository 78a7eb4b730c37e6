// A name in Swift code that can't be anything but a name.

/// A Swift identifier. Whatever text it is made from, what is printed is one identifier and never other code.
package struct Identifier: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Without backticks.
    package let name: String

    /// Takes a name that is already an identifier; every scalar that can't stand in one becomes an underscore.
    package init(_ name: String) {
        // Nearly all names: made anew letter by letter, they took a tenth of a run.
        if Self.isPlain(name) {
            self.name = name
            return
        }
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            let isAllowed = scalars.isEmpty ? Self.isHead(scalar) : Self.isHead(scalar) || Self.isDigit(scalar)
            if scalars.isEmpty, Self.isDigit(scalar) { scalars.append("_") }
            scalars.append(isAllowed || Self.isDigit(scalar) ? scalar : "_")
        }
        self.name = scalars.isEmpty ? "_empty" : String(scalars)
    }

    package init(stringLiteral value: StaticString) {
        self.init("\(value)")
    }

    /// The name as a declaration or a member is written: in backticks where it is a keyword.
    package var code: String { Self.keywords.contains(name) ? "`\(name)`" : name }

    /// The name as the label of an argument: nearly every keyword may stand there bare.
    package var label: String { ["inout", "_"].contains(name) ? "`\(name)`" : name }

    /// ASCII letters, the underscore and letters of other scripts; combining marks and symbols don't start a name.
    package static func isHead(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        default: scalar.value > 0x7F && scalar.properties.isXIDStart
        }
    }

    /// Whether it is of ASCII alone, and an identifier already.
    private static func isPlain(_ name: String) -> Bool {
        var isFirst = true
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): isFirst = false
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: continue
            default: return false
            }
        }
        return !isFirst
    }

    package static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    /// Words that need backticks where a name is declared or used as an expression.
    package static let keywords: Set<String> = [
        "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import", "init", "inout",
        "internal", "let", "open", "operator", "precedencegroup", "private", "protocol", "public", "rethrows",
        "static", "struct", "subscript", "typealias", "var", "break", "case", "catch", "continue", "default",
        "defer", "do", "else", "fallthrough", "for", "guard", "if", "in", "repeat", "return", "throw", "switch",
        "where", "while", "Any", "as", "await", "false", "is", "nil", "self", "Self", "super", "throws", "true",
        "try", "async", "Type", "Protocol", "package", "_",
    ]
}
