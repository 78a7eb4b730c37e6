// What waits for a loop, in the order it came.

/// A ring that grows as needed and never shrinks.
struct Queue<Element> {
    private var slots: [Element?] = Array(repeating: nil, count: 64)
    private var first = 0
    private(set) var count = 0

    mutating func append(_ element: Element) {
        if count == slots.count { grow() }
        // The count of slots is a power of two, so the mask keeps the index within them.
        slots[(first + count) & (slots.count - 1)] = element
        count += 1
    }

    mutating func removeFirst() -> Element? {
        guard count > 0 else { return nil }
        // `first` is below the count of slots.
        let element = slots[first].take()
        first = (first + 1) & (slots.count - 1)
        count -= 1
        return element
    }

    private mutating func grow() {
        // As many slots again as there are elements, laid out from the first on.
        let ordered = slots[first...] + slots[..<first]
        slots = Array(ordered) + Array(repeating: nil, count: slots.count)
        first = 0
    }
}
