// Languages as terms: what is left to match.

/// A language of texts. Terms are made by `Terms` alone, which keeps one of each: equal terms have equal numbers.
enum Term: Hashable {
    /// No text at all.
    case nothing
    /// The empty text.
    case empty
    /// The texts of one scalar out of the set.
    case set(ScalarSet)
    case sequence(Int, Int)
    /// Ascending numbers.
    case either([Int])
    case both([Int])
    case not(Int)
    case star(Int)
    /// `max` is nil for no end.
    case counted(Int, min: Int, max: Int?)
    /// A language that refers to itself, by its place in `Terms.loops`.
    case loop(Int)
    /// The empty text, in certain places.
    case start
    case end
    case wordBoundary(isNegated: Bool)
}

/// What stands on the two sides of a place in a text.
struct Place: Hashable {
    /// What stands in front of it.
    enum Before: Int, Hashable { case start, word, other }
    enum Behind: Int, Hashable { case end, word, other }

    let before: Before
    let behind: Behind
}

/// All terms of one pattern, and their derivatives (Brzozowski): the derivative of a language by a scalar has the texts that
/// are in the language with the scalar in front of them.
///
/// Terms are simplified as they are made, so that a pattern has few of them: a choice has neither doubles nor an order,
/// and what takes everything takes in its neighbours. A sequence leans to its end: nothing here recurses along one, and what
/// was found of a term is kept.
struct Terms {
    static let nothing = 0
    static let empty = 1
    /// Every text.
    static let everything = 2
    /// More terms are a sign of a pattern whose automaton explodes.
    static let countMax = 400_000
    /// Terms inside each other, sequences not counted.
    static let depthMax = 600

    private(set) var terms: [Term] = []
    private var numbers: [Term: Int] = [:]
    /// What loops stand for. Each takes a character before it comes to itself, and so needs no end of its own.
    private(set) var loops: [Int] = []
    var work: PatternWork
    var depth = 0
    // What was found of terms, by the term and by what stands around it.
    var emptiness: [Int: Bool] = [:]
    var derivatives: [DerivativeKey: Int] = [:]

    struct DerivativeKey: Hashable {
        let term: Int
        let scalar: UInt32
        let before: Place.Before
    }

    init(work: PatternWork) {
        self.work = work
        _ = number(.nothing)
        _ = number(.empty)
        let any = terms.count + 1
        // `everything` is the repetition of any scalar, which stands behind it.
        _ = number(.star(any))
        _ = number(.set(.all))
    }

    private mutating func number(_ term: Term) -> Int {
        switch term {
        case .either(let members), .both(let members): work.spend(1 + members.count)
        case .set(let set): work.spend(1 + set.ranges.count)
        default: work.spend()
        }
        if let known = numbers[term] { return known }
        if terms.count >= Self.countMax { work.exhaust() }
        terms.append(term)
        numbers[term] = terms.count - 1
        return terms.count - 1
    }

    // MARK: Making terms

    mutating func set(_ set: ScalarSet) -> Int { set.isEmpty ? Self.nothing : number(.set(set)) }
    mutating func assertion(_ term: Term) -> Int { number(term) }

    mutating func sequence(_ first: Int, _ second: Int) -> Int {
        var heads: [Int] = []
        var last = first
        while case .sequence(let head, let tail) = terms[last] {
            heads.append(head)
            last = tail
        }
        var whole = pair(last, second)
        for head in heads.reversed() { whole = pair(head, whole) }
        return whole
    }

    /// - Parameter first: no sequence.
    private mutating func pair(_ first: Int, _ second: Int) -> Int {
        if first == Self.nothing || second == Self.nothing { return Self.nothing }
        if first == Self.empty { return second }
        if second == Self.empty { return first }
        if first == Self.everything && second == Self.everything { return first }
        return number(.sequence(first, second))
    }

    mutating func either(_ choices: [Int]) -> Int {
        var members: [Int] = []
        var ranges: [ClosedRange<UInt32>] = []
        for choice in choices {
            if choice == Self.everything { return choice }
            switch terms[choice] {
            case .set(let set): ranges += set.ranges
            // A choice is flat, and has one set at most.
            case .either(let inner):
                for member in inner {
                    if case .set(let set) = terms[member] { ranges += set.ranges } else { members.append(member) }
                }
            default: if choice != Self.nothing { members.append(choice) }
            }
        }
        work.spend(members.count + ranges.count)
        if !ranges.isEmpty { members.append(set(ScalarSet(ranges))) }
        return single(ascending(members), otherwise: Self.nothing) { .either($0) }
    }

    mutating func both(_ parts: [Int]) -> Int {
        var members: [Int] = []
        for part in parts {
            if part == Self.nothing { return part }
            if case .both(let inner) = terms[part] { members += inner } else { members.append(part) }
        }
        work.spend(members.count)
        return single(ascending(members).filter { $0 != Self.everything }, otherwise: Self.everything) { .both($0) }
    }

    private mutating func single(_ members: [Int], otherwise: Int, _ term: ([Int]) -> Term) -> Int {
        members.count > 1 ? number(term(members)) : members.first ?? otherwise
    }

    /// Each once.
    private func ascending(_ members: [Int]) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(members.count)
        for member in members.sorted() where result.last != member { result.append(member) }
        return result
    }

    mutating func not(_ term: Int) -> Int {
        if term == Self.nothing { return Self.everything }
        if term == Self.everything { return Self.nothing }
        if case .not(let inner) = terms[term] { return inner }
        return number(.not(term))
    }

    mutating func star(_ term: Int) -> Int {
        if term == Self.nothing || term == Self.empty { return Self.empty }
        if case .star = terms[term] { return term }
        return number(.star(term))
    }

    mutating func counted(_ term: Int, min: Int, max: Int?) -> Int {
        if max == 0 { return Self.empty }
        if term == Self.nothing { return min == 0 ? Self.empty : Self.nothing }
        if term == Self.empty { return term }
        if min == 1 && max == 1 { return term }
        if max == nil {
            if min == 0 { return star(term) }
            if min == 1 { return sequence(term, star(term)) }
        }
        return number(.counted(term, min: min, max: max))
    }

    /// Begins a language that will refer to itself by the number that is returned.
    mutating func beginLoop() -> Int {
        loops.append(Self.nothing)
        return number(.loop(loops.count - 1))
    }

    mutating func endLoop(_ loop: Int, _ language: Int) {
        if case .loop(let index) = terms[loop] { loops[index] = language }
    }
}
