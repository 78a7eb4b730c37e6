// An automaton as text: what stands in generated code, and is read when a pattern is first asked for.

internal import WritFormats

extension PatternAutomaton {
    /// See `AutomatonText`, which reads it, too.
    package var text: String {
        AutomatonText(
            runs: runs.map { AutomatonText.Run(start: $0.start, number: $0.number) }, classCount: classCount, next: next,
            accepts: accepts, start: start
        ).text
    }
}
