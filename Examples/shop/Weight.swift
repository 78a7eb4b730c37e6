// A type for a schema of objects.

public import WritServer

/// A weight, `{"grams": 500}`.
public struct Weight: JSONValueConvertible, Hashable, Sendable {
    public let grams: Int

    public init(grams: Int) {
        self.grams = grams
    }

    public init?(json: JSONValue) {
        guard case .object(let object) = json, case .number(let number)? = object["grams"], let grams = number.int, grams >= 0
        else {
            return nil
        }
        self.init(grams: grams)
    }

    public var json: JSONValue { ["grams": .number(JSONNumber(grams))] }
}
