// Tables as GitHub's Markdown has them.

/// Lines with `|` between cells, the second of which says how columns are aligned.
struct MarkdownTable {
    private(set) var rows: [[String]] = []
    /// `left`, `center`, `right` or empty, by column.
    let alignments: [String]
    let lineCount: Int

    /// More columns than these are no table.
    static let columnsMax = 64

    /// The table that the lines begin with.
    init?(_ lines: ArraySlice<MarkdownLine>) {
        guard lines.count > 1, let head = lines.first, let ruler = lines.dropFirst().first,
            head.text.contains(UInt8(ascii: "|")), let alignments = Self.alignments(of: ruler)
        else { return nil }
        let names = Self.cells(of: head)
        guard names.count == alignments.count else { return nil }
        self.alignments = alignments
        rows = [names]
        var count = 2
        for line in lines.dropFirst(2) {
            guard !line.isBlank, !line.interruptsParagraph else { break }
            var cells = Array(Self.cells(of: line).prefix(names.count))
            while cells.count < names.count { cells.append("") }
            rows.append(cells)
            count += 1
        }
        lineCount = count
    }

    private static func alignments(of line: MarkdownLine) -> [String]? {
        guard line.indentation < 4, line.text.contains(UInt8(ascii: "-")),
            line.text.allSatisfy({ "|-: \t".utf8.contains($0) })
        else { return nil }
        var alignments: [String] = []
        for cell in cells(of: line) {
            guard cell.contains("-"), !cell.contains(" "), alignments.count < columnsMax else { return nil }
            switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
            case (true, true): alignments.append("center")
            case (true, false): alignments.append("left")
            case (false, true): alignments.append("right")
            case (false, false): alignments.append("")
            }
        }
        return alignments.isEmpty ? nil : alignments
    }

    /// What stands between the bars, without those at both ends; `\|` is a bar of a cell.
    private static func cells(of line: MarkdownLine) -> [String] {
        var cells: [[UInt8]] = [[]]
        var isEscaped = false
        for byte in line.text {
            if isEscaped {
                if byte != UInt8(ascii: "|") { cells[cells.count - 1].append(UInt8(ascii: "\\")) }
                cells[cells.count - 1].append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "|") {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
        }
        if isEscaped { cells[cells.count - 1].append(UInt8(ascii: "\\")) }
        if line.first == UInt8(ascii: "|") { cells.removeFirst() }
        if line.text.last == UInt8(ascii: "|"), cells.last?.isEmpty == true { cells.removeLast() }
        return cells.map { bytes in
            let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
            return String(decoding: bytes.drop(while: blank).reversed().drop(while: blank).reversed(), as: UTF8.self)
        }
    }
}

extension Markdown {
    func add(_ table: MarkdownTable, to html: inout String) {
        html += "<table>\n"
        for (number, row) in table.rows.enumerated() {
            html += number == 0 ? "<thead><tr>" : number == 1 ? "<tbody>\n<tr>" : "<tr>"
            let tag = number == 0 ? "th" : "td"
            for (cell, alignment) in zip(row, table.alignments) {
                html += alignment.isEmpty ? "<\(tag)>" : "<\(tag) style=\"text-align:\(alignment)\">"
                html += "\(inlineHTML(cell))</\(tag)>"
            }
            html += number == 0 ? "</tr></thead>\n" : "</tr>\n"
        }
        html += table.rows.count > 1 ? "</tbody>\n</table>\n" : "</table>\n"
    }
}
