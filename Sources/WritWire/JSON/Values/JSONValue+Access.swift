// Ways into a JSON value.

extension JSONValue {
    /// The property of that name; nil where there is none, and where the value is no object.
    ///
    ///     let title = answer.json?["items"]?[0]?["title"]?.string
    public subscript(name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    /// The item at that place, from 0; nil where there is none, and where the value is no array.
    public subscript(index: Int) -> JSONValue? {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
    }

    /// The text of a string; nil for others.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A whole number, also where it is written as `1.0`; nil for others, and where it is too large.
    public var int: Int? {
        if case .number(let number) = self { number.int } else { nil }
    }

    /// The nearest double of a number; nil for others.
    public var double: Double? {
        if case .number(let number) = self { number.double } else { nil }
    }

    /// A number with all of its digits; nil for others, and where it has more than 38.
    public var decimal: DecimalNumber? {
        if case .number(let number) = self { DecimalNumber(number.text) } else { nil }
    }

    /// `true` or `false`; nil for others.
    public var bool: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The items of an array; nil for others.
    public var array: [JSONValue]? {
        if case .array(let items) = self { items } else { nil }
    }

    /// An object's properties; nil for others.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// Whether it is `null`.
    public var isNull: Bool { self == .null }
}
