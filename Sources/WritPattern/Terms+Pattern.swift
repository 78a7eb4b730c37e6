// From a parsed pattern to the language of the texts that it is found in.

extension Terms {
    /// The texts in which the pattern matches anywhere.
    mutating func language(of pattern: PatternSyntax) throws(PatternRefusal) -> Int {
        sequence(Self.everything, try language(of: pattern, followedBy: Self.everything))
    }

    /// The texts that begin with a match and go on with a text of `rest`.
    ///
    /// A look-ahead is about all that follows, and so about the rest: it intersects it.
    private mutating func language(
        of pattern: PatternSyntax, followedBy rest: Int
    ) throws(PatternRefusal) -> Int {
        work.spend()
        if work.isExhausted { throw .tooLarge }
        guard looksAhead(pattern) else { return sequence(plainLanguage(of: pattern), rest) }
        switch pattern {
        case .sequence(let parts):
            var language = rest
            for part in parts.reversed() { language = try self.language(of: part, followedBy: language) }
            return language
        case .alternatives(let parts):
            var choices: [Int] = []
            for part in parts { choices.append(try language(of: part, followedBy: rest)) }
            return either(choices)
        case .lookAhead(let inner, let isNegated):
            let ahead = try language(of: inner, followedBy: Self.everything)
            return both([isNegated ? not(ahead) : ahead, rest])
        case .repeated(let part, let min, let max):
            return try repeated(part, min, max, followedBy: rest)
        case .empty, .set, .start, .end, .wordBoundary:
            return sequence(plainLanguage(of: pattern), rest)
        }
    }

    /// A repetition with a look-ahead in it is written out, as often as it must match; without an end, a language that
    /// refers to itself follows.
    private mutating func repeated(
        _ part: PatternSyntax, _ min: Int, _ max: Int?, followedBy rest: Int
    ) throws(PatternRefusal) -> Int {
        guard (max ?? min) <= 16, max != nil || takesCharacters(part) else { throw .repeatedLookAhead }
        var language = rest
        if let max {
            for _ in min..<Swift.max(max, min) { language = either([rest, try self.language(of: part, followedBy: language)]) }
        } else {
            language = beginLoop()
            endLoop(language, either([rest, try self.language(of: part, followedBy: language)]))
        }
        for _ in 0..<min { language = try self.language(of: part, followedBy: language) }
        return language
    }

    private mutating func plainLanguage(of pattern: PatternSyntax) -> Int {
        switch pattern {
        case .empty, .lookAhead: return Self.empty
        case .set(let set): return self.set(set)
        case .sequence(let parts):
            var language = Self.empty
            for part in parts.reversed() { language = sequence(plainLanguage(of: part), language) }
            return language
        case .alternatives(let parts):
            var choices: [Int] = []
            for part in parts { choices.append(plainLanguage(of: part)) }
            return either(choices)
        case .repeated(let part, let min, let max): return counted(plainLanguage(of: part), min: min, max: max)
        case .start: return assertion(.start)
        case .end: return assertion(.end)
        case .wordBoundary(let isNegated): return assertion(.wordBoundary(isNegated: isNegated))
        }
    }

    // MARK: What is in a pattern

    /// Whether each of its matches has a character.
    private mutating func takesCharacters(_ pattern: PatternSyntax) -> Bool {
        work.spend()
        switch pattern {
        case .empty, .start, .end, .wordBoundary, .lookAhead: return false
        case .set: return true
        case .sequence(let parts):
            for part in parts where takesCharacters(part) { return true }
            return false
        case .alternatives(let parts):
            for part in parts where !takesCharacters(part) { return false }
            return true
        case .repeated(let part, let min, _): return min > 0 && takesCharacters(part)
        }
    }

    /// Whether there is a look-ahead in it.
    private mutating func looksAhead(_ pattern: PatternSyntax) -> Bool {
        work.spend()
        switch pattern {
        case .empty, .set, .start, .end, .wordBoundary: return false
        case .sequence(let parts), .alternatives(let parts):
            for part in parts where looksAhead(part) { return true }
            return false
        case .repeated(let part, _, _): return looksAhead(part)
        case .lookAhead: return true
        }
    }
}
