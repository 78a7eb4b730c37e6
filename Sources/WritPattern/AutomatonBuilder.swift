// Builds the automaton of a pattern state by state, from derivatives, and makes it as small as it can be.

struct AutomatonBuilder {
    /// A state: what is left to match, and as much of what was read as assertions ask for.
    private struct State: Hashable {
        let term: Int
        let before: Place.Before
    }

    /// States and transitions of one automaton, before it is made smaller. A server keeps states in 16 bits.
    static let statesMax = 20_000
    static let transitionsMax = 400_000

    private var terms: Terms
    private var states: [State] = []
    private var numbers: [State: Int] = [:]
    private var asksForStart = false
    private var asksForWords = false

    init(work: PatternWork) {
        terms = Terms(work: work)
    }

    /// What it has taken so far, made or not.
    var steps: Int { terms.work.steps }
    var isExhausted: Bool { terms.work.isExhausted }

    mutating func build(_ pattern: PatternSyntax) throws(PatternRefusal) -> PatternAutomaton {
        let language = try terms.language(of: pattern)
        let classes = try classes()
        // The two states that nothing leads out of come first.
        _ = number(of: Terms.nothing, .other)
        _ = number(of: Terms.everything, .other)
        let start = number(of: language, .start)
        var next: [Int] = []
        var index = 0
        while index < states.count {
            let state = states[index]
            for scalar in classes.representatives {
                let isWord = ScalarSet.wordCharacters.contains(scalar)
                let place = Place(before: state.before, behind: isWord ? .word : .other)
                let left = terms.derivative(state.term, by: scalar, at: place)
                if terms.work.isExhausted { throw .tooLarge }
                next.append(number(of: left, isWord ? .word : .other))
            }
            index += 1
            if states.count > Self.statesMax || next.count > Self.transitionsMax { throw .tooLarge }
        }
        var accepts: [Bool] = []
        for state in states { accepts.append(terms.takesEmpty(state.term, at: Place(before: state.before, behind: .end))) }
        // Making it smaller looks at each transition as often as its block is halved.
        terms.work.spend(next.count * 8)
        if terms.work.isExhausted { throw .tooLarge }
        let automaton = PatternAutomaton(
            runs: classes.runs.map { PatternAutomaton.Run(start: $0.start, number: $0.number) },
            classCount: classes.representatives.count, next: next, accepts: accepts, start: start)
        return automaton.minimized()
    }

    /// The scalars that no set in any term tells apart.
    private mutating func classes() throws(PatternRefusal) -> ScalarClasses {
        var sets: Set<ScalarSet> = []
        for term in terms.terms {
            switch term {
            case .set(let set): sets.insert(set)
            case .start: asksForStart = true
            case .wordBoundary: asksForWords = true
            default: break
            }
        }
        if asksForWords { sets.insert(.wordCharacters) }
        // Each edge is looked up in each set.
        terms.work.spend(sets.count * sets.reduce(0) { $0 + $1.ranges.count })
        if terms.work.isExhausted { throw .tooLarge }
        return ScalarClasses(of: Array(sets))
    }

    private mutating func number(of term: Int, _ before: Place.Before) -> Int {
        // Terms without anything left to decide don't care what was read.
        let isDecided = term == Terms.nothing || term == Terms.everything
        var relevant = before
        if isDecided || (before == .word && !asksForWords) || (before == .start && !asksForStart) { relevant = .other }
        let state = State(term: term, before: relevant)
        if let known = numbers[state] { return known }
        states.append(state)
        numbers[state] = states.count - 1
        return states.count - 1
    }
}
