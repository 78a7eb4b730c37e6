// Where arrays and objects end that were walked over once, so that looking ahead again steps over them.

/// The arrays and objects inside one value, by where they begin.
struct JSONContainerIndex {
    private var starts: [Int] = []
    private var ends: [Int] = []
    /// The value whose containers are known, from its first byte to behind its last.
    private var known = 0..<0
    /// How many arrays and objects might still be opened where the outermost union was looked at.
    private var outerDepth = 0

    /// Whether a union is inside another one that was looked at, and nothing is known of it yet.
    mutating func asksForIndex(at offset: Int, depthLeft: Int) -> Bool {
        if known.contains(offset) { return false }
        if depthLeft < outerDepth { return true }
        outerDepth = depthLeft
        return false
    }

    func end(of start: Int) -> Int? {
        guard known.contains(start) else { return nil }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low < starts.count && starts[low] == start ? ends[low] : nil
    }

    mutating func begin() {
        known = 0..<0
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Notes that a container begins; its place is for `close`.
    mutating func open(at start: Int) -> Int {
        starts.append(start)
        ends.append(start)
        return starts.count - 1
    }

    mutating func close(_ place: Int, at end: Int) { ends[place] = end }

    mutating func finish(_ range: Range<Int>) { known = range }
}

extension JSONReader {
    /// Prepares for looking ahead at the next value: unions inside unions would be walked over once for each around them, so
    /// the second one notes where everything in it ends.
    mutating func prepareLook() {
        guard containers.asksForIndex(at: position, depthLeft: depthLeft) else { return }
        let (start, depth) = (position, depthLeft)
        containers.begin()
        noteContainers()
        guard failure == nil else { return }
        containers.finish(start..<position)
        position = start
        depthLeft = depth
    }

    private mutating func noteContainers() {
        skipWhitespace()
        switch kindHere() {
        case .array:
            let place = containers.open(at: position)
            var array = openArray()
            while nextItem(&array) { noteContainers() }
            containers.close(place, at: position)
        case .object:
            let place = containers.open(at: position)
            var members = openObject()
            while nextName(&members) != nil { noteContainers() }
            containers.close(place, at: position)
        default: skipValue()
        }
    }
}
