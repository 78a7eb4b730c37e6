// A type for `format: money`: text that a contract only names.

/// An amount in cents, written `12.50`.
public struct Money: LosslessStringConvertible, Hashable, Sendable {
    public let cents: Int

    public init(cents: Int) {
        self.cents = cents
    }

    public init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let whole = Int(parts[0]), whole >= 0, whole < 1_000_000_000, parts[1].utf8.count == 2,
            let rest = UInt8(parts[1])
        else { return nil }
        self.init(cents: whole * 100 + Int(rest))
    }

    public var description: String { "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)" }
}
