// Remainders of numbers with large powers of ten.

/// The remainder of `number × 10^exponent`, in as many steps as the exponent has binary digits.
func remainder<Number: FixedWidthInteger & UnsignedInteger>(
    of number: Number, timesTenTo exponent: Int, modulo divisor: Number
) -> Number where Number.Magnitude == Number {
    // Factors are below the divisor, and so is the upper half of their product.
    func product(_ left: Number, _ right: Number) -> Number {
        divisor.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }
    var remainder = number % divisor
    var power = 10 % divisor
    var shift = exponent
    while shift > 0, remainder > 0 {
        if shift & 1 == 1 { remainder = product(remainder, power) }
        power = product(power, power)
        shift >>= 1
    }
    return remainder
}
