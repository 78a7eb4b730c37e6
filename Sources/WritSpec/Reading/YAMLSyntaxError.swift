// What libyaml says of a broken text, in words that say what is wrong and how to mend it.

import CLibYAML

/// Finds out from libyaml's message and the lines around its marks which mistake was made.
struct YAMLSyntaxError {
    /// A place in libyaml's counting: lines and columns from 0.
    struct Mark {
        var line: Int
        var column: Int
    }

    let file: SourceFile
    /// libyaml's words: the problem, and what it was doing.
    let problem: String
    let context: String
    /// Where the problem was seen, and where what it was doing began.
    let mark: Mark
    let contextMark: Mark

    init(_ failure: YAMLEventReader.Failure, file: SourceFile) {
        self.file = file
        self.problem = failure.problem
        self.context = failure.context
        self.mark = Mark(line: failure.problemMark.line, column: failure.problemMark.column)
        self.contextMark = Mark(line: failure.contextMark.line, column: failure.contextMark.column)
    }

    var diagnostics: [Diagnostic] {
        if isTabProblem { return tabDiagnostics }
        let diagnostic =
            switch problem {
            case "found character that cannot start any token", "found unexpected non-alphabetical character",
                "could not find expected directive name", "found unknown directive name":
                reservedCharacter
            case "found unexpected end of stream", "found unexpected document indicator": unclosedQuote
            case "did not find expected ',' or ']'", "did not find expected ',' or '}'": unclosedBracket
            case "mapping values are not allowed in this context": unexpectedColon
            case "could not find expected ':'": missingColon
            case "did not find expected key": unexpectedText
            case "did not find expected '-' indicator", "did not find expected <document start>": badIndentation
            case "found unknown escape character", "did not find expected hexdecimal number",
                "found invalid Unicode character escape code":
                badEscape
            default: otherMistake
            }
        return [diagnostic]
    }

    private var reservedCharacter: Diagnostic {
        let isDirective = problem != "found character that cannot start any token"
        let mark = isDirective ? contextMark : mark
        return error(
            "reserved-character", "a text can't start with \(shownCharacter(at: mark))", at: mark,
            hint: "put quotes around the text")
    }

    private var unclosedBracket: Diagnostic {
        let closer = problem.hasSuffix("']'") ? "]" : "}"
        let opener = closer == "]" ? "[" : "{"
        let opened = Diagnostic.Related(location: location(contextMark), message: "the `\(opener)` is opened here")
        if let found = character(at: mark), found == "]" || found == "}" {
            return error(
                "unclosed-bracket", "this `\(found)` closes nothing; a `\(closer)` is open", at: mark,
                hint: "close the bracket that was opened last", related: [opened])
        }
        if mark.line == contextMark.line, character(at: mark) != nil {
            return error(
                "unclosed-bracket", "a comma or `\(closer)` is missing before this", at: mark,
                hint: "a text that holds `\(opener)`, `\(closer)`, `,` or `: ` within brackets needs quotes",
                related: [opened])
        }
        return error(
            "unclosed-bracket", "this `\(opener)` is never closed", at: contextMark,
            hint: "add the missing `\(closer)`; a text that starts with `\(opener)` needs quotes")
    }

    private var badEscape: Diagnostic {
        if problem.contains("Unicode character") {
            return error(
                "bad-escape", "this escape isn't a Unicode character", at: mark,
                hint: "YAML writes a character beyond U+FFFF as itself or as `\\U0001F600`, not as two halves")
        }
        if problem.contains("hexdecimal") {
            return error(
                "bad-escape", "this escape has too few hexadecimal digits", at: mark,
                hint: "`\\x` takes 2, `\\u` 4 and `\\U` 8; write a backslash itself as `\\\\`, or use single quotes")
        }
        return error(
            "bad-escape", "this backslash starts no escape that YAML knows", at: mark, length: 2,
            hint: "write a backslash itself as `\\\\`, or use single quotes, which know no escapes")
    }

    private var otherMistake: Diagnostic {
        let quotes = "put quotes around the text where it is meant as one"
        switch (problem, context) {
        case ("block sequence entries are not allowed in this context", _):
            return error(
                "bad-indentation", "a sequence can't start here", at: mark,
                hint: "put each `- ` on a line of its own, below the key; a text that starts with `- ` needs quotes")
        case ("mapping keys are not allowed in this context", _):
            return error("reserved-character", "a text can't start with `? `", at: mark, hint: quotes)
        case ("did not find expected alphabetic or numeric character", _):
            let shown = shownCharacter(at: contextMark)
            return error("reserved-character", "no name follows this \(shown)", at: contextMark, hint: quotes)
        case ("did not find expected comment or line break", "while scanning a block scalar"):
            let shown = shownCharacter(at: contextMark)
            return error(
                "block-text", "only a comment may stand after \(shown) on its line", at: contextMark,
                hint: "start the text on the next line, indented; a text that starts with \(shown) needs quotes")
        case ("found an indentation indicator equal to 0", _):
            return error("block-text", "the indentation of a block text starts at 1", at: mark, hint: "remove the 0")
        case ("did not find expected node content", _):
            return error(
                "missing-value", "a value is missing before \(shownCharacter(at: mark))", at: mark, hint: quotes)
        case ("found undefined tag handle", _), (_, "while parsing a tag"), (_, "while scanning a tag"):
            return error("unknown-tag", "this isn't a tag of YAML", at: contextMark, hint: quotes)
        case ("found incompatible YAML document", _):
            return error(
                "yaml-syntax", "this version of YAML is unknown", at: mark,
                hint: "remove the line that starts with `%YAML`")
        default:
            let detail = context.isEmpty ? problem : "\(problem) \(context)"
            return error(
                "yaml-syntax", "this is not YAML: \(detail)", at: mark, hint: "look at the lines above as well")
        }
    }
}
