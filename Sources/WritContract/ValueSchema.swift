// What values a place of the contract takes: a type, whether null is one of them, and the bounds that are checked.

/// The values that a property, parameter, item, body or answer may have.
package struct ValueSchema: Sendable, Hashable {
    package var type: ValueType
    package var isNullable: Bool
    package var constraints: Constraints

    package init(_ type: ValueType, isNullable: Bool = false, constraints: Constraints = Constraints()) {
        self.type = type
        self.isNullable = isNullable
        self.constraints = constraints
    }
}

/// The Swift-shaped kinds of value.
package indirect enum ValueType: Sendable, Hashable {
    case boolean
    case integer(IntegerType)
    case float
    case double
    case string
    /// `format: date-time` (RFC 3339).
    case dateTime
    /// `format: date` (RFC 3339 full-date).
    case date
    case uuid
    /// `format: byte`: base64 text for bytes.
    case base64
    /// Any JSON value at all.
    case json
    case array(ValueSchema)
    /// An object with free keys and values of one kind.
    case map(ValueSchema)
    /// A declared type, by its full name (`Pet`, `Pet.Status`).
    case named(TypeName)
}

package enum IntegerType: String, Sendable, Hashable, CaseIterable {
    /// No format: Swift's `Int`.
    case int
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
}

/// The full name of a declared type: the names of its parents and its own.
package struct TypeName: Sendable, Hashable, CustomStringConvertible {
    package var components: [String]

    package init(_ components: [String]) {
        self.components = components
    }

    /// `Pet.Status`
    package var description: String { components.joined(separator: ".") }
    package var last: String { components.last ?? "" }

    package func nested(_ name: String) -> TypeName { TypeName(components + [name]) }
}

/// The bounds that are checked while a value is read. All nil: nothing to check.
package struct Constraints: Sendable, Hashable {
    package var minimum: Bound?
    package var maximum: Bound?
    /// What a number must be a multiple of, as a Swift literal of its type.
    package var multipleOf: String?
    /// Unicode scalars.
    package var minLength: Int?
    package var maxLength: Int?
    /// Patterns that a text must all match, by their places in `Contract.patterns`.
    package var patterns: [Int] = []
    package var minItems: Int?
    package var maxItems: Int?
    /// Whether all items must differ.
    package var hasUniqueItems = false
    package var minProperties: Int?
    package var maxProperties: Int?
    /// The format that a text without a type of its own must be of, as the document names it.
    package var format: String?
    /// What else values must keep, by `RuleList.numbers`.
    package var rule: Int?

    package init() {}

    package var isEmpty: Bool { self == Constraints() }
}

/// One end of a numeric range, as a Swift literal of the type it bounds.
package struct Bound: Sendable, Hashable {
    package var literal: String
    package var isExclusive: Bool

    package init(literal: String, isExclusive: Bool) {
        self.literal = literal
        self.isExclusive = isExclusive
    }
}

/// A default value, already checked against its schema.
package indirect enum DefaultValue: Sendable, Hashable {
    case boolean(Bool)
    /// A numeric literal that Swift reads as the schema's type.
    case number(String)
    case string(String)
    /// The Swift name of an enumeration's case.
    case enumerationCase(String)
    case array([DefaultValue])
    case null
}
