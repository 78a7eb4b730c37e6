// What stands inside a paragraph: code, emphasis, links, line breaks.

extension Markdown {
    /// The HTML of a paragraph's text.
    func inlineHTML(_ text: String) -> String {
        var inline = MarkdownInline(text, references: references)
        return inline.html()
    }
}

/// Reads the text once, into pieces of HTML; what emphasis and links are is settled by later marks, in the pieces of earlier
/// ones.
struct MarkdownInline {
    let bytes: [UInt8]
    let references: [String: String]
    var position = 0
    var pieces: [String] = []
    /// Bytes of text that go into the next piece.
    private var plain: [UInt8] = []
    /// Runs of `*`, `_` and `~` that may still be emphasis.
    var marks = MarkdownMarks()
    var brackets: [Bracket] = []
    /// Tags of the author's that are open.
    var openTags: [String] = []
    /// Runs of backticks by their length, the last one of each first.
    private var backticks: [Int: [Int]] = [:]

    struct Bracket {
        let piece: Int
        /// Where the text behind it begins.
        let start: Int
        let isImage: Bool
        /// How many marks there were.
        let marks: Int
        var isActive = true
    }

    init(_ text: String, references: [String: String]) {
        bytes = Array(text.utf8)
        self.references = references
        var start: Int?
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "`") {
                start = start ?? index
            } else if let first = start {
                backticks[index - first, default: []].append(first)
                start = nil
            }
        }
        if let start { backticks[bytes.count - start, default: []].append(start) }
        for length in backticks.keys { backticks[length]?.reverse() }
    }

    mutating func html() -> String {
        while position < bytes.count { step() }
        endText()
        marks.settle(from: 0, &pieces)
        for tag in openTags.reversed() { pieces.append("</\(tag)>") }
        return pieces.joined()
    }

    private mutating func step() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\\"): takeEscape()
        case UInt8(ascii: "`"): takeCode()
        case UInt8(ascii: "<"): takeAngle()
        case UInt8(ascii: "&"): takeReference()
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): takeMarks(byte)
        case UInt8(ascii: "["): open(bracketOf: 1, isImage: false)
        case UInt8(ascii: "!") where at(position + 1) == UInt8(ascii: "["): open(bracketOf: 2, isImage: true)
        case UInt8(ascii: "]"): closeBracket()
        case 0x0A: takeLineEnd()
        case UInt8(ascii: "h") where isWordBoundary && startsURL: takeBareURL()
        default: take(1)
        }
    }

    // MARK: Text

    func at(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

    /// Takes bytes as they are.
    mutating func take(_ count: Int) {
        plain += bytes[position..<position + count]
        position += count
    }

    mutating func endText() {
        guard !plain.isEmpty else { return }
        pieces.append(escapeHTML(String(decoding: plain, as: UTF8.self)))
        plain.removeAll(keepingCapacity: true)
    }

    mutating func add(_ html: String) {
        endText()
        pieces.append(html)
    }

    private mutating func takeEscape() {
        position += 1
        guard let next = at(position) else {
            plain.append(UInt8(ascii: "\\"))
            return
        }
        if next == 0x0A {
            position += 1
            add("<br>\n")
        } else if (0x21...0x7E).contains(next), !isLetterOrDigit(next) {
            take(1)
        } else {
            plain.append(UInt8(ascii: "\\"))
        }
    }

    private mutating func takeLineEnd() {
        let blanks = plain.reversed().prefix { $0 == 0x20 }.count
        plain.removeLast(blanks)
        position += 1
        add(blanks >= 2 ? "<br>\n" : "\n")
    }

    /// A character reference, as HTML has them.
    private mutating func takeReference() {
        let rest = bytes[(position + 1)...].prefix(33)
        if let end = rest.firstIndex(of: UInt8(ascii: ";")), case let name = rest[..<end], isReference(name) {
            add("&" + String(decoding: name, as: UTF8.self) + ";")
            position = end + 1
        } else {
            take(1)
        }
    }

    private func isReference(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        if first != UInt8(ascii: "#") { return !(0x30...0x39).contains(first) && name.allSatisfy(isLetterOrDigit) }
        let digits = name.dropFirst()
        if digits.first.map({ $0 | 0x20 }) == UInt8(ascii: "x") {
            return (2...7).contains(digits.count) && digits.dropFirst().allSatisfy(isHexadecimal)
        }
        return (1...7).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    // MARK: Code

    private mutating func takeCode() {
        let count = bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
        let start = position + count
        while let last = backticks[count]?.last, last < start { backticks[count]?.removeLast() }
        guard let end = backticks[count]?.last else { return take(count) }
        var code = bytes[start..<end].map { $0 == 0x0A ? 0x20 : $0 }
        if code.count > 2, code.first == 0x20, code.last == 0x20, code.contains(where: { $0 != 0x20 }) {
            code = Array(code[1..<code.count - 1])
        }
        add("<code>" + escapeHTML(String(decoding: code, as: UTF8.self)) + "</code>")
        position = end + count
    }

    // MARK: Emphasis

    private mutating func takeMarks(_ byte: UInt8) {
        let count = bytes[position...].prefix { $0 == byte }.count
        let before = position == 0 ? 0x20 : bytes[position - 1]
        let after = at(position + count) ?? 0x20
        let followsSpace = isSpace(before), precedesSpace = isSpace(after)
        let opensLeft = !precedesSpace && (!isPunctuation(after) || followsSpace || isPunctuation(before))
        let closesRight = !followsSpace && (!isPunctuation(before) || precedesSpace || isPunctuation(after))
        var canOpen = opensLeft, canClose = closesRight
        if byte == UInt8(ascii: "_") {
            canOpen = opensLeft && (!closesRight || isPunctuation(before))
            canClose = closesRight && (!opensLeft || isPunctuation(after))
        }
        if byte == UInt8(ascii: "~"), count != 2 { (canOpen, canClose) = (false, false) }
        guard canOpen || canClose, count <= MarkdownMarks.lengthMax else { return take(count) }
        endText()
        pieces.append("")
        marks.append(byte, count: count, piece: pieces.count - 1, canOpen: canOpen, canClose: canClose)
        position += count
    }

    // MARK: Classes of bytes

    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

    func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private func isPunctuation(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) && !isLetterOrDigit(byte) }

    private var isWordBoundary: Bool { position == 0 || !isLetterOrDigit(bytes[position - 1]) && bytes[position - 1] < 0x80 }
}
