// Between two decimal numbers and the one that they make: more digits than either can hold.

/// A whole number of up to 256 bits, times a power of ten, and what was cut off behind its last digit.
///
/// Whatever the exponents are, no step runs more often than the number has digits: 77 at most.
struct WideDecimal {
    var high: UInt128
    var low: UInt128
    var exponent: Int
    /// The digit that was cut off last.
    private(set) var nextDigit: UInt128 = 0
    /// Whether anything but zeros was cut off before that digit.
    private(set) var hasMore = false

    init(_ low: UInt128, high: UInt128 = 0, exponent: Int) {
        (self.high, self.low, self.exponent) = (high, low, exponent)
    }

    var isZero: Bool { high == 0 && low == 0 }
    /// Whether all of the value stands in its digits.
    var isExact: Bool { nextDigit == 0 && !hasMore }
    /// Whether it has no more than 38 digits.
    var isNarrow: Bool { high == 0 && low < Self.tenTo38 }
    /// Whether a digit can be added: tenfold it still has less than 256 bits.
    private var hasRoom: Bool { high < UInt128.max / 10 }

    static let tenTo38: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

    // MARK: Digits

    /// Writes the same value with an exponent one less.
    private mutating func addZero() {
        let (carry, tenfold) = low.multipliedFullWidth(by: 10)
        (high, low, exponent) = (high * 10 + carry, tenfold, exponent - 1)
    }

    /// Cuts the last digit off.
    mutating func dropDigit() {
        let upper = high.quotientAndRemainder(dividingBy: 10)
        // The remainder is below ten, so that the quotient is of 128 bits.
        let lower = UInt128(10).dividingFullWidth((upper.remainder, low))
        (high, low, exponent) = (upper.quotient, lower.quotient, exponent + 1)
        if nextDigit > 0 { hasMore = true }
        nextDigit = lower.remainder
    }

    /// Makes the exponent `end`, by zeros or by cutting digits off. False where there is no room for the zeros.
    mutating func move(to end: Int) -> Bool {
        while exponent > end {
            if isZero && isExact { exponent = end } else if hasRoom { addZero() } else { return false }
        }
        while exponent < end {
            // All digits are gone, and so is the last one that was cut off.
            if isZero, nextDigit == 0 { exponent = end } else { dropDigit() }
        }
        return true
    }

    /// Adds what is left of a division: less than one of the last digit, as tenths and whether there is more.
    mutating func noteRest(tenths: UInt128, hasMore: Bool) {
        (nextDigit, self.hasMore) = (tenths, hasMore)
    }

    // MARK: Sums

    /// The sum or the difference of two, the larger one first; for a difference it is the larger absolute one.
    static func sum(_ one: WideDecimal, _ two: WideDecimal, subtracts: Bool) -> (WideDecimal, isFlipped: Bool) {
        var (larger, smaller, isSwapped) = one.exponent >= two.exponent ? (one, two, false) : (two, one, true)
        if larger.isZero { return (smaller, subtracts && !isSwapped) }
        // One bit is kept free for the sum.
        while larger.exponent > smaller.exponent, larger.high < UInt128.max / 20 { larger.addZero() }
        _ = smaller.move(to: larger.exponent)
        guard subtracts else {
            let (low, carries) = larger.low.addingReportingOverflow(smaller.low)
            smaller.high = larger.high + smaller.high + (carries ? 1 : 0)
            smaller.low = low
            return (smaller, false)
        }
        // Where digits were cut off, the other one has 76 of them: it is the larger one.
        let isLess = (larger.high, larger.low) < (smaller.high, smaller.low)
        if isLess { return (difference(smaller, larger), !isSwapped) }
        return (difference(larger, smaller), isSwapped)
    }

    /// What is cut off of `two` is taken from `one`, too.
    private static func difference(_ one: WideDecimal, _ two: WideDecimal) -> WideDecimal {
        let (low, borrows) = one.low.subtractingReportingOverflow(two.low)
        var result = WideDecimal(low, high: one.high - two.high - (borrows ? 1 : 0), exponent: one.exponent)
        guard !two.isExact else { return result }
        let (lower, borrowsMore) = result.low.subtractingReportingOverflow(1)
        (result.low, result.high) = (lower, result.high - (borrowsMore ? 1 : 0))
        // 1 - 0.dr, where r is what is behind the digit.
        result.nextDigit = two.hasMore ? 9 - two.nextDigit : 10 - two.nextDigit
        result.hasMore = two.hasMore
        return result
    }

    // MARK: Rounding

    /// Whether the digits have to become one more, by what was cut off.
    func roundsUp(_ rule: FloatingPointRoundingRule, isNegative: Bool) -> Bool {
        if isExact { return false }
        switch rule {
        case .towardZero: return false
        case .awayFromZero: return true
        case .up: return !isNegative
        case .down: return isNegative
        case .toNearestOrEven:
            return nextDigit > 5 || nextDigit == 5 && (hasMore || low & 1 == 1)
        case .toNearestOrAwayFromZero: return nextDigit >= 5
        @unknown default: return nextDigit >= 5
        }
    }

    /// Cuts digits off until there are 38 at most, and rounds.
    mutating func narrow(_ rule: FloatingPointRoundingRule, isNegative: Bool) {
        while !isNarrow { dropDigit() }
        if roundsUp(rule, isNegative: isNegative) { low += 1 }
        (nextDigit, hasMore) = (0, false)
        // 38 nines have become a one with 38 zeros.
        if !isNarrow { dropDigit() }
    }
}
