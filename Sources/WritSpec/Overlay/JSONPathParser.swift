// The text of a JSONPath to its segments (RFC 9535, section 2).

internal import WritPattern

/// Reads one query; a text that is none ends in the offset of the first wrong character.
struct JSONPathParser {
    struct Failure: Error {
        let offset: Int
        let message: String
    }

    private let text: [UInt8]
    private var offset = 0
    /// Filters within filters.
    private var depth = 0
    private static let depthMax = 32
    /// Queries within filters so far.
    private var queryCount = 0
    /// The work that the patterns of one query may take.
    private var patternBudget = PatternBudget(stepsMax: PatternBudget.patternStepsMax)
    /// Bytes of a query; more is refused.
    static let bytesMax = 65_536

    private init(_ text: String) { self.text = Array(text.utf8) }

    static func parse(_ text: String) throws(Failure) -> JSONPath {
        guard text.utf8.count <= bytesMax else {
            throw Failure(offset: 0, message: "a JSONPath has \(bytesMax) bytes at most")
        }
        var parser = JSONPathParser(text)
        guard parser.take("$") else { throw parser.failure("a JSONPath begins with `$`") }
        let path = try parser.segments()
        parser.skipSpace()
        guard parser.offset == parser.text.count else { throw parser.failure("this isn't part of a JSONPath") }
        return path
    }

    private func failure(_ message: String) -> Failure { Failure(offset: offset, message: message) }

    // MARK: Segments

    private mutating func segments() throws(Failure) -> JSONPath {
        var path = JSONPath()
        while true {
            let start = offset
            skipSpace()
            if take("..") {
                path.segments.append(JSONPath.Segment(isDescendant: true, selectors: try dotSelectors()))
            } else if take(".") {
                path.segments.append(JSONPath.Segment(isDescendant: false, selectors: try dotSelectors()))
            } else if peek == UInt8(ascii: "[") {
                path.segments.append(JSONPath.Segment(isDescendant: false, selectors: try bracketSelectors()))
            } else {
                offset = start
                return path
            }
        }
    }

    private mutating func dotSelectors() throws(Failure) -> [JSONPath.Selector] {
        if take("*") { return [.wildcard] }
        if peek == UInt8(ascii: "[") { return try bracketSelectors() }
        let start = offset
        while let byte = peek, Self.isNameByte(byte) { offset += 1 }
        guard offset > start else { throw failure("a name is missing here") }
        return [.name(String(decoding: text[start..<offset], as: UTF8.self))]
    }

    /// Hyphens too: names such as `x-internal` are written so by many, though the grammar wants them in brackets.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
            true
        default: false
        }
    }

    private mutating func bracketSelectors() throws(Failure) -> [JSONPath.Selector] {
        _ = take("[")
        var selectors: [JSONPath.Selector] = []
        repeat {
            skipSpace()
            selectors.append(try selector())
            skipSpace()
        } while take(",")
        guard take("]") else { throw failure("a `]` is missing here") }
        return selectors
    }

    private mutating func selector() throws(Failure) -> JSONPath.Selector {
        if take("*") { return .wildcard }
        if take("?") { return .filter(try condition()) }
        if peek == UInt8(ascii: "'") || peek == UInt8(ascii: "\"") { return .name(try quoted()) }
        let start = try integer()
        skipSpace()
        guard take(":") else {
            guard let start else { throw failure("a name in quotes, an index, `*` or a filter is missing here") }
            return .index(start)
        }
        skipSpace()
        let end = try integer()
        skipSpace()
        var step: Int?
        if take(":") {
            skipSpace()
            step = try integer()
        }
        return .slice(start: start, end: end, step: step ?? 1)
    }

    private mutating func integer() throws(Failure) -> Int? {
        let start = offset
        _ = take("-")
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        if offset == start { return nil }
        guard let number = Int(String(decoding: text[start..<offset], as: UTF8.self)) else {
            throw failure("this isn't an index")
        }
        return number
    }

    private mutating func quoted() throws(Failure) -> String {
        let quote = text[offset]
        offset += 1
        var bytes: [UInt8] = []
        while let byte = peek, byte != quote {
            offset += 1
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard let escaped = peek else { break }
            offset += 1
            switch escaped {
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(escaped)
            default: throw failure("this escape is not read: write the character itself")
            }
        }
        guard peek == quote else { throw failure("a closing quote is missing") }
        offset += 1
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Filters

    private mutating func condition() throws(Failure) -> JSONPath.Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw failure("filters lie too deep in each other") }
        var alternatives: [JSONPath.Condition] = []
        repeat {
            var terms: [JSONPath.Condition] = []
            repeat { terms.append(try term()) } while takeSpaced("&&")
            alternatives.append(terms.count == 1 ? terms[0] : .all(terms))
        } while takeSpaced("||")
        return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
    }

    private mutating func term() throws(Failure) -> JSONPath.Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw failure("filters lie too deep in each other") }
        skipSpace()
        if peek == UInt8(ascii: "!"), offset + 1 >= text.count || text[offset + 1] != UInt8(ascii: "=") {
            offset += 1
            return .not(try term())
        }
        if take("(") {
            let inner = try condition()
            guard takeSpaced(")") else { throw failure("a `)` is missing here") }
            return inner
        }
        for function in ["match", "search"] where take(function + "(") { return try matching(isWhole: function == "match") }
        let left = try operand()
        skipSpace()
        for comparison in ["==", "!=", "<=", ">=", "<", ">"] where take(comparison) {
            skipSpace()
            guard let known = JSONPath.Comparison(rawValue: comparison) else { break }
            return .comparison(left, known, try operand())
        }
        guard case .query(let query) = left else { throw failure("a comparison is missing here") }
        return .exists(query)
    }

    /// The rest of `match(…)` or `search(…)` behind the opening parenthesis (RFC 9535, sections 2.4.6 and 2.4.7).
    private mutating func matching(isWhole: Bool) throws(Failure) -> JSONPath.Condition {
        let text = try operand()
        guard takeSpaced(",") else { throw failure("a comma and a pattern are missing here") }
        skipSpace()
        guard peek == UInt8(ascii: "'") || peek == UInt8(ascii: "\"") else { throw failure("a pattern must be in quotes") }
        let pattern = try quoted()
        let automaton = try automaton(of: ExactText.written(pattern), isWhole: isWhole)
        guard takeSpaced(")") else { throw failure("a `)` is missing here") }
        return .matching(text, automaton)
    }

    /// The same automata as those of schemas: they match in linear time.
    private mutating func automaton(of pattern: String, isWhole: Bool) throws(Failure) -> PatternAutomaton {
        do throws(PatternRefusal) {
            let found = try compilePattern(pattern, &patternBudget)
            return isWhole ? try compilePattern("^(?:\(pattern))$", &patternBudget) : found
        } catch {
            throw failure("the pattern before can't be matched: \(error.reason)")
        }
    }

    private mutating func operand() throws(Failure) -> JSONPath.Operand {
        skipSpace()
        if peek == UInt8(ascii: "@") || peek == UInt8(ascii: "$") { return .query(try query()) }
        if peek == UInt8(ascii: "'") || peek == UInt8(ascii: "\"") { return .literal(.string(try quoted())) }
        for name in ["length", "count", "value"] where take(name + "(") {
            skipSpace()
            let argument = try query()
            guard takeSpaced(")") else { throw failure("a `)` is missing here") }
            switch name {
            case "length": return .length(argument)
            case "count": return .count(argument)
            default: return .query(argument)
            }
        }
        let start = offset
        while let byte = peek, Self.isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") { offset += 1 }
        let word = String(decoding: text[start..<offset], as: UTF8.self)
        switch ScalarType(plain: word) {
        case .null where word == "null": return .literal(.null)
        case .boolean(let flag): return .literal(.boolean(flag))
        case .integer: return .literal(.integer(IntegerLiteral(checkedText: word)))
        case .number: return .literal(.number(NumberLiteral(checkedText: word)))
        default:
            offset = start
            throw failure(
                peek == nil
                    ? "a value is missing here"
                    : "this isn't a value: strings are in quotes, and functions are length, count, value, match and search")
        }
    }

    private mutating func query() throws(Failure) -> JSONPath.Query {
        let isFromRoot = take("$")
        guard isFromRoot || take("@") else { throw failure("`@` or `$` is missing here") }
        let path = try segments()
        queryCount += 1
        return JSONPath.Query(number: queryCount, isFromRoot: isFromRoot, path: path)
    }

    // MARK: Characters

    private var peek: UInt8? { offset < text.count ? text[offset] : nil }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private mutating func take(_ word: String) -> Bool {
        guard text[offset...].starts(with: word.utf8) else { return false }
        offset += word.utf8.count
        return true
    }

    private mutating func takeSpaced(_ word: String) -> Bool {
        skipSpace()
        return take(word)
    }
}
