// A value of a document together with the place it was written at.

/// A value as it was written, typed by the YAML 1.2 core schema; aliases and merge keys are already replaced.
package struct Node: Sendable {
    package enum Value: Sendable {
        case null
        case boolean(Bool)
        /// A whole number written without fraction or exponent, of any size.
        case integer(IntegerLiteral)
        /// Any other number, infinities and not-a-number included.
        case number(NumberLiteral)
        case string(String)
        case sequence([Node])
        case mapping(Mapping)
    }

    package let value: Value
    /// The first character of the value; for a block mapping its first key.
    package let location: SourceLocation

    package init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }
}
