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
        let (mine, others) = (digits, other.digits)
        let (order, otherOrder) = (mine.count + exponent, others.count + other.exponent)
        if order != otherOrder { return order < otherOrder }
        // Both begin with the digit of one power of ten, and end with one that isn't 0.
        return mine.lexicographicallyPrecedes(others)
    }

    private var digits: [UInt8] { significand.map { Array(String($0).utf8) } ?? longDigits }
}
