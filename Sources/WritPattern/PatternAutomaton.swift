// The automaton of a pattern: what is generated, and what the runtime walks.

/// A deterministic automaton that reads a text scalar by scalar.
package struct PatternAutomaton: Equatable, Sendable {
    /// Where a run of scalars of one class begins, in ascending order; the first is 0.
    package let runs: [Run]
    package let classCount: Int
    /// Rows of next states, one of `classCount` for each state. State 0 refuses whatever comes, state 1 accepts it.
    package let next: [Int]
    /// Whether a text may end in the state.
    package let accepts: [Bool]
    /// The state to begin in.
    package let start: Int

    package struct Run: Equatable, Sendable {
        package let start: UInt32
        package let number: Int
    }

    package var stateCount: Int { accepts.count }

    /// Whether the pattern is found in the text: the way of the runtime, step by step.
    package func matches(_ text: String) -> Bool {
        var state = start
        for scalar in text.unicodeScalars {
            let run = runs.last { $0.start <= scalar.value }
            state = next[state * classCount + (run?.number ?? 0)]
        }
        return accepts[state]
    }
}

/// Makes the automaton of a pattern of ECMA-262, which is found anywhere in a text unless it is anchored.
///
/// - Parameter budget: what patterns may still take; what this one took is gone from it, whatever came of it.
package func compilePattern(_ text: String, _ budget: inout PatternBudget) throws(PatternRefusal) -> PatternAutomaton {
    guard text.utf8.count <= PatternParser.bytesMax else { throw .tooLong }
    guard budget.stepsLeft > 0 else { throw .budgetSpent }
    var parser = PatternParser(text, work: PatternWork(stepsMax: budget.patternSteps))
    let pattern: PatternSyntax
    do {
        pattern = try parser.parse()
    } catch {
        budget.spend(parser.work.steps)
        throw error
    }
    var builder = AutomatonBuilder(work: parser.work)
    let isLast = budget.isLast
    defer { budget.spend(builder.steps) }
    do {
        return try builder.build(pattern)
    } catch .tooLarge where isLast && builder.isExhausted {
        throw .budgetSpent
    }
}

/// The same for one pattern by itself.
package func compilePattern(_ text: String) throws(PatternRefusal) -> PatternAutomaton {
    var budget = PatternBudget()
    return try compilePattern(text, &budget)
}
