// Blocks of CommonMark: paragraphs, headings, code, quotations, lists, tables and rules.

extension Markdown {
    typealias Lines = ArraySlice<MarkdownLine>

    /// - Parameter isTight: whether paragraphs are shown without space around them, as in a list without blank lines.
    func addBlocks(_ all: Lines, depth: Int, isTight: Bool, to html: inout String) {
        var lines = all
        while let line = lines.first {
            if line.isBlank {
                lines.removeFirst()
            } else if line.indentation >= 4 {
                takeIndentedCode(&lines, &html)
            } else if let fence = MarkdownFence(line) {
                takeFencedCode(fence, &lines, &html)
            } else if let heading = MarkdownHeading(line) {
                lines.removeFirst()
                add(heading, to: &html)
            } else if line.isRule {
                lines.removeFirst()
                html += "<hr>\n"
            } else if line.first == UInt8(ascii: ">"), depth < Self.nestingMax {
                takeQuotation(&lines, depth: depth, &html)
            } else if let marker = MarkdownListMarker(line), depth < Self.nestingMax {
                takeList(marker, &lines, depth: depth, &html)
            } else if let table = MarkdownTable(lines) {
                lines = lines.dropFirst(table.lineCount)
                add(table, to: &html)
            } else {
                takeParagraph(&lines, isTight: isTight, &html)
            }
        }
    }

    private func takeParagraph(_ lines: inout Lines, isTight: Bool, _ html: inout String) {
        var text: [MarkdownLine] = []
        while let line = lines.first, !line.isBlank {
            if !text.isEmpty {
                if let level = line.underlineLevel {
                    lines.removeFirst()
                    return add(MarkdownHeading(level: level, text: joined(text)), to: &html)
                }
                if line.interruptsParagraph { break }
            }
            text.append(line)
            lines.removeFirst()
        }
        let inline = inlineHTML(joined(text))
        html += isTight ? inline + "\n" : "<p>\(inline)</p>\n"
    }

    private func joined(_ lines: [MarkdownLine]) -> String {
        lines.map { String(Substring($0.untrimmed)) }.joined(separator: "\n")
    }

    private func add(_ heading: MarkdownHeading, to html: inout String) {
        let level = min(topHeading + heading.level - 1, 6)
        html += "<h\(level)>\(inlineHTML(heading.text))</h\(level)>\n"
    }

    // MARK: Code

    private func takeIndentedCode(_ lines: inout Lines, _ html: inout String) {
        var code: [MarkdownLine] = []
        while let line = lines.first, line.isBlank || line.indentation >= 4 {
            code.append(line.outdented(by: 4))
            lines.removeFirst()
        }
        while code.last?.isBlank == true { code.removeLast() }
        add(code: code, to: &html)
    }

    private func takeFencedCode(_ fence: MarkdownFence, _ lines: inout Lines, _ html: inout String) {
        lines.removeFirst()
        var code: [MarkdownLine] = []
        while let line = lines.popFirst(), !fence.isClosed(by: line) {
            code.append(line.outdented(by: fence.indentation))
        }
        add(code: code, to: &html)
    }

    private func add(code: [MarkdownLine], to html: inout String) {
        html += "<pre><code>"
        for line in code {
            html +=
                String(repeating: " ", count: min(line.indentation, 200)) + escapeHTML(String(Substring(line.untrimmed))) + "\n"
        }
        html += "</code></pre>\n"
    }

    // MARK: Quotations and lists

    private func takeQuotation(_ lines: inout Lines, depth: Int, _ html: inout String) {
        var inner: [MarkdownLine] = []
        while let line = lines.first, !line.isBlank {
            if line.indentation < 4, line.first == UInt8(ascii: ">") {
                inner.append(line.behindMarker(1).outdented(by: 1))
            } else if inner.last?.isBlank == false, !line.interruptsParagraph {
                inner.append(line)
            } else {
                break
            }
            lines.removeFirst()
        }
        html += "<blockquote>\n"
        addBlocks(inner[...], depth: depth + 1, isTight: false, to: &html)
        html += "</blockquote>\n"
    }

    private func takeList(_ first: MarkdownListMarker, _ lines: inout Lines, depth: Int, _ html: inout String) {
        var items: [[MarkdownLine]] = []
        var isLoose = false
        while let line = lines.first, line.indentation < 4, !line.isRule, let marker = MarkdownListMarker(line),
            marker.kind == first.kind
        {
            let item = takeItem(marker, &lines)
            // A blank line between items, or between parts of one, sets paragraphs apart.
            let body = item.prefix(item.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0)
            if body.contains(where: \.isBlank) { isLoose = true }
            items.append(Array(body))
            if body.count < item.count, let next = lines.first, MarkdownListMarker(next)?.kind == first.kind { isLoose = true }
        }
        switch first.kind {
        case .bullet: html += "<ul>\n"
        case .ordered: html += first.number == 1 ? "<ol>\n" : "<ol start=\"\(first.number)\">\n"
        }
        for item in items {
            html += "<li>"
            addBlocks(item[...], depth: depth + 1, isTight: !isLoose, to: &html)
            html += "</li>\n"
        }
        html += first.kind.isBullet ? "</ul>\n" : "</ol>\n"
    }

    private func takeItem(_ marker: MarkdownListMarker, _ lines: inout Lines) -> [MarkdownLine] {
        var item: [MarkdownLine] = []
        if let line = lines.popFirst() {
            // Four or more columns behind the marker are code, which begins one column behind it.
            item.append(line.behindMarker(marker.byteCount).outdented(by: marker.contentColumn - marker.column))
        }
        while let line = lines.first {
            if line.isBlank {
                item.append(line)
            } else if line.indentation >= marker.contentColumn {
                item.append(line.outdented(by: marker.contentColumn))
            } else if item.last?.isBlank == false, !line.interruptsParagraph, MarkdownListMarker(line) == nil {
                item.append(line.outdented(by: line.indentation))
            } else {
                break
            }
            lines.removeFirst()
        }
        return item
    }
}

struct MarkdownHeading {
    let level: Int
    let text: String

    init(level: Int, text: String) {
        (self.level, self.text) = (level, text)
    }

    /// `## Text`
    init?(_ line: MarkdownLine) {
        guard line.indentation < 4 else { return nil }
        level = line.text.prefix { $0 == UInt8(ascii: "#") }.count
        let rest = line.text.dropFirst(level)
        guard (1...6).contains(level), rest.isEmpty || rest.first == 0x20 || rest.first == 0x09 else { return nil }
        var text = Substring(rest)
        let unmarked = text.utf8.reversed().drop { $0 == UInt8(ascii: "#") }
        if unmarked.isEmpty || unmarked.first == 0x20 { text = text.dropLast(text.utf8.count - unmarked.count) }
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        self.text = String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}

/// `-`, `*`, `+`, `1.` or `1)` in front of an item.
struct MarkdownListMarker {
    enum Kind: Equatable {
        case bullet(UInt8)
        case ordered(UInt8)

        var isBullet: Bool { if case .bullet = self { true } else { false } }
    }

    let kind: Kind
    var number = 0
    let byteCount: Int
    /// Columns in front of what stands behind the marker, and of the item's own text.
    let column: Int
    let contentColumn: Int

    init?(_ line: MarkdownLine) {
        guard line.indentation < 4, let first = line.first else { return nil }
        if [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(first) {
            kind = .bullet(first)
            byteCount = 1
        } else {
            let digits = line.text.prefix(10).prefix { (0x30...0x39).contains($0) }
            guard (1...9).contains(digits.count), let mark = line.text.dropFirst(digits.count).first,
                mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
            else { return nil }
            kind = .ordered(mark)
            number = Int(Substring(digits)) ?? 1
            byteCount = digits.count + 1
        }
        let rest = line.behindMarker(byteCount)
        guard rest.isBlank || rest.indentation > 0 else { return nil }
        column = line.indentation + byteCount
        contentColumn = column + (rest.isBlank || rest.indentation > 4 ? 1 : rest.indentation)
    }
}

extension MarkdownLine {
    /// `***`, `---` or `___`, with blanks in between.
    var isRule: Bool {
        guard indentation < 4, let mark = first, [UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(mark) else {
            return false
        }
        var count = 0
        for byte in text {
            if byte == mark { count += 1 } else if byte != 0x20 && byte != 0x09 { return false }
        }
        return count >= 3
    }

    /// 1 for a line of `=`, 2 for one of `-`, which make the paragraph in front a heading.
    var underlineLevel: Int? {
        guard indentation < 4, let mark = first, text.allSatisfy({ $0 == mark }) else { return nil }
        return mark == UInt8(ascii: "=") ? 1 : mark == UInt8(ascii: "-") ? 2 : nil
    }

    /// Whether the line begins a block of its own in the middle of a paragraph.
    var interruptsParagraph: Bool {
        guard indentation < 4 else { return false }
        if isRule || first == UInt8(ascii: ">") || MarkdownHeading(self) != nil || MarkdownFence(self) != nil { return true }
        guard let marker = MarkdownListMarker(self) else { return false }
        return !behindMarker(marker.byteCount).isBlank && (marker.kind.isBullet || marker.number == 1)
    }
}
