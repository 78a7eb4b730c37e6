// `writ generate`: reads a document and writes the Swift code of its server.

internal import ArgumentParser
internal import WritContract
internal import WritEmitter
internal import WritResolver
internal import WritSpec

struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the Swift code of a document's server into a folder.",
        discussion: """
            Only files that change are written, and files that an earlier run wrote and this one doesn't are removed. \
            Files of anybody else are left alone. What the document asks for and can't be generated is an error, with its \
            place; nothing is written then, and the exit status is 1.
            """)

    @OptionGroup var description: DescriptionOptions

    @Option(name: .shortAndLong, help: "The folder for the generated files.")
    var output: String

    @Option(help: "Who can use the generated code: public, package or internal.")
    var access: EmitterOptions.Access = .internal

    @Option(
        help: "What models conform to besides Sendable. Each costs compile time: the dearest takes nearly twice the least.")
    var conformance: EmitterOptions.Conformance = .sendable

    @Option(help: "The name of the API type, without its ending; made from the document's title if left out.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "A kind of diagnostic that shall be a warning: duplicate-keys, or the code in brackets behind a refusal. May be repeated.",
            valueName: "code"))
    var allow: [String] = []

    @Flag(name: .customLong("raw-xml"), help: "Carry XML bodies as raw bytes, rather than leave them out.")
    var isXMLRaw = false

    @OptionGroup(title: "What schemas mean")
    var schemas: SchemaOptions

    @OptionGroup(title: "Which operations")
    var filter: FilterOptions

    @Flag(help: "Write nothing, and fail if something would change.")
    var check = false

    @Option(help: "How many diagnostics are shown.")
    var diagnosticsMax = 50

    func validate() throws {
        let codes = ["duplicate-keys"] + ResolverOptions.allowableCodes
        for code in allow where !codes.contains(code) {
            throw ValidationError("`\(code)` can't be allowed. What can: \(codes.joined(separator: ", ")).")
        }
    }

    func run() throws {
        let contract = try readContract()
        let files = emitServer(
            contract,
            options: EmitterOptions(access: access, conformance: conformance, toolVersion: Writ.version))
        let folder = OutputFolder(path: output)
        do {
            let changes = try folder.changes(to: files)
            if check { return try report(changes) }
            try folder.apply(changes)
            printSummary(contract, files: files.count, changes: changes)
        } catch let error as OutputFolderError {
            printError("error: \(error.message)\n")
            throw ExitCode(1)
        }
    }

    private func readContract() throws -> Contract {
        let reading = ReadingOptions(allowDuplicateKeys: allow.contains("duplicate-keys"))
        let (library, readDiagnostics) = description.read(reading)
        var diagnostics = readDiagnostics
        var contract: Contract?
        if let library {
            var options = ResolverOptions(allowed: Set(allow), name: name, isXMLRaw: isXMLRaw, filter: filter.filter)
            schemas.apply(to: &options)
            let resolved = resolve(library, options: options)
            contract = resolved.contract
            diagnostics += resolved.diagnostics
        }
        // Errors first: they are what the exit status is about.
        let shown = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error }
        printError(DiagnosticRenderer(diagnosticsMax: diagnosticsMax).text(shown))
        guard let contract, !diagnostics.hasErrors else {
            let count = diagnostics.count { $0.severity == .error }
            printError("\(count) error\(count == 1 ? "" : "s"): nothing was written\n")
            throw ExitCode(1)
        }
        return contract
    }

    private func report(_ changes: [FileChange]) throws {
        for change in changes { printError("\(change.verb): \(output)/\(change.path)\n") }
        guard changes.isEmpty else {
            printError("the generated files are not what `writ generate` makes of the document: run it without --check\n")
            throw ExitCode(1)
        }
    }

    private func printSummary(_ contract: Contract, files: Int, changes: [FileChange]) {
        let operations = contract.operations.count
        print(
            "\(contract.info.apiName): \(operations) operation\(operations == 1 ? "" : "s"), \(files) files, \(changes.count) changed"
        )
    }
}

extension EmitterOptions.Access: ExpressibleByArgument {}
extension EmitterOptions.Conformance: ExpressibleByArgument {}
