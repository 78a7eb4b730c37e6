// Scalars that no set of a pattern tells apart.

/// A partition of all scalars: each class has a number and one scalar that stands for it.
struct ScalarClasses {
    /// Where a run of scalars of one class begins, in ascending order; the first is 0.
    private(set) var runs: [(start: UInt32, number: Int)] = []
    /// One scalar of each class.
    private(set) var representatives: [UInt32] = []

    /// The coarsest partition in which every set is a union of classes.
    init(of sets: [ScalarSet]) {
        var edges: Set<UInt32> = [0, 0xD800, 0xE000]
        for set in sets {
            for range in set.ranges {
                edges.insert(range.lowerBound)
                edges.insert(range.upperBound + 1)
            }
        }
        var numbers: [[Bool]: Int] = [:]
        for edge in edges.sorted() where edge <= 0x10FFFF {
            // Surrogates are no scalars: they join whatever stands in front of them.
            if (0xD800...0xDFFF).contains(edge) { continue }
            let members = sets.map { $0.contains(edge) }
            let number = numbers[members] ?? numbers.count
            if number == numbers.count {
                numbers[members] = number
                representatives.append(edge)
            }
            if runs.last?.number != number { runs.append((edge, number)) }
        }
    }
}
