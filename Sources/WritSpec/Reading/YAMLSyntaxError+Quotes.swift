// Mistakes with quotes.

extension YAMLSyntaxError {
    var unclosedQuote: Diagnostic {
        guard context == "while scanning a quoted scalar" else {
            return error(
                "yaml-syntax", "the text ends too early \(context)", at: contextMark, hint: "add what is missing")
        }
        return error(
            "unclosed-quote", "this quote is never closed", at: contextMark,
            hint: "add the closing quote; double a single quote within single quotes (`''`)")
    }

    /// Text follows a closing quote: the quote was meant as part of the text, or one above is not closed.
    func strayQuote(_ quote: UnicodeScalar) -> Diagnostic {
        let quotesBefore = scalars(of: mark.line).prefix(mark.column).count { $0 == quote }
        guard quotesBefore % 2 == 1, let opened = lineWithOddQuotes(quote, above: mark.line) else {
            return error(
                "stray-quote", "there is more text after the closing quote", at: mark,
                hint: quote == "'"
                    ? "write a single quote within single quotes twice (`''`), or quote the whole text by `\"`"
                    : "write a double quote within double quotes as `\\\"`, or quote the whole text by `'`")
        }
        return error(
            "unclosed-quote", "this quote is not closed on its line", at: opened,
            hint: "add the closing quote",
            related: [Diagnostic.Related(location: location(mark), message: "so the text ends only before this")])
    }

    private func lineWithOddQuotes(_ quote: UnicodeScalar, above line: Int) -> Mark? {
        for candidate in stride(from: line - 1, through: max(0, line - Self.linesSearchedMax), by: -1) {
            let line = scalars(of: candidate)
            if line.count(where: { $0 == quote }) % 2 == 1, let column = line.lastIndex(of: quote) {
                return Mark(line: candidate, column: column)
            }
        }
        return nil
    }

    private static var linesSearchedMax: Int { 50 }
}
