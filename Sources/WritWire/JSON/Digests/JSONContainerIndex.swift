// Where arrays and objects end, so that walking over a text again steps over them.

/// The arrays and objects of a text, by where they begin; short ones are left out.
struct JSONContainerIndex {
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []
    /// What is shorter is walked over as fast.
    private static let bytesMin = 32
    /// Texts beyond this are not indexed.
    fileprivate static let textBytesMax = Int(UInt32.max)

    func end(of start: Int) -> Int? {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        // One that is not at its end has 0 there.
        return low < starts.count && starts[low] == start && ends[low] > start ? Int(ends[low]) : nil
    }

    /// Notes that a container begins; its place is for `close`.
    fileprivate mutating func open(at start: Int) -> Int {
        starts.append(UInt32(start))
        ends.append(0)
        return starts.count - 1
    }

    fileprivate mutating func close(_ place: Int, at end: Int) {
        if end - Int(starts[place]) >= Self.bytesMin {
            ends[place] = UInt32(end)
        } else {
            // Those inside it were shorter still, and are gone already.
            starts.removeSubrange(place...)
            ends.removeSubrange(place...)
        }
    }
}

extension JSONReader {
    /// Walks over the whole text; what stands behind a mistake in it is not known.
    mutating func containers() -> JSONContainerIndex {
        var index = JSONContainerIndex()
        if count <= JSONContainerIndex.textBytesMax { noteContainers(&index) }
        return index
    }

    private mutating func noteContainers(_ index: inout JSONContainerIndex) {
        skipWhitespace()
        switch kindHere() {
        case .array:
            let place = index.open(at: position)
            var array = openArray()
            while nextItem(&array) { noteContainers(&index) }
            if failure == nil { index.close(place, at: position) }
        case .object:
            let place = index.open(at: position)
            var members = openObject()
            while nextName(&members) != nil { noteContainers(&index) }
            if failure == nil { index.close(place, at: position) }
        default: skipValue()
        }
    }
}
