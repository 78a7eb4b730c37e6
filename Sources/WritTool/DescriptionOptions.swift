// What a command reads: the document, overlays on it, whether the network may be asked, and a configuration that says so.

internal import ArgumentParser
internal import WritSpec

struct DescriptionOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The OpenAPI document: YAML or JSON.", valueName: "document"))
    var document: String?

    @Option(help: ArgumentHelp("The configuration; `writ.yaml` if left out.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("An OpenAPI Overlay to apply to the document. May be repeated.", valueName: "file"))
    var overlay: [String] = []

    @Flag(help: "Fetch what references to http and https lead to.")
    var allowRemote = false

    /// What is looked up where, for the help of a command.
    static let lookup = """
        What is not said here is looked up in the configuration: the file that --config names, or a `writ.yaml` beside \
        the document or in the working directory.
        """

    /// What these options say.
    var flags: GenerationSettings {
        var flags = GenerationSettings()
        (flags.document, flags.overlays) = (document, overlay)
        if allowRemote { flags.allowRemote = true }
        return flags
    }

    /// The settings of each document that is asked for: `flags` over what the configuration says. `show` gets what is
    /// wrong with the configuration.
    func settings(over flags: GenerationSettings, show: ([Diagnostic]) -> Void) throws -> [GenerationSettings] {
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
            guard !file.apis.isEmpty else { throw ValidationError("Name a document: \(path) has none.") }
            return file.apis.map { flags.over($0) }
        }
        if let settings = file.settings(for: document) { return [flags.over(settings)] }
        // What lies in the working directory may well be about other documents.
        guard config == nil else { throw ValidationError("\(path) does not name the document \(document).") }
        return [flags]
    }
}

extension GenerationSettings {
    /// The document with its overlays, and the way to further files; nil after an error.
    func read() -> (DocumentLibrary?, [Diagnostic]) {
        readDescription(
            document ?? "", overlays: overlays, allowRemote: allowRemote ?? false,
            ReadingOptions(allowDuplicateKeys: allow.contains("duplicate-key")))
    }
}

/// The document with its overlays applied, and the way to further files; nil after an error.
private func readDescription(
    _ path: String, overlays: [String], allowRemote: Bool, _ reading: ReadingOptions
) -> (DocumentLibrary?, [Diagnostic]) {
    var (document, diagnostics) = loadDocument(path: path, options: reading)
    for path in overlays {
        let (overlay, found) = loadDocument(path: path, options: reading)
        diagnostics += found
        guard let overlay, let before = document else { continue }
        let (changed, more) = apply(overlay, to: before)
        document = changed
        diagnostics += more
    }
    guard let document, !diagnostics.hasErrors else { return (nil, diagnostics) }
    let library = DocumentLibrary(
        main: document, load: { loadDocument(path: $0, options: reading) },
        loadRemote: allowRemote ? { fetchDocument($0, options: reading) } : nil)
    return (library, diagnostics)
}
