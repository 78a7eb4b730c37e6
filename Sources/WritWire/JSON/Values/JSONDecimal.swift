// The exact value of a JSON number's text: sign, digits without zeros at either end, and a power of ten.

/// An exact decimal: `0.digits × 10^exponent`. Equal numbers have equal decimals, however they were written.
struct JSONDecimal: Hashable {
    var isNegative = false
    /// The value of the significant digits; `nil` where they don't fit.
    var significand: UInt64? = 0
    /// The power of ten that belongs to the last significant digit.
    var exponent = 0
    /// The significant digits as ASCII, only kept where they don't fit.
    var longDigits: [UInt8] = []

    /// `text` follows the grammar of RFC 8259, section 6.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var significand: UInt64? = 0
        var exponent = 0
        var written = 0
        // Zeros that count only if another digit follows.
        var pendingZeros = 0
        var hasDigits = false
        var isFraction = false
        var index = 0
        // `index` stays below `text.count`.
        while index < text.count, case let byte = unsafe text[index], byte | 0x20 != UInt8(ascii: "e") {
            index += 1
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0"):
                if hasDigits { pendingZeros += 1 }
                if isFraction { exponent -= 1 }
            default:
                hasDigits = true
                if written + pendingZeros < 40 {
                    for _ in 0..<pendingZeros { significand = Self.appending(0, to: significand) }
                    significand = Self.appending(byte - UInt8(ascii: "0"), to: significand)
                } else {
                    significand = nil
                }
                written += pendingZeros + 1
                pendingZeros = 0
                if isFraction { exponent -= 1 }
            }
        }
        guard hasDigits else {
            // Zero, in whatever clothes: without a sign, so that -0 equals 0.
            isNegative = false
            return
        }
        self.significand = significand
        if significand == nil { longDigits = unsafe Self.digits(text, count: written) }
        self.exponent = exponent + pendingZeros + (unsafe Self.exponentPart(text, from: index + 1))
    }

    /// The first significant digits of a text.
    private static func digits(_ text: UnsafeBufferPointer<UInt8>, count: Int) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(count)
        var index = 0
        // `index` stays below `text.count`.
        while index < text.count, digits.count < count, case let byte = unsafe text[index] {
            index += 1
            let isDigit = byte >= UInt8(ascii: "0")
            if isDigit, byte > UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte) }
        }
        return digits
    }

    private static func appending(_ digit: UInt8, to significand: UInt64?) -> UInt64? {
        guard let significand else { return nil }
        let (tenfold, isOver) = significand.multipliedReportingOverflow(by: 10)
        let (sum, isOverToo) = tenfold.addingReportingOverflow(UInt64(digit))
        return isOver || isOverToo ? nil : sum
    }

    /// The digits behind the `e`; held at a billion and a bit, where every verdict is long clear.
    private static func exponentPart(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var value = 0
        var isNegative = false
        var index = start
        // `index` stays below `text.count`.
        while index < text.count, case let byte = unsafe text[index] {
            index += 1
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): break
            default: value = min(value * 10 + Int(byte &- UInt8(ascii: "0")), 1 << 40)
            }
        }
        return isNegative ? -value : value
    }

    var isWhole: Bool { exponent >= 0 }

    /// The absolute value where it is whole and fits.
    var wholeMagnitude: UInt64? {
        guard isWhole, var value = significand else { return nil }
        if value == 0 { return 0 }
        guard exponent < 20 else { return nil }
        for _ in 0..<exponent {
            let (tenfold, isOver) = value.multipliedReportingOverflow(by: 10)
            if isOver { return nil }
            value = tenfold
        }
        return value
    }
}
