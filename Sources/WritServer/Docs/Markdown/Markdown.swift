// Descriptions as pages show them: CommonMark with tables, as HTML that holds nothing of its author's but text and safe links.

/// Turns CommonMark into HTML.
///
/// Raw HTML is shown as text, but for a few tags that only format. Images are shown as their alternative text, so that no page
/// loads anything from elsewhere. Links lead to `http`, `https`, `mailto` and `tel`, or stay on the server. The work is in
/// proportion to the text, and so is the output.
struct Markdown {
    /// How deep lists and quotations may stand in each other; what is deeper is a paragraph.
    static let nestingMax = 8
    /// Bytes of a link's destination, and of a tag.
    static let destinationBytesMax = 2_000
    static let tagBytesMax = 1_000

    /// The level of a heading that is written as the first one.
    let topHeading: Int
    /// What `[label]: destination` says, by the label in lower case.
    private(set) var references: [String: String] = [:]

    /// - Parameter topHeading: 1 to 6; headings of a description stand below those of the page.
    static func html(_ text: String, topHeading: Int = 3) -> String {
        var markdown = Markdown(topHeading: topHeading)
        let lines = markdown.takeReferences(MarkdownLine.lines(of: text))
        var html = ""
        markdown.addBlocks(lines[...], depth: 0, isTight: false, to: &html)
        return html
    }

    /// The same without line breaks and without formatting that opens a block of its own: for programs that read a
    /// description as Markdown themselves, and take a line of HTML as it is.
    static func htmlLine(_ text: String) -> String {
        "<div>" + html(text).replacing("\n", with: "&#10;") + "</div>"
    }

    private init(topHeading: Int) {
        self.topHeading = topHeading
    }

    /// Takes out the lines that define references.
    private mutating func takeReferences(_ lines: [MarkdownLine]) -> [MarkdownLine] {
        var rest: [MarkdownLine] = []
        var fence: MarkdownFence?
        for line in lines {
            if let open = fence {
                if open.isClosed(by: line) { fence = nil }
            } else if let opened = MarkdownFence(line) {
                fence = opened
            } else if let (label, destination) = line.reference {
                if references[label] == nil { references[label] = destination }
                continue
            }
            rest.append(line)
        }
        return rest
    }
}

/// A line without its end, its indentation counted in columns.
struct MarkdownLine {
    /// Columns of white space in front.
    let indentation: Int
    /// Without the white space around it.
    let text: Substring.UTF8View
    /// With the white space behind it, which may be a line break.
    let untrimmed: Substring.UTF8View

    var isBlank: Bool { text.isEmpty }
    var first: UInt8? { text.first }

    /// - Parameter column: where the line begins, since tabs lead to every fourth.
    init(_ line: Substring.UTF8View, column: Int = 0) {
        var columns = column
        var rest = line
        while let byte = rest.first, byte == 0x20 || byte == 0x09 {
            columns += byte == 0x09 ? 4 - columns % 4 : 1
            rest = rest.dropFirst()
        }
        indentation = columns - column
        untrimmed = rest
        while let byte = rest.last, byte == 0x20 || byte == 0x09 { rest = rest.dropLast() }
        text = rest
    }

    private init(indentation: Int, text: Substring.UTF8View, untrimmed: Substring.UTF8View) {
        (self.indentation, self.text, self.untrimmed) = (indentation, text, untrimmed)
    }

    static func lines(of text: String) -> [MarkdownLine] {
        var text = text[...].utf8
        var lines: [MarkdownLine] = []
        while let end = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            lines.append(MarkdownLine(text[..<end]))
            let next = text.index(after: end)
            let isPair = text[end] == 0x0D && next < text.endIndex && text[next] == 0x0A
            text = text[(isPair ? text.index(after: next) : next)...]
        }
        lines.append(MarkdownLine(text))
        return lines
    }

    /// The line with fewer columns of white space in front.
    func outdented(by columns: Int) -> MarkdownLine {
        MarkdownLine(indentation: max(0, indentation - columns), text: text, untrimmed: untrimmed)
    }

    /// What stands behind the first bytes, a marker.
    func behindMarker(_ count: Int) -> MarkdownLine {
        MarkdownLine(untrimmed.dropFirst(count), column: indentation + count)
    }

    /// `[label]: destination`, the label in lower case.
    var reference: (label: String, destination: String)? {
        guard indentation < 4, first == UInt8(ascii: "["), text.count < Markdown.destinationBytesMax,
            let end = text.firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        let label = text[text.index(after: text.startIndex)..<end]
        var rest = text[text.index(after: end)...]
        guard !label.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
        rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
        var destination = rest.prefix { $0 != 0x20 && $0 != 0x09 }
        if destination.first == UInt8(ascii: "<"), destination.last == UInt8(ascii: ">"), destination.count > 1 {
            destination = destination.dropFirst().dropLast()
        }
        guard !destination.isEmpty else { return nil }
        return (String(Substring(label)).lowercased(), String(Substring(destination)))
    }
}

/// The mark that opens a block of code: three or more backticks or tildes.
struct MarkdownFence {
    let mark: UInt8
    let count: Int
    let indentation: Int

    init?(_ line: MarkdownLine) {
        guard line.indentation < 4, let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
            return nil
        }
        let count = line.text.prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        if mark == UInt8(ascii: "`"), line.text.dropFirst(count).contains(mark) { return nil }
        (self.mark, self.count, indentation) = (mark, count, line.indentation)
    }

    func isClosed(by line: MarkdownLine) -> Bool {
        line.indentation < 4 && line.text.count >= count && line.text.allSatisfy { $0 == mark }
    }
}
