// Builds the automaton of a pattern state by state, from derivatives, and makes it as small as it can be.

struct AutomatonBuilder {
    /// A state: what is left to match, and as much of what was read as assertions ask for.
    private struct State: Hashable {
        let term: Int
        let before: Place.Before
    }

    /// States and transitions of one automaton, before it is made smaller.
    static let statesMax = 4_000
    static let transitionsMax = 100_000

    private var terms = Terms()
    private var states: [State] = []
    private var numbers: [State: Int] = [:]
    private var asksForStart = false
    private var asksForWords = false

    mutating func build(_ pattern: PatternSyntax) throws(PatternRefusal) -> PatternAutomaton {
        let language = try terms.language(of: pattern)
        var sets: [ScalarSet] = []
        for term in terms.terms {
            switch term {
            case .set(let set): sets.append(set)
            case .start: asksForStart = true
            case .wordBoundary: asksForWords = true
            default: break
            }
        }
        if asksForWords { sets.append(.wordCharacters) }
        let classes = ScalarClasses(of: Array(Set(sets)))

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
                next.append(number(of: left, isWord ? .word : .other))
            }
            index += 1
            if terms.isExhausted || states.count > Self.statesMax || next.count > Self.transitionsMax { throw .tooLarge }
        }
        let accepts = states.map { terms.takesEmpty($0.term, at: Place(before: $0.before, behind: .end)) }
        let automaton = PatternAutomaton(
            runs: classes.runs.map { PatternAutomaton.Run(start: $0.start, number: $0.number) },
            classCount: classes.representatives.count, next: next, accepts: accepts, start: start)
        return automaton.minimized()
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

extension PatternAutomaton {
    /// The smallest automaton that accepts the same texts: states that no text tells apart become one (Moore).
    func minimized() -> PatternAutomaton {
        var group = accepts.map { $0 ? 1 : 0 }
        var groupCount = 0
        while true {
            var numbers: [[Int]: Int] = [:]
            var refined: [Int] = []
            for state in accepts.indices {
                let row = next[state * classCount..<(state + 1) * classCount]
                let key = [group[state]] + row.map { group[$0] }
                let number = numbers[key] ?? numbers.count
                numbers[key] = number
                refined.append(number)
            }
            let isStable = numbers.count == groupCount
            group = refined
            groupCount = numbers.count
            if isStable { break }
        }
        // States 0 and 1 are in groups 0 and 1: they are looked at first, and a text tells them apart.
        var rows = Array(repeating: 0, count: groupCount * classCount)
        var accepting = Array(repeating: false, count: groupCount)
        for state in accepts.indices {
            accepting[group[state]] = accepts[state]
            for column in 0..<classCount {
                rows[group[state] * classCount + column] = group[next[state * classCount + column]]
            }
        }
        return PatternAutomaton(
            runs: runs, classCount: classCount, next: rows, accepts: accepting, start: group[start])
    }
}
