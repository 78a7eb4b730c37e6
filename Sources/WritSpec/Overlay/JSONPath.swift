// JSONPath (RFC 9535), as overlays name parts of a document by it.

internal import WritPattern

/// A query: which parts of a document it selects. `JSONPathEvaluation` looks for them.
struct JSONPath {
    indirect enum Selector {
        case name(String)
        case index(Int)
        case wildcard
        case slice(start: Int?, end: Int?, step: Int)
        case filter(Condition)
    }

    struct Segment {
        let isDescendant: Bool
        let selectors: [Selector]
    }

    indirect enum Condition {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case exists(Query)
        case comparison(Operand, Comparison, Operand)
        /// A text that the pattern matches.
        case matching(Operand, PatternAutomaton)
    }

    enum Comparison: String {
        case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    }

    /// A query in a filter, from the root (`$`) or from the value that is looked at (`@`).
    struct Query {
        /// Its place among the queries of the text: what it selects from the root is looked for once.
        let number: Int
        let isFromRoot: Bool
        let path: JSONPath
    }

    enum Operand {
        case literal(Node.Value)
        case query(Query)
        case length(Query)
        case count(Query)
    }

    var segments: [Segment] = []
}
