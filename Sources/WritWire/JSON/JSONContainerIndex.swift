// Where arrays and objects end that were walked over once, so that looking ahead again steps over them.

/// The arrays and objects inside one value, by where they begin.
struct JSONContainerIndex {
    private var starts: [Int] = []
    private var ends: [Int] = []
    /// The value whose containers are known, from its first byte to behind its last.
    private var known = 0..<0
    /// Whether the containers of the value at `offset` are known.
    func covers(_ offset: Int) -> Bool { known.contains(offset) }

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
        guard isInsideLook() else { return }
        let (start, depth, notes) = (position, depthLeft, noted)
        notes.containers.begin()
        noteContainers(notes)
        guard failure == nil else { return }
        notes.containers.finish(start..<position)
        position = start
        depthLeft = depth
    }

    /// Whether a union is inside another one that was looked at, and nothing is known of it yet.
    private mutating func isInsideLook() -> Bool {
        if let notes, notes.containers.covers(position) { return false }
        if depthLeft < lookDepth { return true }
        lookDepth = depthLeft
        return false
    }

    private mutating func noteContainers(_ notes: JSONReaderNotes) {
        skipWhitespace()
        switch kindHere() {
        case .array:
            let place = notes.containers.open(at: position)
            var array = openArray()
            while nextItem(&array) { noteContainers(notes) }
            notes.containers.close(place, at: position)
        case .object:
            let place = notes.containers.open(at: position)
            var members = openObject()
            while nextName(&members) != nil { noteContainers(notes) }
            notes.containers.close(place, at: position)
        default: skipValue()
        }
    }
}
