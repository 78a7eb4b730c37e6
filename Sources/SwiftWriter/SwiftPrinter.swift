// Prints Swift line by line; blocks indent and close themselves.

package struct SwiftPrinter: Sendable {
    /// All that was printed.
    package private(set) var text = ""
    private var depth = 0
    private var wantsBlankLine = false

    package init() {}

    package mutating func line(_ code: Code) {
        startLine()
        text += code.text
        text += "\n"
    }

    /// What another printer has printed, as it stands.
    package mutating func verbatim(_ printed: String) {
        if printed.isEmpty { return }
        if wantsBlankLine, !text.isEmpty { text += "\n" }
        wantsBlankLine = false
        text += printed
    }

    /// An empty line before whatever is printed next, but not before a closing brace.
    package mutating func blank() { wantsBlankLine = true }

    /// `opening {`, what `body` prints one step deeper, `}`.
    package mutating func block(_ opening: Code, _ body: (inout SwiftPrinter) -> Void) {
        line(opening + " {")
        indent(body)
        wantsBlankLine = false
        line("}")
    }

    package mutating func indent(_ body: (inout SwiftPrinter) -> Void) {
        wantsBlankLine = false
        depth += 1
        body(&self)
        depth -= 1
    }

    /// A documentation comment: one `///` line for each line of `text`.
    package mutating func documentation(_ text: String?) {
        for line in commentLines(text ?? "") { comment("///", line) }
    }

    package mutating func comment(_ text: String) {
        for line in commentLines(text) { comment("//", line) }
    }

    /// The head of a member list that may be long: on one line where it fits into 120 columns, else an item a line.
    package mutating func list(_ opening: Code, _ items: [Code], _ closing: Code) {
        let joined = opening + items.joined(", ") + closing
        if joined.text.count + depth * 4 <= 120 { return line(joined) }
        line(opening)
        depth += 1
        for (index, item) in items.enumerated() { line(index == items.count - 1 ? item : item + ",") }
        depth -= 1
        line(closing)
    }

    /// A string literal over several lines that holds exactly `value`.
    ///
    /// - Parameter isIndented: Its lines are indented like code; else they begin where the lines of the file do, as a
    ///   long text does better.
    /// - Parameter hasStandIns: False for a text that is no contract's, but somebody's own.
    package mutating func multilineLiteral(
        _ opening: Code, _ value: String, _ closing: Code, isIndented: Bool = false, hasStandIns: Bool = true
    ) {
        startLine()
        text += opening.text
        let margin = isIndented ? String(repeating: " ", count: (depth + 1) * 4) : ""
        text += multilineQuoted(hasStandIns ? StandIns.turnedBack(value) : value, margin: margin)
        text += closing.text
        text += "\n"
    }

    private mutating func comment(_ mark: String, _ line: String) {
        startLine()
        text += line.isEmpty ? mark : mark + " " + line
        text += "\n"
    }

    private mutating func startLine() {
        if wantsBlankLine, !text.isEmpty, !text.hasSuffix("{\n") { text += "\n" }
        wantsBlankLine = false
        for _ in 0..<depth { text += "    " }
    }
}

/// Lines for a comment: cut at every kind of line break, with no control character left that could end it.
private func commentLines(_ text: String) -> [String] {
    if text.utf8.allSatisfy(isPlain), text.utf8.last != UInt8(ascii: " ") { return text.isEmpty ? [] : [text] }
    var lines: [String] = []
    for line in StandIns.turnedBack(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        var scalars = String.UnicodeScalarView()
        for scalar in line.unicodeScalars where !isControl(scalar) { scalars.append(scalar) }
        var cleaned = String(scalars)
        while cleaned.last == " " { cleaned.removeLast() }
        lines.append(cleaned)
    }
    while lines.last == "" { lines.removeLast() }
    while lines.first == "" { lines.removeFirst() }
    return lines
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 && scalar != "\t" }
    return switch scalar.properties.generalCategory {
    case .control: scalar != "\t"
    case .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
}

/// `#"""` with as many `#` as the text needs, the text verbatim where it can be, escapes where it can't.
private func multilineQuoted(_ value: String, margin: String) -> String {
    let hashes = String(repeating: "#", count: longestRunOfHashes(value) + 1)
    var literal = hashes + "\"\"\"\n" + margin
    if value.utf8.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }) {
        let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
        literal += margin.isEmpty ? value : lines.joined(separator: "\n" + margin)
        return literal + "\n" + margin + "\"\"\"" + hashes
    }
    for scalar in value.unicodeScalars {
        if scalar == "\n" || scalar == "\t" || scalar == " " || !(needsEscape(scalar)) {
            literal.unicodeScalars.append(scalar)
            if scalar == "\n" { literal += margin }
        } else {
            literal += "\\\(hashes)u{\(String(scalar.value, radix: 16))}"
        }
    }
    return literal + "\n" + margin + "\"\"\"" + hashes
}

/// How many `#` follow a quote or a backslash at most: one more delimits the literal safely.
private func longestRunOfHashes(_ value: String) -> Int {
    var longest = 0
    var run = 0
    for byte in value.utf8 {
        run = byte == UInt8(ascii: "#") ? run + 1 : 0
        longest = max(longest, run)
    }
    return longest
}
