// The questions that readers of a document ask a node.

extension Node {
    package var isNull: Bool {
        if case .null = value { true } else { false }
    }

    package var boolean: Bool? {
        if case .boolean(let value) = value { value } else { nil }
    }

    package var string: String? {
        if case .string(let value) = value { value } else { nil }
    }

    package var sequence: [Node]? {
        if case .sequence(let value) = value { value } else { nil }
    }

    package var mapping: Mapping? {
        if case .mapping(let value) = value { value } else { nil }
    }

    package var isScalar: Bool { sequence == nil && mapping == nil }

    /// The exact whole number, also where it was written with a fraction of zeros or an exponent (`1.0`, `1e3`).
    package var integer: IntegerLiteral? {
        switch value {
        case .integer(let literal): literal
        case .number(let literal): literal.integer
        default: nil
        }
    }

    /// The whole number, where it fits.
    package var int: Int? { integer?.int64.map { Int($0) } }

    /// Any number, rounded to the nearest double.
    package var double: Double? {
        switch value {
        case .integer(let literal): literal.double
        case .number(let literal): literal.double
        default: nil
        }
    }

    /// The value of a key, where this is a mapping that has it.
    package subscript(key: String) -> Node? { mapping?[key] }

    /// What the value is, with its article, for messages: "a string", "a mapping".
    package var kindName: String {
        switch value {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        case .sequence: "a sequence"
        case .mapping: "a mapping"
        }
    }
}
