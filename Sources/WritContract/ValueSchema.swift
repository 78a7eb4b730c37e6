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
    /// Text of a format that has a Swift type of its own.
    case text(TextFormat)
    /// `format: decimal` for a number: exact.
    case decimal
    /// A type of the application's own.
    case custom(CustomType)
    /// Any JSON value at all.
    case json
    case array(ValueSchema)
    /// An object with free keys and values of one kind.
    case map(ValueSchema)
    /// A declared type, by its full name (`Pet`, `Pet.Status`).
    case named(TypeName)

    /// Whether it is a declared type, or a list or a map of one.
    package var isDeclared: Bool {
        switch self {
        case .named: true
        case .array(let item), .map(let item): item.type.isDeclared
        default: false
        }
    }
}

/// The formats of text that have a Swift type of their own.
package enum TextFormat: String, Sendable, Hashable, CaseIterable {
    /// RFC 3339.
    case dateTime, date, time, duration
    case uuid
    /// `format: byte`: Base64 for bytes; and its alphabet for URLs.
    case base64, base64URL
    /// RFC 3986, with a scheme.
    case uri
    case ipv4, ipv6
    /// A decimal number in quotes.
    case decimal
}

/// A type that the application has for a format or a schema.
package struct CustomType: Sendable, Hashable {
    /// As it is written in Swift: names with points between.
    package var name: [String]
    /// The module to import; nil: it is in the generated code's own.
    package var module: String?
    /// It stands for text (`LosslessStringConvertible`), rather than for JSON (`JSONRepresentable`).
    package var isText: Bool
    /// What it stands for, for messages: the format's or the schema's name.
    package var subject: String

    package init(name: [String], module: String?, isText: Bool, subject: String) {
        self.name = name
        self.module = module
        self.isText = isText
        self.subject = subject
    }
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
    /// Patterns that a text must all match, by their names in `Contract.patterns`.
    package var patterns: [String] = []
    package var minItems: Int?
    package var maxItems: Int?
    /// Whether all items must differ.
    package var hasUniqueItems = false
    package var minProperties: Int?
    package var maxProperties: Int?
    /// The format that a text without a type of its own must be of, as the document names it.
    package var format: String?
    /// What else values must keep, by `RuleList.numbers`.
    package var rule: String?

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
    /// Text of a format that has a type of its own.
    case text(TextFormat, String)
    /// The JSON text of a value that is free.
    case json(String)
    /// The Swift name of an enumeration's case.
    case enumerationCase(String)
    /// A string that an open enumeration doesn't list.
    case unknownCase(String)
    case array([DefaultValue])
    case map([Member])
    /// A struct: labels and values of its initialiser, those that have no default of their own.
    case object(TypeName, [Member])
    /// A struct around one value.
    case wrapper(TypeName, DefaultValue)
    /// The Swift name of a union's case, and its value.
    case unionCase(TypeName, String, DefaultValue)
    /// What is there of a property that may be absent, null or a value; nil: null.
    case present(DefaultValue?)
    case null

    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: DefaultValue

        package init(name: String, value: DefaultValue) {
            self.name = name
            self.value = value
        }
    }
}
