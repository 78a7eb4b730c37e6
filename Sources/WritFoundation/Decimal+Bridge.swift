// Decimal numbers of Writ and of Foundation: not every one of either is one of the other.

public import FoundationEssentials
public import WritWire

extension Decimal {
    /// The same number; nil where Foundation's has no such exponent.
    ///
    ///     guard let price = Decimal(input.price) else { throw NotImplemented() }
    public init?(_ number: DecimalNumber) {
        // Digits at the end that are zeros may make room for an exponent.
        let number = (-128...127).contains(number.exponent) ? number : number.normalized
        guard (-128...127).contains(number.exponent), let digits = Decimal(string: "\(number.significand.magnitude)") else {
            return nil
        }
        self.init(sign: number.significand < 0 ? .minus : .plus, exponent: number.exponent, significand: digits)
    }
}

extension DecimalNumber {
    /// The same number; nil for what is no number, and for one of more than 38 digits.
    ///
    ///     let price = DecimalNumber(Decimal(1999) / 100)
    public init?(_ decimal: Decimal) {
        guard !decimal.isNaN else { return nil }
        let size = decimal.magnitude
        guard let number = DecimalNumber("\(size.significand)e\(size.exponent)") else { return nil }
        self = decimal.sign == .minus ? -number : number
    }
}
