// Pieces of Swift code with typed holes: an interpolation is an identifier, a literal or other code, never raw text.

/// A piece of Swift code. It is written as a string literal; what is interpolated must be of a kind that can't become
/// code by accident.
///
///     let code: Code = "let \(Identifier("petID")) = values[\(quoted: wireName)]"
package struct Code: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package let text: String

    package init(stringLiteral value: StaticString) {
        text = "\(value)"
    }

    /// Names with points between.
    package init(dotted names: [String]) {
        text = names.lazy.map { Identifier($0).code }.joined(separator: ".")
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    fileprivate init(text: String) {
        self.text = text
    }

    package var description: String { text }
    package var isEmpty: Bool { text.isEmpty }

    package static func + (left: Code, right: Code) -> Code { Code(text: left.text + right.text) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }
        package mutating func appendInterpolation(_ identifier: Identifier) { text += identifier.code }
        package mutating func appendInterpolation(label identifier: Identifier) { text += identifier.label }
        package mutating func appendInterpolation(_ code: Code) { text += code.text }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        /// A string literal with that value.
        package mutating func appendInterpolation(quoted value: String) { text += quotedLiteral(value) }
        /// A numeric literal; anything else becomes a string literal, which doesn't compile as a number.
        package mutating func appendInterpolation(number literal: String) {
            text += isNumericLiteral(literal) ? literal : quotedLiteral(literal)
        }
    }
}

extension Sequence<Code> {
    package func joined(_ separator: Code) -> Code {
        var text = ""
        for (index, element) in self.enumerated() {
            if index > 0 { text += separator.text }
            text += element.text
        }
        return Code(text: text)
    }
}

/// A one-line Swift string literal.
package func quotedLiteral(_ value: String) -> String {
    let value = StandIns.turnedBack(value)
    // Nearly all texts: a tenth of the whole run was spent here on asking of each letter what it is.
    if value.utf8.allSatisfy({ isPlain($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) { return "\"\(value)\"" }
    var literal = "\""
    for scalar in value.unicodeScalars {
        switch scalar {
        case "\"": literal += "\\\""
        case "\\": literal += "\\\\"
        case "\n": literal += "\\n"
        case "\r": literal += "\\r"
        case "\t": literal += "\\t"
        default:
            if needsEscape(scalar) {
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                literal.unicodeScalars.append(scalar)
            }
        }
    }
    return literal + "\""
}

/// Whether a byte is a printable character of ASCII.
func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

/// Control characters, marks that turn the direction of text or attach to a quote, and the like.
func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate,
        .nonspacingMark, .enclosingMark, .spacingMark:
        true
    default: false
    }
}

/// A sign perhaps, digits, a fraction perhaps, an exponent perhaps: what Swift reads as one literal.
private func isNumericLiteral(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func skipDigits() -> Bool {
        let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        rest = rest.dropFirst(count)
        return count > 0
    }
    func skip(_ characters: String) -> Bool {
        guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
        rest = rest.dropFirst()
        return true
    }
    _ = skip("-")
    guard skipDigits() else { return false }
    if skip("."), !skipDigits() { return false }
    if skip("eE") {
        _ = skip("+-")
        guard skipDigits() else { return false }
    }
    return rest.isEmpty
}
