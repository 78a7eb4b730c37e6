// The three states of a property that may be left out and may be null.

/// A property for which the contract tells absent, null and a value apart.
public enum Presence<Value> {
    case absent
    case null
    case value(Value)

    /// The value, if there is one.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

extension Presence: Sendable where Value: Sendable {}
extension Presence: Equatable where Value: Equatable {}
extension Presence: Hashable where Value: Hashable {}
