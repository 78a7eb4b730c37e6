// `writ check`: what is wrong with a document by its specification.

internal import ArgumentParser
internal import WritResolver
internal import WritSpec

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a document against the rules of the OpenAPI specification.",
        discussion: """
            The exit status is 1 where there is an error, and with --strict where there is a warning. What the \
            specification forbids is an error also where `writ generate` goes on with a warning. What Writ doesn't support is \
            not reported here, but by `writ report`.

            \(DescriptionOptions.lookup) Without a document, those of the configuration are checked.
            """)

    @OptionGroup var description: DescriptionOptions

    @Option(help: "How the findings are printed: text, json, sarif or github.")
    var format = FindingsFormat.text

    @Flag(help: "Fail where there is a warning too.")
    var strict = false

    @Option(help: "How many findings are shown as text.")
    var diagnosticsMax = 50

    func run() throws {
        let asked = try description.settings(over: description.flags, show: show)
        let reader = DescriptionReader()
        let documents = asked.map { settings in (name: settings.document ?? "", findings: self.findings(settings, reader)) }
        let findings = documents.flatMap { $0.findings }
        switch format {
        case .text: for document in documents { printText(document.findings, of: document.name) }
        case .json: print(findingsJSON(findings))
        case .sarif: print(findingsSARIF(findings, toolVersion: Writ.version))
        case .github: print(findingsForGitHub(findings), terminator: "")
        }
        let isWarned = strict && findings.contains { $0.severity == .warning }
        if findings.hasErrors || isWarned { throw ExitCode(1) }
    }

    /// What is wrong with one document, errors first.
    private func findings(_ settings: GenerationSettings, _ reader: DescriptionReader) -> [Diagnostic] {
        var (library, findings) = reader.read(settings)
        if let library {
            var options = settings.resolverOptions
            // The specification's rules are for all of a document.
            options.filter = OperationFilter()
            findings += WritResolver.check(library, options: options)
        }
        return findings.filter { $0.severity == .error } + findings.filter { $0.severity != .error }
    }

    private func show(_ findings: [Diagnostic]) {
        printError(DiagnosticRenderer(diagnosticsMax: diagnosticsMax).text(findings))
    }

    private func printText(_ findings: [Diagnostic], of document: String) {
        show(findings)
        func count(_ severity: Diagnostic.Severity, _ noun: String) -> String {
            let count = findings.count { $0.severity == severity }
            return "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        print(
            "\(VisibleText.visible(document)): \(count(.error, "error")), \(count(.warning, "warning")), \(count(.note, "note"))")
    }
}

enum FindingsFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif, github
}
