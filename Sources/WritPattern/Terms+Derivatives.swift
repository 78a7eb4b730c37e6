// What terms take, and what is left of them behind one more character.

extension Terms {
    /// Whether the empty text is in the language, at that place.
    mutating func takesEmpty(_ term: Int, at place: Place) -> Bool {
        // Along a sequence, as far as each of its parts takes the empty text.
        var passed: [Int] = []
        var current = term
        var answer: Bool?
        while answer == nil {
            work.spend()
            if let known = emptiness[key(current, place)] {
                answer = known
            } else if case .sequence(let first, let second) = terms[current] {
                passed.append(current)
                if partTakesEmpty(first, at: place) { current = second } else { answer = false }
            } else {
                passed.append(current)
                answer = partTakesEmpty(current, at: place)
            }
        }
        for term in passed { emptiness[key(term, place)] = answer }
        return answer ?? false
    }

    private func key(_ term: Int, _ place: Place) -> Int { term * 9 + place.before.rawValue * 3 + place.behind.rawValue }

    /// The same for what is no sequence itself.
    private mutating func partTakesEmpty(_ term: Int, at place: Place) -> Bool {
        switch terms[term] {
        case .nothing, .set: return false
        case .empty, .star: return true
        case .start: return place.before == .start
        case .end: return place.behind == .end
        case .wordBoundary(let isNegated): return ((place.before == .word) != (place.behind == .word)) != isNegated
        case .counted(_, let min, _) where min == 0: return true
        default: return inside { $0.composedTakesEmpty(term, at: place) } ?? false
        }
    }

    private mutating func composedTakesEmpty(_ term: Int, at place: Place) -> Bool {
        switch terms[term] {
        case .either(let choices):
            for choice in choices where takesEmpty(choice, at: place) { return true }
            return false
        case .both(let parts):
            for part in parts where !takesEmpty(part, at: place) { return false }
            return true
        case .not(let inner): return !takesEmpty(inner, at: place)
        case .counted(let inner, _, _): return takesEmpty(inner, at: place)
        case .loop(let index): return takesEmpty(loops[index], at: place)
        case .sequence: return takesEmpty(term, at: place)
        case .nothing, .empty, .set, .star, .start, .end, .wordBoundary: return false
        }
    }

    /// One level deeper; nil where that is too deep, or where the work is used up.
    private mutating func inside<Result>(_ body: (inout Terms) -> Result) -> Result? {
        guard depth < Self.depthMax else {
            work.exhaust()
            return nil
        }
        guard !work.isExhausted else { return nil }
        depth += 1
        defer { depth -= 1 }
        return body(&self)
    }

    /// What is left of the language behind a scalar, which is what stands behind the place.
    mutating func derivative(_ term: Int, by scalar: UInt32, at place: Place) -> Int {
        var passed: [(term: Int, head: Int)] = []
        var current = term
        var left: Int?
        while left == nil {
            work.spend()
            let key = DerivativeKey(term: current, scalar: scalar, before: place.before)
            if let known = derivatives[key] {
                left = known
            } else if case .sequence(let first, let second) = terms[current] {
                let head = sequence(partDerivative(first, by: scalar, at: place), second)
                if !takesEmpty(first, at: place) {
                    derivatives[key] = head
                    left = head
                } else {
                    passed.append((current, head))
                    current = second
                }
            } else {
                left = partDerivative(current, by: scalar, at: place)
            }
            if work.isExhausted { return Self.nothing }
        }
        var rest = left ?? Self.nothing
        for (term, head) in passed.reversed() {
            rest = either([head, rest])
            derivatives[DerivativeKey(term: term, scalar: scalar, before: place.before)] = rest
        }
        return rest
    }

    /// The same for what is no sequence itself.
    private mutating func partDerivative(_ term: Int, by scalar: UInt32, at place: Place) -> Int {
        work.spend()
        switch terms[term] {
        case .nothing, .empty, .start, .end, .wordBoundary: return Self.nothing
        case .set(let set): return set.contains(scalar) ? Self.empty : Self.nothing
        default:
            let left = inside { $0.composedDerivative(term, by: scalar, at: place) } ?? Self.nothing
            derivatives[DerivativeKey(term: term, scalar: scalar, before: place.before)] = left
            return left
        }
    }

    private mutating func composedDerivative(_ term: Int, by scalar: UInt32, at place: Place) -> Int {
        switch terms[term] {
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
            // Where the empty text is taken at this place, and perhaps at no later one, as many repetitions as are left may have been it.
            let least = takesEmpty(inner, at: place) ? 0 : Swift.max(min - 1, 0)
            let rest = counted(inner, min: least, max: max.map { $0 - 1 })
            return sequence(derivative(inner, by: scalar, at: place), rest)
        case .sequence: return derivative(term, by: scalar, at: place)
        case .nothing, .empty, .set, .start, .end, .wordBoundary: return Self.nothing
        }
    }
}
