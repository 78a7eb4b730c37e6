// The lines around a mistake, in libyaml's counting from 0.

extension YAMLSyntaxError {
    func error(
        _ code: String, _ message: String, at mark: Mark, length: Int = 1, hint: String,
        related: [Diagnostic.Related] = []
    ) -> Diagnostic {
        Diagnostic(.error, code, message, at: location(mark, length: length), hint: hint, related: related)
    }

    func location(_ mark: Mark, length: Int = 1) -> SourceLocation {
        SourceLocation(file: file, line: mark.line + 1, column: mark.column + 1, length: length)
    }

    func scalars(of line: Int) -> [UnicodeScalar] {
        Array(file.line(line + 1).unicodeScalars)
    }

    func character(at mark: Mark) -> UnicodeScalar? {
        let line = scalars(of: mark.line)
        return line.indices.contains(mark.column) ? line[mark.column] : nil
    }

    func shownCharacter(at mark: Mark) -> String {
        character(at: mark).map { $0 == "`" ? "a backtick" : VisibleText.quoted(String($0)) } ?? "the end of the line"
    }

    /// The spaces and tabs that a line starts with.
    func indentation(of line: Int) -> ArraySlice<UnicodeScalar> {
        scalars(of: line).prefix { $0 == " " || $0 == "\t" }
    }

    /// Where a line's content starts, after its indentation and the dashes of sequences.
    func contentStart(of line: [UnicodeScalar]) -> Int {
        var start = line.firstIndex { $0 != " " } ?? line.count
        while start + 1 < line.count, line[start] == "-", line[start + 1] == " " {
            start += 2
            while start < line.count, line[start] == " " { start += 1 }
        }
        return start
    }

    /// Scalars of a line from a column up to a comment or the line's last word.
    func contentLength(of line: [UnicodeScalar], from column: Int) -> Int {
        var end = line.count
        for index in line.indices.dropFirst(column + 1) where line[index] == "#" && line[index - 1] == " " {
            end = index
            break
        }
        while end > column + 1, line[end - 1] == " " || line[end - 1] == "\t" { end -= 1 }
        return max(1, end - column)
    }

    /// The colon that ends a line's key: outside quotes, before a space or the line's end.
    func separatingColon(in line: [UnicodeScalar]) -> Int? {
        var index = contentStart(of: line)
        if index < line.count, line[index] == "\"" || line[index] == "'" {
            guard let close = line[(index + 1)...].firstIndex(of: line[index]) else { return nil }
            index = close
        }
        while index < line.count {
            if line[index] == "#", index > 0, line[index - 1] == " " { return nil }
            if line[index] == ":", index + 1 == line.count || line[index + 1] == " " || line[index + 1] == "\t" {
                return index
            }
            index += 1
        }
        return nil
    }

    /// True for a line that ends in a bracket or quote, which a key can't be.
    func isClosedValue(_ line: [UnicodeScalar]) -> Bool {
        guard let last = line.last(where: { $0 != " " }) else { return true }
        return ["]", "}", "\"", "'"].contains(last)
    }

    /// The nearest line above that holds more than white space or a comment.
    func lineAbove(_ line: Int) -> Int? {
        for candidate in stride(from: line - 1, through: max(0, line - 100), by: -1) {
            let first = scalars(of: candidate).first { $0 != " " && $0 != "\t" }
            if let first, first != "#" { return candidate }
        }
        return nil
    }
}
