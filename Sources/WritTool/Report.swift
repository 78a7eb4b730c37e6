// `writ report`: what becomes of each keyword of a document.

internal import ArgumentParser
internal import WritResolver
internal import WritSpec

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reports for each keyword of a document whether it is enforced, documented or refused.",
        discussion: """
            Enforced keywords shape the generated code. Documented ones are shown in the docs pages, and not checked. Refused \
            ones stop `writ generate`, unless --allow says to go on without them.

            \(DescriptionOptions.lookup)
            """)

    @OptionGroup var description: DescriptionOptions

    @Option(help: "How the report is printed: text or json.")
    var format = ReportFormat.text

    @Option(help: "Which outcomes to report, as a list: enforced, documented, refused.")
    var only = ReportedOutcomes.all

    @Option(help: "How many diagnostics are shown where the document is broken.")
    var diagnosticsMax = 20

    func run() throws {
        let all = try description.settings(over: description.flags, show: show)
        guard let settings = all.first, all.count == 1 else {
            throw ValidationError("A report is of one document, and there are \(all.count): name one.")
        }
        let (library, readDiagnostics) = DescriptionReader().read(settings)
        guard let library else {
            show(readDiagnostics)
            throw ExitCode(1)
        }
        let (report, diagnostics) = WritResolver.report(library, options: settings.resolverOptions)
        print(format == .json ? reportJSON(report, only.list) : reportTable(report, only.list), terminator: "")
        // A document that is broken has no report to rely on.
        let errors = diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
            show(errors)
            throw ExitCode(1)
        }
    }

    private func show(_ diagnostics: [Diagnostic]) {
        printError(DiagnosticRenderer(diagnosticsMax: diagnosticsMax).text(diagnostics))
    }
}

enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// A list of outcomes, such as `refused,documented`.
struct ReportedOutcomes: ExpressibleByArgument {
    static let all = ReportedOutcomes(list: KeywordReport.Outcome.allCases)
    let list: [KeywordReport.Outcome]

    private init(list: [KeywordReport.Outcome]) { self.list = list }

    init?(argument: String) {
        let names = argument.split(separator: ",").map { $0.filter { $0 != " " } }
        let asked = names.compactMap(KeywordReport.Outcome.init(rawValue:))
        guard !asked.isEmpty, asked.count == names.count else { return nil }
        list = KeywordReport.Outcome.allCases.filter(asked.contains)
    }

    var defaultValueDescription: String { list.map(\.rawValue).joined(separator: ",") }
}

private func reportTable(_ report: KeywordReport, _ outcomes: [KeywordReport.Outcome]) -> String {
    var text = ""
    for outcome in outcomes {
        let lines = report.lines.filter { $0.outcome == outcome }
        let total = lines.reduce(0) { $0 + $1.count }
        text += "\(outcome.rawValue): \(lines.count) keywords, \(total) places\n"
        let names = lines.map { "\($0.object) \($0.keyword)" }
        let width = min(names.map(\.count).max() ?? 0, 56)
        for (line, name) in zip(lines, names) {
            let padding = String(repeating: " ", count: max(0, width - name.count))
            let count = String(line.count)
            let indent = String(repeating: " ", count: max(0, 7 - count.count))
            let places = line.places.map { "\($0)" }.joined(separator: " ")
            text +=
                "  \(VisibleText.visible(ExactText.written(name)))\(padding)\(indent)\(count)  \(VisibleText.visible(places))\n"
        }
        text += "\n"
    }
    return text
}

private func reportJSON(_ report: KeywordReport, _ outcomes: [KeywordReport.Outcome]) -> String {
    func total(_ outcome: KeywordReport.Outcome) -> String {
        let lines = report.lines.filter { $0.outcome == outcome }
        return objectJSON([("keywords", "\(lines.count)"), ("places", "\(lines.reduce(0) { $0 + $1.count })")])
    }
    let totals = objectJSON(outcomes.map { ($0.rawValue, total($0)) })
    let lines = report.lines.filter { outcomes.contains($0.outcome) }.map { line in
        let places = line.places.map { objectJSON(placeMembers($0)) }.joined(separator: ", ")
        return "    "
            + objectJSON([
                ("object", quotedJSON(line.object)), ("keyword", quotedJSON(ExactText.written(line.keyword))),
                ("outcome", quotedJSON(line.outcome.rawValue)), ("count", "\(line.count)"), ("places", "[\(places)]"),
            ])
    }
    return "{\n  \"totals\": \(totals),\n  \"keywords\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
}
