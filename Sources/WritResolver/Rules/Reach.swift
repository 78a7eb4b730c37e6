// Which places lead to one of a sort: each is looked at once, whatever is asked.

/// Finds strongly connected components (Tarjan): places that lead to each other lead to the same.
struct Reach {
    private var known: [Pointer: Bool] = [:]
    private var order: [Pointer: Int] = [:]
    private var lowest: [Pointer: Int] = [:]
    private var open: [Pointer] = []
    private var frames: [Frame] = []

    private struct Frame {
        let pointer: Pointer
        var ways: [Place]
        var reaches: Bool
    }

    /// Whether the place, or one that ways lead to from it, is one that `isReached` is true of. The answers must not depend on
    /// when they are asked for.
    mutating func reaches(from start: Place, _ waysOn: (Place) -> [Place], _ isReached: (Place) -> Bool) -> Bool {
        if let answer = known[start.pointer] { return answer }
        enter(start, waysOn, isReached)
        while let last = frames.indices.last {
            // In place: a copy of the frame would have all its ways copied with each that is taken.
            guard let way = frames[last].ways.popLast() else {
                leave()
                continue
            }
            let pointer = frames[last].pointer
            if let answer = known[way.pointer] {
                if answer { frames[last].reaches = true }
            } else if let number = order[way.pointer] {
                lowest[pointer] = min(lowest[pointer] ?? number, number)
            } else {
                enter(way, waysOn, isReached)
            }
        }
        return known[start.pointer] ?? false
    }

    private mutating func enter(_ place: Place, _ waysOn: (Place) -> [Place], _ isReached: (Place) -> Bool) {
        let number = order.count
        order[place.pointer] = number
        lowest[place.pointer] = number
        open.append(place.pointer)
        frames.append(Frame(pointer: place.pointer, ways: waysOn(place), reaches: isReached(place)))
    }

    /// Leaves the place that was entered last, with no way on from it left.
    private mutating func leave() {
        let frame = frames.removeLast()
        let low = lowest[frame.pointer] ?? 0
        let isFirst = low == order[frame.pointer]
        if isFirst {
            while let member = open.popLast() {
                known[member] = frame.reaches
                if member == frame.pointer { break }
            }
        }
        guard let parent = frames.last?.pointer else { return }
        if frame.reaches { frames[frames.count - 1].reaches = true }
        if !isFirst { lowest[parent] = min(lowest[parent] ?? low, low) }
    }
}
