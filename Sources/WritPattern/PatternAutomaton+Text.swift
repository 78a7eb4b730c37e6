// An automaton as text: what stands in generated code, and is read when a pattern is first asked for.

extension PatternAutomaton {
    /// The automaton in characters that need no escape in a string literal.
    ///
    /// Numbers are written in base 32, low digits first: `0`...`9`, `a`...`v` end a number, `A`...`Z`, `-`, `.`, `_`, `~`,
    /// `+`, `*` stand for a digit that another one follows. In this order: classes, states, the first state, runs, and for
    /// each run how far it begins behind the one before, and its class; for each state, whether a text may end there, and
    /// its row: how many next states are the same, and which.
    package var text: String {
        var text = ""
        func write(_ number: Int) {
            var rest = number
            while rest >= 32 {
                text.unicodeScalars.append(Self.openDigits[rest % 32])
                rest /= 32
            }
            text.unicodeScalars.append(Self.lastDigits[rest])
        }
        write(classCount)
        write(stateCount)
        write(start)
        write(runs.count)
        var last: UInt32 = 0
        for run in runs {
            write(Int(run.start - last))
            write(run.number)
            last = run.start
        }
        for state in accepts.indices {
            write(accepts[state] ? 1 : 0)
            var column = 0
            while column < classCount {
                let target = next[state * classCount + column]
                var count = 1
                while column + count < classCount, next[state * classCount + column + count] == target { count += 1 }
                write(count)
                write(target)
                column += count
            }
        }
        return text
    }

    private static let lastDigits = Array("0123456789abcdefghijklmnopqrstuv".unicodeScalars)
    private static let openDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~+*".unicodeScalars)
}
