// A type for a schema of strings.

/// The currencies that the shop takes.
public enum Currency: String, LosslessStringConvertible, Hashable, Sendable {
    case euro = "EUR"
    case dollar = "USD"

    public init?(_ description: String) { self.init(rawValue: description) }
    public var description: String { rawValue }
}
