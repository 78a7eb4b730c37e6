// Languages as terms: what is left to match, and what is left of that behind one more character.

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
struct Place {
    /// What stands in front of it.
    enum Before: Hashable { case start, word, other }
    enum Behind { case end, word, other }

    let before: Before
    let behind: Behind
}

/// All terms of one pattern, and their derivatives (Brzozowski): the derivative of a language by a scalar has the texts that
/// are in the language with the scalar in front of them.
///
/// Terms are simplified as they are made, so that a pattern has few of them: a choice has neither doubles nor an order,
/// and what takes everything takes in its neighbours.
struct Terms {
    static let nothing = 0
    static let empty = 1
    /// Every text.
    static let everything = 2
    /// More terms are a sign of a pattern whose automaton explodes.
    static let countMax = 50_000

    private(set) var terms: [Term] = []
    private var numbers: [Term: Int] = [:]
    /// What loops stand for. Each takes a character before it comes to itself, and so needs no end of its own.
    private var loops: [Int] = []
    private(set) var isExhausted = false

    init() {
        _ = number(.nothing)
        _ = number(.empty)
        let any = terms.count + 1
        // `everything` is the repetition of any scalar, which stands behind it.
        _ = number(.star(any))
        _ = number(.set(.all))
    }

    private mutating func number(_ term: Term) -> Int {
        if let known = numbers[term] { return known }
        if terms.count >= Self.countMax { isExhausted = true }
        terms.append(term)
        numbers[term] = terms.count - 1
        return terms.count - 1
    }

    // MARK: Making terms

    mutating func set(_ set: ScalarSet) -> Int { set.isEmpty ? Self.nothing : number(.set(set)) }
    mutating func assertion(_ term: Term) -> Int { number(term) }

    mutating func sequence(_ first: Int, _ second: Int) -> Int {
        if first == Self.nothing || second == Self.nothing { return Self.nothing }
        if first == Self.empty { return second }
        if second == Self.empty { return first }
        if first == Self.everything && second == Self.everything { return first }
        if case .sequence(let head, let tail) = terms[first] { return sequence(head, sequence(tail, second)) }
        return number(.sequence(first, second))
    }

    mutating func either(_ choices: [Int]) -> Int {
        var members: Set<Int> = []
        var joined = ScalarSet.none
        for choice in flattened(choices, { if case .either(let inner) = $0 { inner } else { nil } }) {
            if choice == Self.everything { return choice }
            if case .set(let set) = terms[choice] { joined = joined.union(set) } else { members.insert(choice) }
        }
        members.insert(set(joined))
        members.remove(Self.nothing)
        if members.count > 1 { return number(.either(members.sorted())) }
        return members.first ?? Self.nothing
    }

    mutating func both(_ parts: [Int]) -> Int {
        var members: Set<Int> = []
        for part in flattened(parts, { if case .both(let inner) = $0 { inner } else { nil } }) {
            if part == Self.nothing { return part }
            members.insert(part)
        }
        members.remove(Self.everything)
        if members.count > 1 { return number(.both(members.sorted())) }
        return members.first ?? Self.everything
    }

    private func flattened(_ choices: [Int], _ inner: (Term) -> [Int]?) -> [Int] {
        choices.flatMap { inner(terms[$0]) ?? [$0] }
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

    // MARK: Asking terms

    /// Whether the empty text is in the language, at that place.
    func takesEmpty(_ term: Int, at place: Place) -> Bool {
        switch terms[term] {
        case .nothing, .set: false
        case .empty, .star: true
        case .sequence(let first, let second): takesEmpty(first, at: place) && takesEmpty(second, at: place)
        case .either(let choices): choices.contains { takesEmpty($0, at: place) }
        case .both(let parts): parts.allSatisfy { takesEmpty($0, at: place) }
        case .not(let inner): !takesEmpty(inner, at: place)
        case .counted(let inner, let min, _): min == 0 || takesEmpty(inner, at: place)
        case .loop(let index): takesEmpty(loops[index], at: place)
        case .start: place.before == .start
        case .end: place.behind == .end
        case .wordBoundary(let isNegated): ((place.before == .word) != (place.behind == .word)) != isNegated
        }
    }

    /// What is left of the language behind a scalar, which is what stands behind the place.
    mutating func derivative(_ term: Int, by scalar: UInt32, at place: Place) -> Int {
        switch terms[term] {
        case .nothing, .empty, .start, .end, .wordBoundary: return Self.nothing
        case .set(let set): return set.contains(scalar) ? Self.empty : Self.nothing
        case .sequence(let first, let second):
            let head = sequence(derivative(first, by: scalar, at: place), second)
            guard takesEmpty(first, at: place) else { return head }
            return either([head, derivative(second, by: scalar, at: place)])
        case .either(let choices):
            var left: [Int] = []
            for choice in choices { left.append(derivative(choice, by: scalar, at: place)) }
            return either(left)
        case .both(let parts):
            var left: [Int] = []
            for part in parts { left.append(derivative(part, by: scalar, at: place)) }
            return both(left)
        case .loop(let index): return derivative(loops[index], by: scalar, at: place)
        case .not(let inner): return not(derivative(inner, by: scalar, at: place))
        case .star(let inner): return sequence(derivative(inner, by: scalar, at: place), term)
        case .counted(let inner, let min, let max):
            let rest = counted(inner, min: Swift.max(min - 1, 0), max: max.map { $0 - 1 })
            return sequence(derivative(inner, by: scalar, at: place), rest)
        }
    }
}
