// Whether the items of an array all differ.

extension JSONReader {
    /// An array that is at its end, whose items must all differ. They are looked at once more, in time that grows with their
    /// bytes alone: what is compared is hashed, with a seed of the process.
    public mutating func checkUnique(_ array: JSONArrayCursor) {
        guard failure == nil, array.start < position, let (first, second) = equalItems(of: array) else { return }
        violate("uniqueItems", Bounds.uniqueItems(first, second))
    }

    /// The first two items that are equal, of an array that is at its end.
    mutating func equalItems(of array: JSONArrayCursor) -> (Int, Int)? {
        guard array.itemCount > 1, failure == nil else { return nil }
        beginWalk()
        let (end, depth, start) = (position, depthLeft, valueStart)
        position = array.start
        let equal = equalItems()
        guard failure == nil else { return nil }
        countWalk(from: array.start)
        (position, depthLeft, valueStart) = (end, depth, start)
        return equal
    }

    private mutating func equalItems() -> (Int, Int)? {
        var items = openArray()
        var seen: [JSONDigest: Int] = [:]
        while nextItem(&items) {
            guard let item = readDigest() else { return nil }
            if let first = seen.updateValue(items.index, forKey: item) { return (first, items.index) }
        }
        return nil
    }
}

extension ParameterReader {
    /// Checks that the items of a parameter all differ: texts code by code.
    public mutating func checkUnique<Item: Hashable>(
        _ items: [Item], of name: StaticString, _ location: ParameterLocation
    ) {
        var seen: [AnyHashable: Int] = [:]
        for (index, item) in items.enumerated() {
            let text = item as? String ?? (item as? any RawRepresentable)?.rawValue as? String
            guard let first = seen.updateValue(index, forKey: text.map { ExactName($0) } ?? AnyHashable(item)) else { continue }
            return violate("uniqueItems", Bounds.uniqueItems(first, index), "\(name)", location)
        }
    }

    /// The same for texts, which differ where their bytes do.
    public mutating func checkUnique(_ items: [String], of name: StaticString, _ location: ParameterLocation) {
        checkUnique(items.map { ExactName($0) }, of: name, location)
    }
}
