// Mistakes with indentation and colons, told from the lines around the place.

extension YAMLSyntaxError {
    // MARK: Tabs

    var isTabProblem: Bool {
        problem.contains("tab character") || indentation(of: mark.line).contains("\t")
    }

    /// A tab there would be part of a text after `|` or `>`.
    var isInBlockText: Bool { problem == "found a tab character where an indentation space is expected" }

    /// The tab that stopped libyaml, and the lines after it that start with one.
    var tabDiagnostics: [Diagnostic] {
        let column = indentation(of: mark.line).firstIndex(of: "\t") ?? mark.column
        var places = [Mark(line: mark.line, column: column)]
        for line in (mark.line + 1)..<max(mark.line + 1, file.lineCount) where places.count < Self.tabPlacesMax {
            let range = file.lineRange(line + 1)
            if range.count > 1, file.text[range.lowerBound] == UInt8(ascii: "\t") {
                places.append(Mark(line: line, column: 0))
            }
        }
        return places.map {
            error(
                "tab-indentation", "there is a tab in the indentation", at: $0,
                hint: "indent by spaces: YAML does not say how many columns a tab has")
        }
    }

    private static var tabPlacesMax: Int { 10 }

    // MARK: Colons

    /// A colon stands where no key can be.
    var unexpectedColon: Diagnostic {
        let line = scalars(of: mark.line)
        let start = contentStart(of: line)
        if mark.column - start > 1024 {
            return error(
                "yaml-syntax", "a key is longer than 1024 characters", at: Mark(line: mark.line, column: start),
                hint: "is its quote closed?")
        }
        if let colon = separatingColon(in: line), colon < mark.column {
            return error(
                "nested-colon", "a text without quotes can't hold a colon followed by a space", at: mark,
                hint: "put quotes around the whole text after the first colon")
        }
        guard let above = lineAbove(mark.line) else { return misplacedKey(Mark(line: mark.line, column: start)) }
        let upper = scalars(of: above)
        if separatingColon(in: upper) == nil, !isClosedValue(upper) {
            return colonMistake(Mark(line: above, column: contentStart(of: upper)))
        }
        return misplacedKey(Mark(line: mark.line, column: start))
    }

    /// A line that should be a key has no colon.
    var missingColon: Diagnostic { colonMistake(contextMark) }

    /// The line at a place lacks its colon, or the space after it or after its dash.
    private func colonMistake(_ place: Mark) -> Diagnostic {
        let line = scalars(of: place.line)
        let rest = line.dropFirst(place.column)
        if rest.first == "-", let next = rest.dropFirst().first, next != " ", next != "-" {
            return error(
                "missing-space", "a space is missing after this dash", at: place, hint: "write `- ` before each entry")
        }
        let isQuoted = rest.first == "\"" || rest.first == "'"
        if !isQuoted, let colon = rest.firstIndex(of: ":"), !rest[colon...].starts(with: "://".unicodeScalars) {
            return error(
                "missing-space", "a space is missing after this colon", at: Mark(line: place.line, column: colon),
                hint: "write `key: value`; put quotes around a text that is meant to hold the colon")
        }
        return error(
            "missing-colon", "a colon is missing after this key", at: place,
            length: contentLength(of: line, from: place.column),
            hint: "write `key: value`; a text over several lines starts with `|` or `>` and is indented")
    }

    private func misplacedKey(_ place: Mark) -> Diagnostic {
        let related = lineAbove(place.line).map { above in
            let column = contentStart(of: scalars(of: above))
            return Diagnostic.Related(
                location: location(Mark(line: above, column: column)),
                message: "the line above starts at column \(column + 1)")
        }
        return error(
            "bad-indentation", "this key stands at column \(place.column + 1), which fits no level that is open here",
            at: place,
            hint: "align it with the keys it belongs to\(siblings(of: place)); a key above that has a value can't hold it",
            related: related.map { [$0] } ?? [])
    }

    /// The columns of the keys above that are open still, the outermost first.
    private func siblings(of place: Mark) -> String {
        var columns: [Int] = []
        var line = place.line
        while columns.last != 0, columns.count < Self.levelsMax, let above = lineAbove(line), above >= place.line - Self.linesMax
        {
            line = above
            let scalars = scalars(of: above)
            let column = contentStart(of: scalars)
            if column < columns.last ?? .max, separatingColon(in: scalars) != nil { columns.append(column) }
        }
        guard !columns.isEmpty else { return "" }
        let shown = columns.reversed().map { "\($0 + 1)" }
        if shown.count == 1 { return ", which stand at column \(shown[0])" }
        return ", which stand at column \(shown.dropLast().joined(separator: ", ")) or \(shown[shown.count - 1])"
    }

    private static var levelsMax: Int { 12 }
    private static var linesMax: Int { 500 }

    // MARK: Levels

    /// A line stands at a level that nothing opened.
    var badIndentation: Diagnostic {
        if problem.contains("'-'") {
            return error(
                "bad-indentation", "a `- ` was expected here, for the next entry of the sequence", at: mark,
                hint: "start the entry with `- `, or align the line with the level it belongs to",
                related: [Diagnostic.Related(location: location(contextMark), message: "the sequence starts here")])
        }
        return error(
            "bad-indentation", "the document's first value ends before this line", at: mark,
            hint: "align the line with the level it belongs to; a document has one value at the top")
    }

    /// Something else than a key follows a key and its value.
    var unexpectedText: Diagnostic {
        let line = scalars(of: mark.line)
        let before = line.prefix(mark.column).reversed().drop { $0 == " " }
        if let quote = before.first, quote == "\"" || quote == "'" { return strayQuote(quote) }
        if before.isEmpty, character(at: mark) == "-", mark.column == contextMark.column {
            return error(
                "bad-indentation", "there is a sequence entry among the keys of a mapping", at: mark,
                hint: "indent it below the key it belongs to", related: [mappingStart])
        }
        if before.isEmpty {
            return error(
                "bad-indentation",
                "this line stands at column \(mark.column + 1), which fits no level that is open here",
                at: mark,
                hint: "align it with the keys it belongs to, which start at column \(contextMark.column + 1) or deeper",
                related: [mappingStart])
        }
        return error(
            "yaml-syntax", "a key was expected here", at: mark, hint: "put quotes around a text that goes on here",
            related: [mappingStart])
    }

    private var mappingStart: Diagnostic.Related {
        Diagnostic.Related(location: location(contextMark), message: "the mapping starts here")
    }
}
