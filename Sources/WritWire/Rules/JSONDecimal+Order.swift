// The order of exact decimals.

extension JSONDecimal {
    func isLess(than other: JSONDecimal) -> Bool {
        let (sign, otherSign) = (self.sign, other.sign)
        if sign != otherSign || sign == 0 { return sign < otherSign }
        return sign > 0 ? hasLessMagnitude(than: other) : other.hasLessMagnitude(than: self)
    }

    /// Below 0 where the number is less than the shortest decimal of `bound`, above 0 where it is more.
    func order(to bound: Double) -> Int {
        let bound = JSONDecimal(bound)
        return isLess(than: bound) ? -1 : bound.isLess(than: self) ? 1 : 0
    }

    private var sign: Int { significand == 0 ? 0 : isNegative ? -1 : 1 }

    /// Neither is zero.
    private func hasLessMagnitude(than other: JSONDecimal) -> Bool {
        let (order, otherOrder) = (digitCount + exponent, other.digitCount + other.exponent)
        if order != otherOrder { return order < otherOrder }
        // Both begin with the digit of one power of ten, and end with one that isn't 0.
        if let mine = significand, let others = other.significand {
            // Scaled to one power of ten, neither has more than twenty digits.
            let end = min(exponent, other.exponent)
            return Self.scaled(mine, by: exponent - end) < Self.scaled(others, by: other.exponent - end)
        }
        return digits.lexicographicallyPrecedes(other.digits)
    }

    private static func scaled(_ value: UInt64, by exponent: Int) -> UInt128 {
        var value = UInt128(value)
        for _ in 0..<exponent { value *= 10 }
        return value
    }

    private var digitCount: Int {
        guard var rest = significand else { return longDigits.count }
        var count = 1
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }

    private var digits: [UInt8] { significand.map { Array(String($0).utf8) } ?? longDigits }
}
