// The jobs that wait for their loop, in the order they came.

/// A ring of jobs that grows as needed and never shrinks.
struct JobQueue {
    private var slots: [UnownedJob?] = Array(repeating: nil, count: 64)
    private var first = 0
    private(set) var count = 0

    mutating func append(_ job: UnownedJob) {
        if count == slots.count { grow() }
        // The count of slots is a power of two, so the mask keeps the index within them.
        slots[(first + count) & (slots.count - 1)] = job
        count += 1
    }

    mutating func removeFirst() -> UnownedJob? {
        guard count > 0 else { return nil }
        // `first` is below the count of slots.
        let job = slots[first]
        slots[first] = nil
        first = (first + 1) & (slots.count - 1)
        count -= 1
        return job
    }

    private mutating func grow() {
        // As many slots again as there are jobs, laid out from the first job on.
        let ordered = slots[first...] + slots[..<first]
        slots = Array(ordered) + Array(repeating: nil, count: slots.count)
        first = 0
    }
}
