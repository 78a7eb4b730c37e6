// The source line of a place with a caret under it.

/// One line of a file, cut around the caret where it is long, with its number before and the caret line after it.
struct SourceExcerpt {
    private let location: SourceLocation
    private let columnsMax: Int

    init(_ location: SourceLocation, columnsMax: Int) {
        self.location = location
        self.columnsMax = max(20, columnsMax)
    }

    /// Two lines, each ended: `   12 |     name: Rex` and `      |     ^~~~`.
    var text: String {
        let (before, token, after) = window
        let number = String(location.line)
        let margin = String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number
        var source = ""
        var carets = ""
        for scalar in before {
            // A tab stays a tab in both lines, so that the caret stands right whatever the terminal makes of tabs.
            source.unicodeScalars.append(scalar == "\t" ? scalar : VisibleText.visible(scalar))
            carets += scalar == "\t" ? "\t" : String(repeating: " ", count: VisibleText.columns(scalar))
        }
        var caretCount = 0
        for scalar in token {
            source.unicodeScalars.append(scalar == "\t" ? "→" : VisibleText.visible(scalar))
            caretCount += VisibleText.columns(scalar)
        }
        carets += "^" + String(repeating: "~", count: max(0, caretCount - 1))
        for scalar in after { source.unicodeScalars.append(scalar == "\t" ? scalar : VisibleText.visible(scalar)) }
        let blank = String(repeating: " ", count: margin.utf8.count)
        return "\(margin) | \(source)\n\(blank) | \(carets)\n"
    }

    /// The line before, under and after the caret, with dots where something was cut away.
    private var window: (before: [UnicodeScalar], token: [UnicodeScalar], after: [UnicodeScalar]) {
        let text = location.file.text
        let line = location.file.lineRange(location.line)
        let caret = advance(line.lowerBound, by: location.column - 1, in: text, until: line.upperBound)
        // A third of the room goes to what stands before the caret.
        let beforeMax = columnsMax / 3
        var start = caret
        for _ in 0..<beforeMax where start > line.lowerBound {
            start = retreat(start, in: text, until: line.lowerBound)
        }
        if advance(line.lowerBound, by: beforeMax + 4, in: text, until: caret) == caret { start = line.lowerBound }
        let beforeCount = scalars(text[start..<caret]).count
        let room = columnsMax - beforeCount
        let tokenEnd = advance(caret, by: min(max(1, location.length), room), in: text, until: line.upperBound)
        let tokenCount = scalars(text[caret..<tokenEnd]).count
        let end = advance(tokenEnd, by: room - tokenCount, in: text, until: line.upperBound)
        let shown = masked(start..<end, in: line)
        return (
            (start > line.lowerBound ? ["…"] : []) + shown.prefix(beforeCount),
            Array(shown.dropFirst(beforeCount).prefix(tokenCount)),
            shown.dropFirst(beforeCount + tokenCount) + (end < line.upperBound ? ["…"] : [])
        )
    }

    /// A part of the line without credentials, which may begin before it or end behind it.
    private func masked(_ part: Range<Int>, in line: Range<Int>) -> [UnicodeScalar] {
        let text = location.file.text
        var from = part.lowerBound
        for _ in 0..<Self.contextMax where from > line.lowerBound { from = retreat(from, in: text, until: line.lowerBound) }
        let until = advance(part.upperBound, by: Self.contextMax, in: text, until: line.upperBound)
        let skipped = scalars(text[from..<part.lowerBound]).count
        let count = scalars(text[part]).count
        return Array(Credentials.masked(scalars(text[from..<until])).dropFirst(skipped).prefix(count))
    }

    /// Characters beyond what is shown that are looked at for the ends of a URL.
    private static let contextMax = 1_000

    private func scalars(_ bytes: ArraySlice<UInt8>) -> [UnicodeScalar] {
        Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    /// Over a count of scalars; bytes that continue one never start one.
    private func advance(_ offset: Int, by count: Int, in text: [UInt8], until end: Int) -> Int {
        var (offset, rest) = (offset, count)
        while rest > 0, offset < end {
            offset += 1
            while offset < end, text[offset] & 0xC0 == 0x80 { offset += 1 }
            rest -= 1
        }
        return offset
    }

    private func retreat(_ offset: Int, in text: [UInt8], until start: Int) -> Int {
        var offset = offset - 1
        while offset > start, text[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }
}
