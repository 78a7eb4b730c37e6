// What the documentation shows of decimal numbers.

import WritServer

struct Basket {
    let price: DecimalNumber
    let shipping: DecimalNumber
    let taxRate: DecimalNumber

    func shares() -> [DecimalNumber?] {
        let total = price + shipping
        let sum = price * 3
        let amount = (price * taxRate).rounded(toScale: 2)
        let each = total.divided(by: 3, toScale: 2)
        return [total, sum, amount, each]
    }

    func cents() -> Int? {
        guard let cents = (price * 100).integer else { return nil }
        return cents
    }
}
