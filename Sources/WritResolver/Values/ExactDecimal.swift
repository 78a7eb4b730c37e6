// Numbers of the document as they are written: exact at any size, as those of requests are.

internal import WritSpec

/// A number: its digits without zeros at either end, and the power of ten that belongs to the last of them.
struct ExactDecimal: Hashable {
    private let isNegative: Bool
    private let digits: [UInt8]
    private let exponent: Int

    /// Nil for what is no number, and for those that JSON has not.
    init?(_ node: Node) {
        switch node.value {
        case .integer(let literal): self.init(literal.decimal)
        case .number(let literal):
            guard let text = literal.jsonText else { return nil }
            self.init(text)
        default: return nil
        }
    }

    /// - Parameter text: a number as JSON writes it.
    init(_ text: String) {
        let mantissa = text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        let power = text.utf8.dropFirst(mantissa.count + 1)
        // Far beyond a billion every verdict is clear.
        let farthest = power.first == UInt8(ascii: "-") ? -1 << 40 : 1 << 40
        let written = power.isEmpty ? 0 : Int(Substring(power)) ?? farthest
        let point = mantissa.firstIndex(of: UInt8(ascii: "."))
        let fraction = point.map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 } ?? 0
        var digits = mantissa.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: ".") }
            .drop { $0 == UInt8(ascii: "0") }.map { $0 - UInt8(ascii: "0") }
        var exponent = max(-1 << 40, min(written, 1 << 40)) - fraction
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
        isNegative = !digits.isEmpty && mantissa.first == UInt8(ascii: "-")
    }

    var isPositive: Bool { !isNegative && !digits.isEmpty }

    /// Whether the number is a multiple of another one, which is above 0. Of a unit of more than 19 digits, that is itself alone.
    func isMultiple(of unit: ExactDecimal) -> Bool {
        if digits.isEmpty { return true }
        // The last digit isn't 0, so that a power of ten divides the digits only if it is 1.
        guard exponent >= unit.exponent else { return false }
        let divisor = unit.digits.count > 19 ? nil : unit.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
        guard let divisor, divisor > 0 else { return digits == unit.digits && exponent == unit.exponent }
        func product(_ left: UInt64, _ right: UInt64) -> UInt64 { UInt64(UInt128(left) * UInt128(right) % UInt128(divisor)) }
        var left = digits.reduce(UInt64(0)) { UInt64((UInt128($0) * 10 + UInt128($1)) % UInt128(divisor)) }
        var power = 10 % divisor
        var shift = exponent - unit.exponent
        while shift > 0, left > 0 {
            if shift & 1 == 1 { left = product(left, power) }
            power = product(power, power)
            shift >>= 1
        }
        return left == 0
    }
}

extension ExactDecimal: Comparable {
    static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.sign != right.sign || left.sign == 0 { return left.sign < right.sign }
        return left.sign > 0 ? left.hasLessMagnitude(than: right) : right.hasLessMagnitude(than: left)
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    /// Neither is zero: the first digits count first.
    private func hasLessMagnitude(than other: ExactDecimal) -> Bool {
        let (order, others) = (digits.count + exponent, other.digits.count + other.exponent)
        return order == others ? digits.lexicographicallyPrecedes(other.digits) : order < others
    }
}
