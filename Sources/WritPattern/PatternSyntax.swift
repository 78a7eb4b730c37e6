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

    /// Whether each of its matches has a character.
    var takesCharacters: Bool {
        switch self {
        case .empty, .start, .end, .wordBoundary, .lookAhead: false
        case .set: true
        case .sequence(let parts): parts.contains(where: \.takesCharacters)
        case .alternatives(let parts): parts.allSatisfy(\.takesCharacters)
        case .repeated(let part, let min, _): min > 0 && part.takesCharacters
        }
    }

    /// Whether there is a look-ahead in it.
    var looksAhead: Bool {
        switch self {
        case .empty, .set, .start, .end, .wordBoundary: false
        case .sequence(let parts), .alternatives(let parts): parts.contains(where: \.looksAhead)
        case .repeated(let part, _, _): part.looksAhead
        case .lookAhead: true
        }
    }
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
    /// The automaton would have more states than are worth it.
    case tooLarge

    /// For messages: what the pattern has that stands in the way.
    package var reason: String {
        switch self {
        case .malformed(let offset, let what): "it is no pattern of ECMA-262: \(what) at character \(offset + 1)"
        case .backReference: "it has a back-reference, which can't be matched in linear time"
        case .lookBehind: "it looks behind, which is not supported"
        case .repeatedLookAhead: "it looks ahead inside a repetition, which is not supported"
        case .unknownProperty(let name): "the Unicode property `\(name)` is not known"
        case .tooLarge: "its automaton would be too large"
        }
    }
}
