// Decimal numbers with so many decimal places, and quotients, which need to be told how many.

extension DecimalNumber {
    /// The number with exactly so many decimal places; negative: with so many zeros in front of the point. Zeros are added as far as
    /// there are 38 digits; a number that has no room for them is left as it is.
    ///
    ///     let amount = (price * taxRate).rounded(toScale: 2)
    ///
    /// - Parameters:
    ///   - scale: -9,999 to 9,999; others become the nearest one.
    ///   - rule: Where a half goes, and the rest: away from zero unless said otherwise, as people round prices.
    public func rounded(
        toScale scale: Int, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
    ) -> DecimalNumber {
        let end = -min(max(scale, Self.exponents.lowerBound), Self.exponents.upperBound)
        var value = wide
        guard value.move(to: end) else { return self }
        let hasCut = !value.isExact
        if !hasCut, !value.isNarrow { return self }
        return DecimalNumber(value, isNegative: significand < 0, rule: rule)
    }

    /// The quotient with exactly so many decimal places; nil where the divisor is 0, and where the quotient has more than 38 digits
    /// then.
    ///
    ///     let each = total.divided(by: 3, toScale: 2)
    ///
    /// - Parameters:
    ///   - divisor: Not 0.
    ///   - scale: -9,999 to 9,999; others become the nearest one.
    ///   - rule: Where a half goes, and the rest.
    public func divided(
        by divisor: DecimalNumber, toScale scale: Int, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
    ) -> DecimalNumber? {
        guard divisor.significand != 0 else { return nil }
        let scale = min(max(scale, Self.exponents.lowerBound), Self.exponents.upperBound)
        let isNegative = (significand < 0) != (divisor.significand < 0)
        // (a · 10^power) / b counts units of the last decimal place.
        let power = exponent - divisor.exponent + scale
        let units = divisor.significand.magnitude
        var dividend = wide
        dividend.exponent = max(power, 0)
        // A quotient of more than 38 digits ends this after some steps: there is no room for its dividend.
        guard dividend.move(to: 0), dividend.high < units else { return nil }
        let (whole, remainder) = units.dividingFullWidth((dividend.high, dividend.low))
        var quotient = WideDecimal(whole, exponent: min(power, 0))
        // The remainder is below the divisor, so that it has a digit behind the point.
        let (high, low) = remainder.multipliedFullWidth(by: 10)
        let (tenths, rest) = units.dividingFullWidth((high, low))
        quotient.noteRest(tenths: tenths, hasMore: rest > 0)
        _ = quotient.move(to: 0)
        guard quotient.isNarrow else { return nil }
        if quotient.roundsUp(rule, isNegative: isNegative) { quotient = WideDecimal(quotient.low + 1, exponent: 0) }
        guard quotient.isNarrow else { return nil }
        let digits = Int128(quotient.low)
        return DecimalNumber(significand: isNegative ? -digits : digits, exponent: -scale)
    }
}
