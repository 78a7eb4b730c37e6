// A pattern as it is written, and why one can't be taken.

/// A parsed pattern.
indirect enum PatternSyntax: Equatable {
    case empty
    case set(ScalarSet)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    /// `max` is nil for no end.
    case repeated(PatternSyntax, min: Int, max: Int?)
    case start
    case end
    case wordBoundary(isNegated: Bool)
    case lookAhead(PatternSyntax, isNegated: Bool)
}

/// Why no automaton is made of a pattern.
package enum PatternRefusal: Error, Equatable, Sendable {
    /// It is no pattern of ECMA-262; `offset` counts Unicode scalars.
    case malformed(offset: Int, String)
    /// It refers to what a group has matched: no automaton can.
    case backReference
    case lookBehind
    /// A look-ahead stands inside a repetition that may match nothing, or has a large end.
    case repeatedLookAhead
    /// `\p{...}` of a property that isn't known.
    case unknownProperty(String)
    /// The automaton would have more states than are worth it, or take too much work to make.
    case tooLarge
    /// The text has more bytes than a pattern may have.
    case tooLong
    /// The patterns of the document took all the work that they may take together.
    case budgetSpent

    /// For messages: what the pattern has that stands in the way.
    package var reason: String {
        switch self {
        case .malformed(let offset, let what): "it isn't a pattern of ECMA-262: \(what) at character \(offset + 1)"
        case .backReference: "it has a back-reference, which can't be matched in linear time"
        case .lookBehind: "it looks behind, which is not supported"
        case .repeatedLookAhead: "it looks ahead inside a repetition, which is not supported"
        case .unknownProperty(let name): "the Unicode property `\(name)` is not known"
        case .tooLarge: "its automaton would be too large"
        case .tooLong: "it is longer than \(PatternParser.bytesMax) bytes"
        case .budgetSpent: "the patterns of the document take too much work together"
        }
    }
}
