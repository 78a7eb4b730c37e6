// A number with a fraction or an exponent as it was written, exact at any size.

/// A number that was not written as a plain whole number: `1.5`, `1e3`, `.5`, `.inf`, `.nan`.
package struct NumberLiteral: Sendable {
    /// As written.
    package let text: String

    /// The caller has checked that `text` is a number of YAML's core schema.
    init(checkedText text: String) {
        self.text = text
    }

    /// The nearest double; infinite beyond its range.
    package var double: Double {
        switch text.lowercased() {
        case ".inf", "+.inf": return .infinity
        case "-.inf": return -.infinity
        case ".nan": return .nan
        default: return Double(jsonText ?? text) ?? .nan
        }
    }

    /// The same digits by JSON's grammar (`.5` becomes `0.5`), or nil for infinities and not-a-number.
    package var jsonText: String? {
        guard let parts else { return nil }
        var json = parts.isNegative ? "-" : ""
        json += parts.whole.isEmpty ? "0" : parts.whole
        if !parts.fraction.isEmpty { json += "." + parts.fraction }
        if !parts.exponent.isEmpty { json += "e" + parts.exponent }
        return json
    }

    /// The exact whole number where this is one and has at most 400 digits.
    package var integer: IntegerLiteral? {
        guard let parts, let exponent = parts.exponent.isEmpty ? 0 : Int(parts.exponent) else { return nil }
        var digits = parts.whole + parts.fraction
        while digits.hasSuffix("0") { digits.removeLast() }
        if digits.isEmpty { return IntegerLiteral(0) }
        let (power, overflow) = exponent.addingReportingOverflow(parts.whole.utf8.count)
        guard !overflow, power >= digits.utf8.count, power <= 400 else { return nil }
        let zeros = power - digits.utf8.count
        return IntegerLiteral(
            checkedText: (parts.isNegative ? "-" : "") + digits + String(repeating: "0", count: zeros))
    }

    /// The pieces of the number, the whole part without leading zeros; nil for infinities and not-a-number.
    private var parts: (isNegative: Bool, whole: String, fraction: String, exponent: String)? {
        var rest = Substring(text)
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
        let exponentStart = rest.firstIndex { $0 == "e" || $0 == "E" } ?? rest.endIndex
        let exponent = rest[exponentStart...].dropFirst()
        let mantissa = rest[..<exponentStart].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = (mantissa.first ?? "").drop { $0 == "0" }
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        guard (whole + fraction).utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return (isNegative, String(whole), String(fraction), String(exponent))
    }
}
