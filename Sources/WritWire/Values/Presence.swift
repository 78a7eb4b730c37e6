// A property that may be absent, null or have a value, where these are three different things.

/// The state of a property that is optional and nullable: in a PATCH, absent leaves a value as it is and null clears it.
///
///     let rating: Presence = .value(4.0)
///     if let stars = rating.value { print(stars) }
///     rating.apply(to: &book.rating)
public enum Presence<Value> {
    /// The property is not there.
    case absent
    /// The property is there, as `null`.
    case null
    /// The property is there, and has this value.
    case value(Value)

    /// The value, or nil for both other states.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The value, or null for nil.
    public init(_ value: Value?) {
        self = value.map { .value($0) } ?? .null
    }

    /// The value, or absent for nil: what has nothing says nothing.
    ///
    ///     let note = Presence(present: form.note.value)
    public init(present value: Value?) {
        self = value.map { .value($0) } ?? .absent
    }

    /// Whether the property was left out.
    public var isAbsent: Bool {
        if case .absent = self { true } else { false }
    }

    /// Whether the property is there as null.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The same state, its value replaced by what `transform` makes of it.
    ///
    ///     let weight = Presence.value(4).map { "\($0) kg" }
    public func map<Result, Failure>(_ transform: (Value) throws(Failure) -> Result) throws(Failure) -> Presence<Result> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): .value(try transform(value))
        }
    }

    /// The same state, or the one that `transform` makes of its value.
    ///
    ///     let grams = Presence.value("4").flatMap { Presence(Int($0)) }
    public func flatMap<Result, Failure>(
        _ transform: (Value) throws(Failure) -> Presence<Result>
    ) throws(Failure) -> Presence<Result> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): try transform(value)
        }
    }
}

// MARK: Changes

extension Presence {
    /// Changes what this is the patch of: absent leaves it, null clears it, and a value takes its place.
    ///
    ///     patch.subtitle.apply(to: &book.subtitle)
    public func apply(to target: inout Value?) {
        switch self {
        case .absent: break
        case .null: target = nil
        case .value(let value): target = value
        }
    }

    /// The same for a property that may be absent and null itself: null is kept as null.
    public func apply(to target: inout Presence<Value>) {
        if !isAbsent { target = self }
    }
}

// MARK: Literals

extension Presence: ExpressibleByNilLiteral {
    /// `nil` is null: what is left out is `.absent`.
    ///
    ///     book.subtitle = nil
    public init(nilLiteral: ()) { self = .null }
}

extension Presence: ExpressibleByBooleanLiteral where Value: ExpressibleByBooleanLiteral {
    /// A value.
    public init(booleanLiteral value: Value.BooleanLiteralType) { self = .value(Value(booleanLiteral: value)) }
}

extension Presence: ExpressibleByIntegerLiteral where Value: ExpressibleByIntegerLiteral {
    /// A value.
    public init(integerLiteral value: Value.IntegerLiteralType) { self = .value(Value(integerLiteral: value)) }
}

extension Presence: ExpressibleByFloatLiteral where Value: ExpressibleByFloatLiteral {
    /// A value.
    public init(floatLiteral value: Value.FloatLiteralType) { self = .value(Value(floatLiteral: value)) }
}

extension Presence: ExpressibleByUnicodeScalarLiteral where Value: ExpressibleByUnicodeScalarLiteral {
    /// A value.
    public init(unicodeScalarLiteral value: Value.UnicodeScalarLiteralType) {
        self = .value(Value(unicodeScalarLiteral: value))
    }
}

extension Presence: ExpressibleByExtendedGraphemeClusterLiteral where Value: ExpressibleByExtendedGraphemeClusterLiteral {
    /// A value.
    public init(extendedGraphemeClusterLiteral value: Value.ExtendedGraphemeClusterLiteralType) {
        self = .value(Value(extendedGraphemeClusterLiteral: value))
    }
}

extension Presence: ExpressibleByStringLiteral where Value: ExpressibleByStringLiteral {
    /// A value.
    ///
    ///     book.subtitle = "A novel"
    public init(stringLiteral value: Value.StringLiteralType) { self = .value(Value(stringLiteral: value)) }
}

extension Presence: Sendable where Value: Sendable {}
extension Presence: Equatable where Value: Equatable {}
extension Presence: Hashable where Value: Hashable {}
