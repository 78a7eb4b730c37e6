// What libyaml says of a broken text, in words that say what is wrong and how to mend it.

import CLibYAML

struct YAMLSyntaxError {
    private let failure: YAMLEventReader.Failure
    private let file: SourceFile

    init(_ failure: YAMLEventReader.Failure, file: SourceFile) {
        self.failure = failure
        self.file = file
    }

    var diagnostics: [Diagnostic] {
        let mark = failure.problemMark
        return [
            Diagnostic(
                .error, "yaml-syntax", failure.problem,
                at: SourceLocation(file: file, line: mark.line + 1, column: mark.column + 1))
        ]
    }
}
