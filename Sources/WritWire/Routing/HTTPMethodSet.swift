// Several methods in one word, and their names for the field `Allow`.

/// A set of request methods.
public struct HTTPMethodSet: Sendable, Equatable {
    /// Bit n stands for the method whose raw value is n.
    private var bits: UInt16 = 0

    public init() {}

    public var isEmpty: Bool { bits == 0 }

    public func contains(_ method: HTTPMethod) -> Bool { bits & 1 << UInt16(method.rawValue) != 0 }

    public mutating func insert(_ method: HTTPMethod) { bits |= 1 << UInt16(method.rawValue) }

    /// The methods' names as the field `Allow` lists them (RFC 9110 section 10.2.1): HEAD comes with GET, OPTIONS always.
    /// `.other` has no name.
    var allowed: [String] {
        var methods = HTTPMethod.allCases.filter { contains($0) && $0 != .other }
        if contains(.get), !contains(.head) { methods.append(.head) }
        if !contains(.options) { methods.append(.options) }
        return methods.map(\.name)
    }
}
