// A property that may be absent, null or have a value, where these are three different things.

/// The state of a property that is optional and nullable: in a PATCH, absent leaves a value as it is and null clears it.
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

    /// The same state, its value replaced by what `transform` makes of it.
    public func map<Result>(_ transform: (Value) -> Result) -> Presence<Result> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): .value(transform(value))
        }
    }

    /// Whether the property was left out.
    public var isAbsent: Bool {
        if case .absent = self { true } else { false }
    }
}

extension Presence: Sendable where Value: Sendable {}
extension Presence: Equatable where Value: Equatable {}
extension Presence: Hashable where Value: Hashable {}
