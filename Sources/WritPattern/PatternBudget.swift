// How much work patterns may take: counted, so that a document is refused alike on every machine.

/// What is left of the work that the patterns of one document may take.
///
/// A step is one term looked at, one number put into a list, or one next state: some tens of nanoseconds.
package struct PatternBudget: Sendable {
    /// Steps that one pattern may take.
    package static let patternStepsMax = 6_000_000
    /// Steps that all patterns of a document may take together.
    package static let documentStepsMax = 60_000_000

    /// Steps that are left to the document.
    package private(set) var stepsLeft: Int
    private let patternStepsMax: Int

    package init(stepsMax: Int = documentStepsMax, patternStepsMax: Int = patternStepsMax) {
        self.stepsLeft = stepsMax
        self.patternStepsMax = patternStepsMax
    }

    /// What the next pattern may take.
    var patternSteps: Int { max(0, min(stepsLeft, patternStepsMax)) }

    /// The next pattern may take less than others: what is left to the document.
    var isLast: Bool { stepsLeft < patternStepsMax }

    mutating func spend(_ steps: Int) { stepsLeft = max(0, stepsLeft - steps) }
}

/// The steps of one pattern.
struct PatternWork {
    let stepsMax: Int
    private(set) var steps = 0

    init(stepsMax: Int) {
        self.stepsMax = stepsMax
    }

    var isExhausted: Bool { steps > stepsMax }

    /// No more is counted than there is: what would take more is not begun.
    mutating func spend(_ count: Int = 1) { steps = min(steps + count, stepsMax + 1) }

    /// Nothing more is to be made: more would take too much memory, or too deep a stack.
    mutating func exhaust() { steps = stepsMax + 1 }
}
