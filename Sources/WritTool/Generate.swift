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
            Writes only files that have changed, and removes those that an earlier run wrote and this one doesn't. Leaves \
            all other files alone. Where the document asks for something that can't be generated, the error names its \
            place, nothing is written, and the exit status is 1.

            \(DescriptionOptions.lookup) Without a document, all APIs of the configuration are generated.
            """)

    @OptionGroup var description: DescriptionOptions

    @Option(name: .shortAndLong, help: "The folder for the generated files.")
    var output: String?

    @Option(help: "A folder for a typed client of the API, for tests: it imports the module of the generated code.")
    var client: String?

    @Option(
        help:
            "The module that the generated code is compiled into, which the client imports; the folder below Sources that --output lies in, if left out."
    )
    var module: String?

    @Option(help: "Who can use the generated code: public, package or internal. (default: internal)")
    var access: EmitterOptions.Access?

    @Option(
        help:
            "What Swift derives for models: sendable (nothing; they are equal that write the same), equatable or hashable. Each costs compile time: the dearest takes nearly twice the least. (default: sendable)"
    )
    var conformance: EmitterOptions.Conformance?

    @Option(
        help:
            "Which readers and writers models have: both, so that they go from JSON and to JSON anywhere, or those that are served, which costs less compile time. (default: both)"
    )
    var codecs: EmitterOptions.Codecs?

    @Option(help: "The name of the API type, without its ending; made from the document's title if left out.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "A kind of diagnostic that shall be a warning, by the code in brackets behind it: \(ResolverOptions.allowableList). May be repeated.",
            valueName: "code"))
    var allow: [String] = []

    @Flag(name: .customLong("raw-xml"), help: "Pass XML bodies to handlers as raw bytes. Without it, XML is left out.")
    var isXMLRaw = false

    @Flag(name: .customLong("open-enums"), help: "Let enumerations of strings take values that are not listed.")
    var hasOpenEnums = false

    @OptionGroup(title: "What schemas mean")
    var schemas: SchemaOptions

    @OptionGroup(title: "Which operations")
    var filter: FilterOptions

    @Flag(help: "Write nothing, and fail if a file would change.")
    var check = false

    @Option(help: "How many diagnostics are shown.")
    var diagnosticsMax = 50

    func validate() throws {
        let codes = ["duplicate-key"] + ResolverOptions.allowableCodes
        for code in allow where !codes.contains(code) {
            throw ValidationError("`\(code)` can't be allowed. What can: \(codes.joined(separator: ", ")).")
        }
    }

    func run() throws {
        // One that fails doesn't hide what is wrong with the next.
        var failure: (any Error)?
        let reader = DescriptionReader()
        for settings in try allSettings() {
            do { try generate(settings, reader) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    // MARK: Settings

    private var flags: GenerationSettings {
        var flags = description.flags
        flags.output = output.map { SettingPath($0) }
        flags.client = client.map { SettingPath($0) }
        flags.module = module
        (flags.access, flags.conformance, flags.codecs) = (access, conformance, codecs)
        (flags.name, flags.allow) = (name, allow)
        (flags.includeTags, flags.excludeTags) = (filter.includeTag, filter.excludeTag)
        (flags.includePaths, flags.excludePaths) = (filter.includePath, filter.excludePath)
        flags.operations = filter.operation
        if isXMLRaw { flags.isXMLRaw = true }
        if hasOpenEnums { flags.hasOpenEnums = true }
        (flags.schemaTypes, flags.formats) = (schemas.types, schemas.formats)
        if schemas.validateAnswers { flags.validatesAnswers = true }
        return flags
    }

    /// Flags, each over what the configuration says.
    private func allSettings() throws -> [GenerationSettings] {
        let all = try description.settings(over: flags, show: show)
        guard all.count < 2 || output == nil && client == nil && module == nil && name == nil else {
            throw ValidationError(
                "--output, --client, --module and --name are of one API, and there are \(all.count): name a document.")
        }
        var folders: Set<String> = []
        for output in all.flatMap({ [$0.output?.path, $0.client?.path].compactMap { $0 } })
        where !folders.insert(FilePath.normalized(FilePath.absolute(output))).inserted {
            throw ValidationError(
                "Two outputs can't share the folder \(VisibleText.visible(output)): each would remove the other's files.")
        }
        return all
    }

    // MARK: Generating

    private func generate(_ settings: GenerationSettings, _ reader: DescriptionReader) throws {
        guard let output = settings.output else {
            throw ValidationError("Name a folder for the generated files: --output, or `output` in \(ConfigurationFile.name).")
        }
        if let refusal = output.refusal(of: "output") {
            show([refusal])
            throw ExitCode(1)
        }
        if let refusal = settings.client?.refusal(of: "client") {
            show([refusal])
            throw ExitCode(1)
        }
        let client = try settings.clientOptions(besides: output.path)
        let contract = try readContract(settings, reader)
        let options = EmitterOptions(
            access: settings.access ?? .internal, conformance: settings.conformance ?? .sendable,
            codecs: settings.codecs ?? .both, toolVersion: Writ.version)
        try write(emitServer(contract, options: options), of: contract.info.apiName, contract, to: output.path)
        guard let client, let folder = settings.client?.path else { return }
        let files = emitClient(contract, options: options, client: client)
        try write(files, of: clientTypeName(contract), contract, to: folder)
    }

    private func write(_ files: [GeneratedFile], of name: String, _ contract: Contract, to path: String) throws {
        let folder = OutputFolder(path: path)
        do {
            let changes = try folder.changes(to: files)
            if check { return try report(changes, in: path) }
            try folder.apply(changes)
            let count = contract.operations.count
            print("\(name): \(count) operation\(count == 1 ? "" : "s"), \(files.count) files, \(changes.count) changed")
        } catch let error as OutputFolderError {
            printError("error: \(VisibleText.visible(error.message))\n")
            throw ExitCode(1)
        }
    }

    private func readContract(_ settings: GenerationSettings, _ reader: DescriptionReader) throws -> Contract {
        let (library, readDiagnostics) = reader.read(settings)
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
        return settings.typePlaces.filter { !names.contains(ExactText.kept($0.name)) }.map { place in
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
        for change in changes { printError(VisibleText.visible("\(change.verb): \(output)/\(change.path)") + "\n") }
        guard changes.isEmpty else {
            printError("the generated files are not what `writ generate` makes of the document: run it without --check\n")
            throw ExitCode(1)
        }
    }
}

extension EmitterOptions.Codecs: ExpressibleByArgument {}
extension EmitterOptions.Access: ExpressibleByArgument {}
extension EmitterOptions.Conformance: ExpressibleByArgument {}
