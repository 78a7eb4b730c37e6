// The smallest automaton that accepts the same texts.

extension PatternAutomaton {
    /// States that no text tells apart become one (Hopcroft); groups are numbered by their first states.
    func minimized() -> PatternAutomaton {
        var partition = StatePartition(accepts)
        var waiting = Array(0..<partition.groupCount)
        var isWaiting = Array(repeating: true, count: partition.groupCount)
        let sources = TransitionSources(self)
        while let group = waiting.popLast() {
            isWaiting[group] = false
            let targets = partition.members(of: group)
            for column in 0..<classCount {
                for target in targets {
                    for source in sources.states(leadingTo: target, column) { partition.mark(source) }
                }
                for (old, new) in partition.split() {
                    isWaiting.append(false)
                    // The smaller half tells apart what both would, unless the whole is still to be looked at.
                    let chosen = isWaiting[old] || partition.count(new) <= partition.count(old) ? new : old
                    isWaiting[chosen] = true
                    waiting.append(chosen)
                }
            }
        }
        return merged(by: partition)
    }

    private func merged(by partition: StatePartition) -> PatternAutomaton {
        var numbers: [Int: Int] = [:]
        var group: [Int] = []
        // States 0 and 1 are in groups 0 and 1: they are looked at first, and a text tells them apart.
        for state in accepts.indices {
            let number = numbers[partition.group(of: state)] ?? numbers.count
            numbers[partition.group(of: state)] = number
            group.append(number)
        }
        var rows = Array(repeating: 0, count: numbers.count * classCount)
        var accepting = Array(repeating: false, count: numbers.count)
        for state in accepts.indices {
            accepting[group[state]] = accepts[state]
            for column in 0..<classCount {
                rows[group[state] * classCount + column] = group[next[state * classCount + column]]
            }
        }
        return PatternAutomaton(runs: runs, classCount: classCount, next: rows, accepts: accepting, start: group[start])
    }
}

/// From which states transitions lead to one, by class.
private struct TransitionSources {
    private let classCount: Int
    /// Where the sources of a state and a class begin in `states`.
    private var starts: [Int]
    private var states: [Int]

    init(_ automaton: PatternAutomaton) {
        classCount = automaton.classCount
        starts = Array(repeating: 0, count: automaton.next.count + 1)
        states = Array(repeating: 0, count: automaton.next.count)
        for (index, target) in automaton.next.enumerated() { starts[target * classCount + index % classCount + 1] += 1 }
        for index in automaton.next.indices { starts[index + 1] += starts[index] }
        var free = starts
        for (index, target) in automaton.next.enumerated() {
            let slot = target * classCount + index % classCount
            states[free[slot]] = index / classCount
            free[slot] += 1
        }
    }

    func states(leadingTo target: Int, _ column: Int) -> ArraySlice<Int> {
        let slot = target * classCount + column
        return states[starts[slot]..<starts[slot + 1]]
    }
}

/// States in groups that are split by marking some of their members.
private struct StatePartition {
    /// The states, group by group; those that are marked first in theirs.
    private var states: [Int]
    private var places: [Int]
    private var groups: [Int]
    private var ranges: [Range<Int>] = []
    private var markedCounts: [Int] = []
    private var touched: [Int] = []

    init(_ accepts: [Bool]) {
        let sorted = accepts.indices.filter { !accepts[$0] } + accepts.indices.filter { accepts[$0] }
        states = sorted
        places = Array(repeating: 0, count: sorted.count)
        groups = places
        for (place, state) in sorted.enumerated() { places[state] = place }
        let refusing = accepts.count { !$0 }
        for range in [0..<refusing, refusing..<sorted.count] where !range.isEmpty {
            for place in range { groups[sorted[place]] = ranges.count }
            ranges.append(range)
            markedCounts.append(0)
        }
    }

    var groupCount: Int { ranges.count }

    func group(of state: Int) -> Int { groups[state] }
    func count(_ group: Int) -> Int { ranges[group].count }
    func members(of group: Int) -> [Int] { Array(states[ranges[group]]) }

    mutating func mark(_ state: Int) {
        let group = groups[state]
        let free = ranges[group].lowerBound + markedCounts[group]
        // Marked already.
        guard places[state] >= free else { return }
        if markedCounts[group] == 0 { touched.append(group) }
        let other = states[free]
        states.swapAt(free, places[state])
        places[other] = places[state]
        places[state] = free
        markedCounts[group] += 1
    }

    /// Takes the marked states out of their groups, where others are left in these; and forgets the marks.
    mutating func split() -> [(old: Int, new: Int)] {
        var result: [(old: Int, new: Int)] = []
        for group in touched {
            let range = ranges[group]
            let end = range.lowerBound + markedCounts[group]
            markedCounts[group] = 0
            if end == range.upperBound { continue }
            for place in range.lowerBound..<end { groups[states[place]] = ranges.count }
            ranges[group] = end..<range.upperBound
            result.append((group, ranges.count))
            ranges.append(range.lowerBound..<end)
            markedCounts.append(0)
        }
        touched = []
        return result
    }
}
