// Reads a pattern by the grammar of ECMA-262 (section 22.2.1), with Unicode semantics as JSON Schema asks for.

/// A recursive descent over the scalars of a pattern.
///
/// Beyond the grammar with the `u` flag, what real documents write is taken as it is plainly meant: an escape in front of
/// any character that isn't a letter or digit, and braces and brackets that begin nothing.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    private var groupNames: Set<String> = []
    private(set) var work: PatternWork

    /// Bytes of a pattern; more is refused.
    static let bytesMax = 65_536
    /// Groups inside groups; more is refused.
    private static let depthMax = 100
    /// The largest count of a repetition.
    private static let countMax = 100_000

    init(_ text: String, work: PatternWork) {
        scalars = Array(text.unicodeScalars)
        self.work = work
        self.work.spend(scalars.count)
    }

    mutating func parse() throws(PatternRefusal) -> PatternSyntax {
        let pattern = try parseAlternatives()
        if let next = peek { throw malformed("`\(next)` closes nothing") }
        return pattern
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func malformed(_ what: String) -> PatternRefusal { .malformed(offset: index, what) }

    private mutating func take(_ text: String) -> Bool {
        guard scalars[index...].starts(with: text.unicodeScalars) else { return false }
        index += text.unicodeScalars.count
        return true
    }

    private mutating func parseAlternatives() throws(PatternRefusal) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthMax { throw malformed("groups are nested too deeply") }
        var alternatives = [try parseSequence()]
        while take("|") { alternatives.append(try parseSequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func parseSequence() throws(PatternRefusal) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let next = peek, next != "|", next != ")" {
            let start = index
            let (part, isRepeatable) = try parseTerm(next)
            let repeated = try parseQuantifier(of: part)
            if repeated != nil && !isRepeatable {
                index = start
                throw malformed("there is nothing to repeat")
            }
            parts.append(repeated ?? part)
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func parseTerm(_ next: Unicode.Scalar) throws(PatternRefusal) -> (PatternSyntax, isRepeatable: Bool) {
        switch next {
        case "^":
            index += 1
            return (.start, false)
        case "$":
            index += 1
            return (.end, false)
        case ".":
            index += 1
            return (.set(ScalarSet.lineTerminators.inverted), true)
        case "(": return try parseGroup()
        case "[": return (.set(try parseClass()), true)
        case "\\": return try parseEscape()
        case "*", "+", "?": throw malformed("there is nothing to repeat")
        default:
            if next == "{", try parseCounts() != nil { throw malformed("there is nothing to repeat") }
            index += 1
            return (.set(ScalarSet(next)), true)
        }
    }

    // MARK: Groups

    private mutating func parseGroup() throws(PatternRefusal) -> (PatternSyntax, isRepeatable: Bool) {
        if take("(?<=") || take("(?<!") { throw .lookBehind }
        if take("(?=") { return (.lookAhead(try parseRestOfGroup(), isNegated: false), false) }
        if take("(?!") { return (.lookAhead(try parseRestOfGroup(), isNegated: true), false) }
        if take("(?:") { return (try parseRestOfGroup(), true) }
        if take("(?<") {
            var name = ""
            while let next = peek, next != ">" {
                name.unicodeScalars.append(next)
                index += 1
            }
            guard take(">"), !name.isEmpty else { throw malformed("the group's name has no end") }
            guard groupNames.insert(name).inserted else { throw malformed("two groups are called `\(name)`") }
            return (try parseRestOfGroup(), true)
        }
        if take("(?") { throw malformed("`(?` begins no group that is known") }
        index += 1
        return (try parseRestOfGroup(), true)
    }

    private mutating func parseRestOfGroup() throws(PatternRefusal) -> PatternSyntax {
        let inner = try parseAlternatives()
        guard take(")") else { throw malformed("a group is not closed") }
        return inner
    }

    // MARK: Quantifiers

    /// Nil where nothing says how often.
    private mutating func parseQuantifier(of part: PatternSyntax) throws(PatternRefusal) -> PatternSyntax? {
        var repeated = part
        if take("*") {
            repeated = .repeated(part, min: 0, max: nil)
        } else if take("+") {
            repeated = .repeated(part, min: 1, max: nil)
        } else if take("?") {
            repeated = .repeated(part, min: 0, max: 1)
        } else if let (min, max) = try parseCounts() {
            repeated = .repeated(part, min: min, max: max)
        } else {
            return nil
        }
        // Lazy or greedy: whether there is a match is the same.
        _ = take("?")
        return repeated
    }

    /// `{2}`, `{2,}` or `{2,5}`; nil, and nothing taken, where a brace begins none of these.
    private mutating func parseCounts() throws(PatternRefusal) -> (min: Int, max: Int?)? {
        let start = index
        guard take("{"), let min = parseNumber() else {
            index = start
            return nil
        }
        var max: Int? = min
        if take(",") { max = parseNumber() }
        guard take("}") else {
            index = start
            return nil
        }
        if let max, max < min { throw malformed("the repetition's end is below its start") }
        return (min, max)
    }

    private mutating func parseNumber() -> Int? {
        var number: Int?
        while let next = peek, ("0"..."9").contains(next) {
            number = min((number ?? 0) * 10 + Int(next.value - 48), Self.countMax)
            index += 1
        }
        return number
    }

    // MARK: Escapes

    private mutating func parseEscape() throws(PatternRefusal) -> (PatternSyntax, isRepeatable: Bool) {
        if take("\\b") { return (.wordBoundary(isNegated: false), false) }
        if take("\\B") { return (.wordBoundary(isNegated: true), false) }
        if scalars.indices.contains(index + 1) {
            if ("1"..."9").contains(scalars[index + 1]) || scalars[index...].starts(with: Array("\\k<".unicodeScalars)) {
                throw .backReference
            }
        }
        return (.set(try parseEscapedSet()), true)
    }

    /// What an escape stands for, in a class or outside.
    private mutating func parseEscapedSet() throws(PatternRefusal) -> ScalarSet {
        index += 1
        guard let letter = peek else { throw malformed("the pattern ends in a backslash") }
        index += 1
        switch letter {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .wordCharacters
        case "W": return ScalarSet.wordCharacters.inverted
        case "s": return .whiteSpace
        case "S": return ScalarSet.whiteSpace.inverted
        case "p", "P": return try parseProperty(isNegated: letter == "P")
        default:
            index -= 1
            return ScalarSet(try parseEscapedScalar())
        }
    }

    private mutating func parseProperty(isNegated: Bool) throws(PatternRefusal) -> ScalarSet {
        guard take("{") else { throw malformed("`\\p` is followed by a property in braces") }
        var name = ""
        while let next = peek, next != "}" {
            name.unicodeScalars.append(next)
            index += 1
        }
        guard take("}") else { throw malformed("the property's name has no end") }
        guard let set = ScalarSet.property(name) else { throw .unknownProperty(name) }
        work.spend(set.ranges.count)
        return isNegated ? set.inverted : set
    }

    /// A single character behind a backslash.
    private mutating func parseEscapedScalar() throws(PatternRefusal) -> Unicode.Scalar {
        guard let letter = peek else { throw malformed("the pattern ends in a backslash") }
        index += 1
        switch letter {
        case "t": return "\t"
        case "n": return "\n"
        case "v": return "\u{0B}"
        case "f": return "\u{0C}"
        case "r": return "\r"
        case "0":
            if let next = peek, ("0"..."9").contains(next) { throw malformed("octal escapes are not allowed") }
            return "\0"
        case "c":
            guard let next = peek, ("a"..."z").contains(next) || ("A"..."Z").contains(next),
                let control = Unicode.Scalar(next.value % 32)
            else { throw malformed("`\\c` is followed by a letter") }
            index += 1
            return control
        case "x": return try parseHexadecimal(digits: 2)
        case "u": return try parseUnicodeEscape()
        default:
            // An escape that means nothing else stands for its character; letters and digits are kept for later meanings.
            guard letter.properties.isAlphabetic || ("0"..."9").contains(letter) else { return letter }
            index -= 1
            throw malformed("`\\\(letter)` isn't an escape")
        }
    }

    private mutating func parseUnicodeEscape() throws(PatternRefusal) -> Unicode.Scalar {
        if take("{") {
            var value: UInt32 = 0
            var count = 0
            while let digit = peek.flatMap(hexadecimalValue) {
                value = min(value << 4 | digit, 0x110000)
                count += 1
                index += 1
            }
            guard take("}"), count > 0, let scalar = Unicode.Scalar(value) else {
                throw malformed("`\\u{...}` isn't a character")
            }
            return scalar
        }
        let first = try parseCodeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Two escapes that are a surrogate pair are one character.
        let start = index
        if first < 0xDC00, take("\\u"), let second = try? parseCodeUnit(), (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
            return scalar
        }
        index = start
        throw malformed("a lone surrogate isn't a character")
    }

    private mutating func parseCodeUnit() throws(PatternRefusal) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap(hexadecimalValue) else { throw malformed("`\\u` is followed by four digits") }
            value = value << 4 | digit
            index += 1
        }
        return value
    }

    private mutating func parseHexadecimal(digits: Int) throws(PatternRefusal) -> Unicode.Scalar {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek.flatMap(hexadecimalValue) else { throw malformed("`\\x` is followed by two digits") }
            value = value << 4 | digit
            index += 1
        }
        guard let scalar = Unicode.Scalar(value) else { throw malformed("the escape isn't a character") }
        return scalar
    }

    private func hexadecimalValue(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "0"..."9": scalar.value - 48
        case "a"..."f": scalar.value - 87
        case "A"..."F": scalar.value - 55
        default: nil
        }
    }

    // MARK: Classes

    private mutating func parseClass() throws(PatternRefusal) -> ScalarSet {
        index += 1
        let isNegated = take("^")
        // One union at the end: each takes in all that is there so far.
        var ranges: [ClosedRange<UInt32>] = []
        while let next = peek, next != "]" {
            let (first, single) = try parseClassAtom(next)
            work.spend(first.ranges.count)
            if work.isExhausted { throw .tooLarge }
            let start = index
            guard let low = single, take("-"), let following = peek, following != "]" else {
                index = single == nil ? index : start
                ranges += first.ranges
                continue
            }
            let (second, other) = try parseClassAtom(following)
            guard let high = other else {
                // `[a-\d]`: the hyphen stands for itself.
                ranges += first.ranges + second.ranges + ScalarSet("-").ranges
                continue
            }
            guard low <= high else { throw malformed("the range's end is below its start") }
            ranges.append(low.value...high.value)
        }
        guard take("]") else { throw malformed("a class is not closed") }
        let set = ScalarSet(ranges)
        return isNegated ? set.inverted : set
    }

    /// One member of a class: a set, and the character where it is one.
    private mutating func parseClassAtom(_ next: Unicode.Scalar) throws(PatternRefusal) -> (ScalarSet, Unicode.Scalar?) {
        guard next == "\\" else {
            index += 1
            return (ScalarSet(next), next)
        }
        if take("\\b") { return (ScalarSet("\u{08}"), "\u{08}") }
        if scalars.indices.contains(index + 1), "dDwWsSpP".unicodeScalars.contains(scalars[index + 1]) {
            return (try parseEscapedSet(), nil)
        }
        index += 1
        let scalar = try parseEscapedScalar()
        return (ScalarSet(scalar), scalar)
    }
}
