// Arithmetic of decimal numbers: the results of another implementation, the bounds, and the work.

import Testing

@testable import WritWire

@Suite struct `Arithmetic of decimal numbers` {
    static let rules: [String: FloatingPointRoundingRule] = [
        "even": .toNearestOrEven, "half": .toNearestOrAwayFromZero, "up": .up, "down": .down, "zero": .towardZero,
        "away": .awayFromZero,
    ]

    @Test(arguments: decimalResults.split(separator: "\n").map { $0.split(separator: " ").map(String.init) })
    func `give what Python's give`(words: [String]) throws {
        let number = try #require(DecimalNumber(words[0]))
        let result: DecimalNumber?
        switch words[1] {
        case "+": result = number + (try #require(DecimalNumber(words[2])))
        case "*": result = number * (try #require(DecimalNumber(words[2])))
        case "/":
            let divisor = try #require(DecimalNumber(words[2]))
            result = number.divided(
                by: divisor, toScale: try #require(Int(words[4])), try #require(Self.rules[words[3]]))
        default: result = number.rounded(toScale: try #require(Int(words[2])), try #require(Self.rules[words[1]]))
        }
        guard let last = words.last, last != "nil" else {
            #expect(result == nil, "\(words)")
            return
        }
        let expected = try #require(DecimalNumber(last))
        let found = try #require(result, "\(words)")
        #expect(found == expected, "\(words)")
        if expected != 0 { #expect(found.exponent == expected.exponent, "\(words)") }
    }

    @Test func `keep their decimal places`() {
        let price: DecimalNumber = 1.5
        #expect((price.rounded(toScale: 2) + 1).description == "2.50")
        #expect((price * 2).description == "3.0")
        #expect((price - 1.5).description == "0.0")
        #expect((-price).description == "-1.5" && abs(-price) == price)
        #expect([1, 0.25, 0.005].reduce(.zero, +).description == "1.255")
        #expect(DecimalNumber(2).rounded(toScale: 2).description == "2.00")
        #expect(DecimalNumber(10).divided(by: 3, toScale: 4)?.description == "3.3333")
        #expect(DecimalNumber(1234).rounded(toScale: -2) == 1200)
        #expect(price.scale == 1 && DecimalNumber(5).scale == 0)
    }

    @Test func `that no room is for become the nearest there is`() throws {
        let greatest = try #require(DecimalNumber("9e9999"))
        let most = DecimalNumber(significand: Int128(WideDecimal.tenTo38) - 1, exponent: 9_999)
        #expect(greatest * greatest == most && -greatest * greatest == -most && most + most == most)
        let smallest = try #require(DecimalNumber("1e-9999"))
        #expect(smallest * smallest == 0 && smallest * 0.1 == 0 && smallest * 0.6 == smallest)
        #expect(greatest + smallest == greatest && smallest - greatest == -greatest)
        #expect(greatest * smallest == 9 && greatest * 0 == 0)
        #expect(greatest.rounded(toScale: 9_999) == greatest && smallest.rounded(toScale: -9_999) == 0)
        #expect(smallest.rounded(toScale: -9_999, .up) == DecimalNumber(significand: 1, exponent: 9_999))
        #expect(greatest.divided(by: smallest, toScale: 0) == nil && smallest.divided(by: greatest, toScale: 9_999) == 0)
        // Digits that no text gives, but an initializer does.
        let widest = DecimalNumber(significand: .min)
        #expect(-widest == DecimalNumber(significand: .max) && widest.magnitude > 0)
        #expect(widest + 0 == widest.rounded(toScale: -1) && (widest * widest) > 0)
        #expect(DecimalNumber("1e999999999") == nil)
    }

    @Test func `become whole numbers where they are`() {
        #expect(DecimalNumber(significand: 1999, exponent: -2).integer == nil)
        #expect(DecimalNumber(significand: 1900, exponent: -2).integer == 19)
        #expect(DecimalNumber(significand: -19, exponent: 3).integer == -19_000)
        #expect(DecimalNumber(significand: 1, exponent: 9_999).integer == nil)
        #expect(DecimalNumber(Int.max).integer == .max && DecimalNumber(Int.min).integer == .min)
        #expect((DecimalNumber(Int.max) + 1).integer == nil)
        #expect(DecimalNumber(exactly: UInt64.max)?.description == "18446744073709551615")
        #expect(DecimalNumber(exactly: UInt128.max) == nil)
    }
}
