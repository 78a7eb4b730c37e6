// A whole number as it was written, exact at any size.

/// A whole number of any size: decimal, `0o` octal or `0x` hexadecimal.
package struct IntegerLiteral: Sendable, Hashable {
    /// As written: an optional sign and decimal digits, or `0o` and octal digits, or `0x` and hexadecimal digits.
    package let text: String

    /// The caller has checked that `text` has the form above.
    init(checkedText text: String) {
        self.text = text
    }

    package init(_ value: Int) {
        self.text = String(value)
    }

    /// The number in decimal digits, without a plus sign or leading zeros; zero is never negative.
    ///
    /// - Complexity: O(n) for decimal digits, O(n²) for the other two; `ReadingLimits.numberDigitsMax` bounds n.
    package var decimal: String {
        if text.hasPrefix("0x") { return decimalDigits(of: text.utf8.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return decimalDigits(of: text.utf8.dropFirst(2), radix: 8) }
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let unsigned = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let digits = String(Substring(unsigned.drop { $0 == UInt8(ascii: "0") }))
        if digits.isEmpty { return "0" }
        return isNegative ? "-" + digits : digits
    }

    /// The number, where it fits in 64 bits with a sign.
    package var int64: Int64? { Int64(decimal) }
    /// The number, where it fits in 64 bits without a sign.
    package var uint64: UInt64? { UInt64(decimal) }
    /// The nearest double; infinite beyond its range.
    package var double: Double { Double(decimal) ?? .nan }

    package static func == (left: IntegerLiteral, right: IntegerLiteral) -> Bool { left.decimal == right.decimal }

    package func hash(into hasher: inout Hasher) { hasher.combine(decimal) }

    private func decimalDigits(of digits: Substring.UTF8View, radix: UInt32) -> String {
        // Groups of nine decimal digits, least significant first.
        var groups: [UInt64] = [0]
        for digit in digits {
            var carry = UInt64(Character(UnicodeScalar(digit)).hexDigitValue ?? 0)
            for index in groups.indices {
                let sum = groups[index] * UInt64(radix) + carry
                groups[index] = sum % 1_000_000_000
                carry = sum / 1_000_000_000
            }
            if carry > 0 { groups.append(carry) }
        }
        var text = String(groups.removeLast())
        for group in groups.reversed() {
            let digits = String(group)
            text += String(repeating: "0", count: 9 - digits.count) + digits
        }
        return text
    }
}
