// The work that patterns take: counted, and bounded.

import Testing
import WritPattern

@Suite struct `The work of a pattern` {
    /// The steps that a pattern takes, and what comes of it.
    private func steps(_ pattern: String, of most: Int = PatternBudget.documentStepsMax) -> (Int, PatternRefusal?) {
        var budget = PatternBudget(stepsMax: most)
        do throws(PatternRefusal) {
            _ = try compilePattern(pattern, &budget)
            return (most - budget.stepsLeft, nil)
        } catch {
            return (most - budget.stepsLeft, error)
        }
    }

    private static let slow: [String] = [
        String(repeating: "a?", count: 200) + String(repeating: "a", count: 200),
        String(repeating: "a?", count: 16_000) + String(repeating: "a", count: 16_000),
        "^(a{1,1000}){1,1000}$", "^(a{1,1000}){1,1001}$", "^((a{1,100}){1,100}){1,100}$", "(a?){50000}b(a?){50000}",
        "^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)(?=.*g)(?=.*h)(?=.*i)[a-z]{8,99}$",
        String(repeating: "(", count: 99) + "a" + String(repeating: "*b)", count: 99),
        String(repeating: "(?:(?=a)b){16}(?:", count: 20) + String(repeating: ")", count: 20),
        String(repeating: "(?=a)b?", count: 9_000), String(repeating: #"[\p{L}\P{Lu}]"#, count: 4_000),
        "[" + String(repeating: #"\p{L}"#, count: 12_000) + "]", "(.*)" + String(repeating: "(.*)x", count: 12_000),
        "^(" + (0..<8_000).map { "a\($0)" }.joined(separator: "|") + ")$", ".*a.{20}",
        (0..<9_000).map { "(?<n\($0)>a)" }.joined().prefix(65_000).description + "a)",
    ]

    @Test(arguments: slow)
    func `ends at what one pattern may take`(pattern: String) {
        // Far less than what a pattern may take: what is slow is slow at any budget.
        #expect(steps(pattern, of: 200_000).0 <= 200_000, "\(pattern.prefix(40))")
    }

    @Test(
        arguments: [
            ({ (count: Int) in "^" + String(repeating: "a", count: count) + "$" }), { "^[a-z]{1,\($0)}$" },
            { "^(a|b)*c{\($0)}$" },
            { "^" + String(repeating: "(a)", count: $0) }, { "^" + String(repeating: #"\d-"#, count: $0) },
            { "^[^ ]{0,\($0)} \\s*$" },
        ] as [@Sendable (Int) -> String])
    func `grows with its length where it is written plainly`(pattern: @Sendable (Int) -> String) {
        let (few, first) = steps(pattern(500))
        let (many, second) = steps(pattern(2_000))
        #expect(first == nil && second == nil)
        #expect(many < few * 5)
    }

    @Test(arguments: [
        "^a{1,10000}$", "^[a-z]{1,64}(-[a-z]{1,64}){0,100}$", "^.{1,9999}$",
        "^(" + (0..<500).map { "word\($0)" }.joined(separator: "|") + ")$", String(repeating: "a?", count: 60) + "b",
        String(repeating: "a", count: 1_000),
    ])
    func `is enough for what real ones ask for`(pattern: String) {
        #expect(steps(pattern).1 == nil, "\(pattern.prefix(40))")
    }

    @Test func `is refused above the largest automaton`() {
        // Four states besides those of the letters: two that nothing leads out of, the start and the end.
        #expect(steps("^a{19996}$").1 == nil)
        #expect(steps("^a{19997}$").1 == .tooLarge)
    }

    @Test func `is refused above the longest text`() {
        let longest = "[" + String(repeating: "a", count: 65_534) + "]"
        #expect(steps(longest).1 == nil)
        #expect(steps(longest + "a").1 == .tooLong)
        #expect(steps(String(repeating: "a", count: 400_000)).1 == .tooLong)
    }

    @Test func `is what is left to the document`() {
        let (needed, _) = steps("^[a-z]{1,100}$")
        #expect(steps("^[a-z]{1,100}$", of: needed).1 == nil)
        #expect(steps("^[a-z]{1,100}$", of: needed - 1).1 == .budgetSpent)
        #expect(steps("^[a-z]{1,100}$", of: 0).1 == .budgetSpent)
        #expect(steps("(", of: 1).1 == .malformed(offset: 1, "a group is not closed"))
    }

    @Test func `of many patterns is bounded together`() {
        var budget = PatternBudget(stepsMax: 600_000, patternStepsMax: 500_000)
        var refusals: [PatternRefusal] = []
        for count in 1_000..<1_010 {
            do throws(PatternRefusal) { _ = try compilePattern("^(a{1,1000}){1,\(count)}$", &budget) } catch {
                refusals.append(error)
            }
        }
        #expect(budget.stepsLeft == 0)
        #expect(refusals.first == .tooLarge && refusals.last == .budgetSpent && refusals.count == 10)
    }
}

@Suite struct `The smallest automaton` {
    /// Groups of states, refined until none changes (Moore): slow, and plainly right.
    private func groupCount(_ automaton: PatternAutomaton) -> Int {
        var group = automaton.accepts.map { $0 ? 1 : 0 }
        while true {
            var numbers: [[Int]: Int] = [:]
            let refined = group.indices.map { state in
                let row = (0..<automaton.classCount).map { group[automaton.next[state * automaton.classCount + $0]] }
                let key = [group[state]] + row
                numbers[key] = numbers[key] ?? numbers.count
                return numbers[key] ?? 0
            }
            if numbers.count == Set(group).count { return numbers.count }
            group = refined
        }
    }

    @Test(arguments: [
        "", "a", "^$", "^a$", "a|b", "(ab|cb)*", "^(a|b)*abb$", "^(0|1(01*0)*1)*$", "^a{3,40}$", #"\bcat\b"#, "^(?!admin$).+$",
        "(a|ab)(c|bcd)(d*)", "^([a-z]{1,9}-){0,9}[a-z]$", "^(?=.*[0-9])(?=.*[a-z]).{4,}$", "x*y*z*", "^(aa|aaa)*$",
    ])
    func `has no two states that no text tells apart`(pattern: String) throws {
        let automaton = try compilePattern(pattern)
        #expect(groupCount(automaton) == automaton.stateCount)
        // The states are numbered as they are met, row by row, behind the two that nothing leads out of.
        var known: Set<Int> = [0, 1]
        for state in [automaton.start] + automaton.next where known.insert(state).inserted {
            #expect(state == known.count - 1)
        }
    }
}
