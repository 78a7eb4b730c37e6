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

            What is not said here is looked up in the configuration: the file that --config names, or a `writ.yaml` beside \
            the document or in the working directory. Without a document, all APIs of the configuration are generated.
            """)

    @Argument(help: ArgumentHelp("The OpenAPI document: YAML or JSON.", valueName: "document"))
    var document: String?

    @Option(help: ArgumentHelp("The configuration; `writ.yaml` if left out.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("An OpenAPI Overlay to apply to the document. May be repeated.", valueName: "file"))
    var overlay: [String] = []

    @Flag(help: "Fetch what references to http and https lead to.")
    var allowRemote = false

    @Option(name: .shortAndLong, help: "The folder for the generated files.")
    var output: String?

    @Option(help: "Who can use the generated code: public, package or internal. (default: internal)")
    var access: EmitterOptions.Access?

    @Option(
        help:
            "What models conform to besides Sendable: sendable, equatable or hashable. Each costs compile time: the dearest takes nearly twice the least. (default: sendable)"
    )
    var conformance: EmitterOptions.Conformance?

    @Option(help: "The name of the API type, without its ending; made from the document's title if left out.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "A kind of diagnostic that shall be a warning: duplicate-keys, or the code in brackets behind a refusal. May be repeated.",
            valueName: "code"))
    var allow: [String] = []

    @Flag(name: .customLong("raw-xml"), help: "Carry XML bodies as raw bytes, rather than leave them out.")
    var isXMLRaw = false

    @Flag(name: .customLong("open-enums"), help: "Let enumerations of strings take values beyond those that are listed.")
    var hasOpenEnums = false

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
        // One that fails doesn't hide what is wrong with the next.
        var failure: (any Error)?
        for settings in try allSettings() {
            do { try generate(settings) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    // MARK: Settings

    private var flags: GenerationSettings {
        var flags = GenerationSettings()
        (flags.document, flags.output, flags.access, flags.conformance) = (document, output, access, conformance)
        (flags.name, flags.allow, flags.overlays) = (name, allow, overlay)
        (flags.includeTags, flags.excludeTags) = (filter.includeTag, filter.excludeTag)
        (flags.includePaths, flags.excludePaths) = (filter.includePath, filter.excludePath)
        flags.operations = filter.operation
        if allowRemote { flags.allowRemote = true }
        if isXMLRaw { flags.isXMLRaw = true }
        if hasOpenEnums { flags.hasOpenEnums = true }
        (flags.schemaTypes, flags.formats) = (schemas.types, schemas.formats)
        if schemas.validateAnswers { flags.validatesAnswers = true }
        return flags
    }

    /// Flags, each over what the configuration says.
    private func allSettings() throws -> [GenerationSettings] {
        let flags = flags
        guard let path = config ?? ConfigurationFile.path(besideDocument: document) else {
            guard document != nil else {
                throw ValidationError("Name a document, or write a \(ConfigurationFile.name) that does.")
            }
            return [flags]
        }
        let (file, diagnostics) = ConfigurationFile.read(path)
        show(diagnostics)
        guard let file else { throw ExitCode(1) }
        guard let document else {
            guard !file.apis.isEmpty else {
                throw ValidationError("Name a document: \(path) has none.")
            }
            guard file.apis.count == 1 || output == nil && name == nil else {
                throw ValidationError("--output and --name are of one API, and \(path) has \(file.apis.count): name a document.")
            }
            return file.apis.map { flags.over($0) }
        }
        if let settings = file.settings(for: document) { return [flags.over(settings)] }
        // What lies in the working directory may well be about other documents.
        guard config == nil else { throw ValidationError("\(path) does not name the document \(document).") }
        return [flags]
    }

    // MARK: Generating

    private func generate(_ settings: GenerationSettings) throws {
        guard let output = settings.output else {
            throw ValidationError("Name a folder for the generated files: --output, or `output` in \(ConfigurationFile.name).")
        }
        let contract = try readContract(settings)
        let files = emitServer(
            contract,
            options: EmitterOptions(
                access: settings.access ?? .internal, conformance: settings.conformance ?? .sendable,
                toolVersion: Writ.version))
        let folder = OutputFolder(path: output)
        do {
            let changes = try folder.changes(to: files)
            if check { return try report(changes, in: output) }
            try folder.apply(changes)
            printSummary(contract, files: files.count, changes: changes)
        } catch let error as OutputFolderError {
            printError("error: \(error.message)\n")
            throw ExitCode(1)
        }
    }

    private func readContract(_ settings: GenerationSettings) throws -> Contract {
        let reading = ReadingOptions(allowDuplicateKeys: settings.allow.contains("duplicate-keys"))
        let (library, readDiagnostics) = readDescription(
            settings.document ?? "", overlays: settings.overlays, allowRemote: settings.allowRemote ?? false, reading)
        var diagnostics = readDiagnostics
        var contract: Contract?
        if let library {
            let resolved = resolve(library, options: settings.resolverOptions)
            contract = resolved.contract
            diagnostics += resolved.diagnostics + missingSchemas(settings, library)
        }
        // Errors first: they are what the exit status is about.
        show(diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error })
        guard let contract, !diagnostics.hasErrors else {
            let count = diagnostics.count { $0.severity == .error }
            printError("\(count) error\(count == 1 ? "" : "s"): nothing was written\n")
            throw ExitCode(1)
        }
        return contract
    }

    /// Schemas that the configuration has types for, and that the document doesn't have.
    private func missingSchemas(_ settings: GenerationSettings, _ library: DocumentLibrary) -> [Diagnostic] {
        let root = library.main.root
        let schemas = root.mapping?["components"]?.mapping?["schemas"] ?? root.mapping?["definitions"]
        let names = (schemas?.mapping?.entries ?? []).map(\.key)
        return settings.typePlaces.filter { !names.contains($0.name) }.map { place in
            Diagnostic(
                .error, "unknown-schema", "the document has no schema \(VisibleText.quoted(place.name))", at: place.location,
                hint: closestName(to: place.name, among: names).map { "did you mean `\($0)`?" }
                    ?? "name one under `components/schemas`")
        }
    }

    private func show(_ diagnostics: [Diagnostic]) {
        printError(DiagnosticRenderer(diagnosticsMax: diagnosticsMax).text(diagnostics))
    }

    private func report(_ changes: [FileChange], in output: String) throws {
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
