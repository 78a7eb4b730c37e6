// What the documentation shows of an application's own types.

import WritServer

struct Weight: JSONValueConvertible {
    let grams: Int

    init?(json: JSONValue) {
        guard case .object(let object) = json, case .number(let number)? = object["grams"], let grams = number.int else {
            return nil
        }
        self.grams = grams
    }

    var json: JSONValue { ["grams": .number(JSONNumber(grams))] }
}
