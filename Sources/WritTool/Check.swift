// `writ check`: what is wrong with a document by its specification.

internal import ArgumentParser
internal import WritResolver
internal import WritSpec

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for what is wrong with a document by the specification's own rules.",
        discussion: """
            The exit status is 1 where there is an error, and with --strict where there is a warning. What a document may \
            have and Writ doesn't generate is not told here: `writ report` tells that.
            """)

    @OptionGroup var description: DescriptionOptions

    @Option(help: "How the findings are printed: text, json, sarif or github.")
    var format = FindingsFormat.text

    @Flag(help: "Fail where there is a warning too.")
    var strict = false

    @Option(help: "How many findings are shown as text.")
    var diagnosticsMax = 50

    func run() throws {
        let (library, readDiagnostics) = description.read(ReadingOptions())
        var findings = readDiagnostics
        if let library { findings += WritResolver.check(library) }
        let shown = findings.filter { $0.severity == .error } + findings.filter { $0.severity != .error }
        switch format {
        case .text: printText(shown)
        case .json: print(findingsJSON(shown))
        case .sarif: print(findingsSARIF(shown, toolVersion: Writ.version))
        case .github: print(findingsForGitHub(shown), terminator: "")
        }
        let isWarned = strict && findings.contains { $0.severity == .warning }
        if findings.hasErrors || isWarned { throw ExitCode(1) }
    }

    private func printText(_ findings: [Diagnostic]) {
        printError(DiagnosticRenderer(diagnosticsMax: diagnosticsMax).text(findings))
        func count(_ severity: Diagnostic.Severity, _ noun: String) -> String {
            let count = findings.count { $0.severity == severity }
            return "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        print("\(description.document): \(count(.error, "error")), \(count(.warning, "warning")), \(count(.note, "note"))")
    }
}

enum FindingsFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif, github
}
