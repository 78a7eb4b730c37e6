// Sums and products of decimal numbers.

extension DecimalNumber: SignedNumeric {
    /// The number without its sign.
    public var magnitude: DecimalNumber {
        significand < 0 ? -self : self
    }

    /// A whole number of any type; nil where it has more than 38 digits.
    public init?(exactly value: some BinaryInteger) {
        guard let significand = Int128(exactly: value), significand.magnitude < WideDecimal.tenTo38 else { return nil }
        self.init(significand: significand)
    }

    /// The sum, exact where 38 digits hold it, else rounded to 38 (a half to the even digit). It has as many decimal places as the
    /// number that has more: 1.50 + 1 is 2.50.
    ///
    ///     let total = price + shipping
    ///
    /// Beyond 10^10037 a sum or a product is the greatest number there is, and nearer to zero than 10^-9999 it is rounded to a
    /// multiple of that. However large or small exponents are, no operation takes more than some hundred steps.
    public static func + (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        let subtracts = (left.significand < 0) != (right.significand < 0)
        let (sum, isFlipped) = WideDecimal.sum(left.wide, right.wide, subtracts: subtracts)
        return DecimalNumber(sum, isNegative: (left.significand < 0) != isFlipped)
    }

    /// The difference, rounded as `+` says.
    public static func - (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber { left + -right }

    /// The number with the other sign.
    public static prefix func - (number: DecimalNumber) -> DecimalNumber {
        DecimalNumber(significand: -max(number.significand, -.max), exponent: number.exponent)
    }

    /// The product, rounded as `+` says. It has as many decimal places as both together: 1.50 × 2.0 is 3.000.
    ///
    ///     let sum = price * 3
    public static func * (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        let (high, low) = left.significand.magnitude.multipliedFullWidth(by: right.significand.magnitude)
        return DecimalNumber(
            WideDecimal(low, high: high, exponent: left.exponent + right.exponent),
            isNegative: (left.significand < 0) != (right.significand < 0))
    }

    /// Multiplies in place.
    public static func *= (left: inout DecimalNumber, right: DecimalNumber) { left = left * right }

    var wide: WideDecimal { WideDecimal(significand.magnitude, exponent: exponent) }

    /// The nearest number there is.
    init(_ value: WideDecimal, isNegative: Bool, rule: FloatingPointRoundingRule = .toNearestOrEven) {
        var value = value
        if value.exponent < Self.exponents.lowerBound { _ = value.move(to: Self.exponents.lowerBound) }
        value.narrow(rule, isNegative: isNegative)
        if value.exponent > Self.exponents.upperBound {
            if value.isZero {
                value.exponent = Self.exponents.upperBound
            } else {
                let fits = value.move(to: Self.exponents.upperBound) && value.isNarrow
                if !fits { value = WideDecimal(WideDecimal.tenTo38 - 1, exponent: Self.exponents.upperBound) }
            }
        }
        // It has 38 digits at most.
        let digits = Int128(value.low)
        self.init(significand: isNegative ? -digits : digits, exponent: value.exponent)
    }
}

extension DecimalNumber {
    /// The number as a whole one; nil where it has decimal places that aren't zeros, or is too large.
    ///
    ///     guard let cents = (price * 100).integer else { return nil }
    public var integer: Int? {
        let number = normalized
        guard number.exponent >= 0 else { return nil }
        var value = number.wide
        guard value.move(to: 0), value.high == 0, let magnitude = Int128(exactly: value.low) else { return nil }
        return Int(exactly: significand < 0 ? -magnitude : magnitude)
    }

    /// Decimal places behind the point: 2 for 1.50, 0 for whole numbers.
    public var scale: Int { max(-exponent, 0) }
}
