// What comes of looking for a route.

/// The result of matching a method and a path.
public enum RouteMatch: Sendable {
    /// The operation's number, and where its path parameters stand.
    case operation(Int, RouteCaptures)
    /// The path is there, with other methods only: `RouteTable.allow` lists those of the place.
    case methodNotAllowed(place: Int)
    case notFound
}

/// Where the path parameters of a match stand in the path.
public struct RouteCaptures: Sendable {
    private var starts = InlineArray<12, UInt16>(repeating: 0)
    private var ends = InlineArray<12, UInt16>(repeating: 0)
    public private(set) var count = 0

    public init() {}

    /// The bytes of the path that are the value of parameter `index`, counted from the left.
    public subscript(index: Int) -> Range<Int> {
        precondition(index >= 0 && index < count)
        return Int(starts[index])..<Int(ends[index])
    }

    /// False where the range lies too far behind to be noted.
    mutating func append(_ start: Int, _ end: Int) -> Bool {
        guard count < RouteTable.capturesMax, end <= Int(UInt16.max) else { return false }
        starts[count] = UInt16(truncatingIfNeeded: start)
        ends[count] = UInt16(truncatingIfNeeded: end)
        count += 1
        return true
    }

    /// Changes a range that was noted; false where it lies too far behind.
    mutating func set(_ index: Int, _ start: Int, _ end: Int) -> Bool {
        guard index < count, end <= Int(UInt16.max) else { return false }
        starts[index] = UInt16(truncatingIfNeeded: start)
        ends[index] = UInt16(truncatingIfNeeded: end)
        return true
    }

    mutating func truncate(to newCount: Int) { count = newCount }
}
