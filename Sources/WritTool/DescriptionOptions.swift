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

    @Option(
        help: ArgumentHelp(
            "A folder whose files may be referred to, besides the document's own. May be repeated.", valueName: "folder"))
    var allowOutside: [String] = []

    @Flag(help: "Fetch references to http and https URLs, from public addresses only.")
    var allowRemote = false

    @Flag(help: "Fetch from private addresses too: localhost, and those of the machine's own network.")
    var allowRemotePrivate = false

    /// What is looked up where, for the help of a command.
    static let lookup = """
        Options that are left out come from the configuration: the file that --config names, or a `writ.yaml` beside the \
        document or in the working directory. A `writ.yaml` beside a document in another folder is not trusted, unless \
        --config names it: its paths must stay in its folder, and it can't allow the network or other folders.
        """

    /// What these options say.
    var flags: GenerationSettings {
        var flags = GenerationSettings()
        (flags.document, flags.overlays) = (document, overlay.map { SettingPath($0) })
        flags.allowOutside = allowOutside.map { SettingPath($0) }
        if allowRemote || allowRemotePrivate { flags.allowRemote = true }
        if allowRemotePrivate { flags.allowRemotePrivate = true }
        return flags
    }

    /// The settings of each document that is asked for: `flags` over what the configuration says. `show` gets what is
    /// wrong with the configuration.
    func settings(over flags: GenerationSettings, show: ([Diagnostic]) -> Void) throws -> [GenerationSettings] {
        let found = config.map { (path: $0, isTrusted: true) } ?? ConfigurationFile.find(besideDocument: document)
        guard let (path, isTrusted) = found else {
            guard document != nil else {
                throw ValidationError("Name a document, or write a \(ConfigurationFile.name) that does.")
            }
            return [flags]
        }
        let (file, diagnostics) = ConfigurationFile.read(path, isTrusted: isTrusted)
        show(diagnostics)
        guard let file else { throw ExitCode(1) }
        guard let document else {
            guard !file.apis.isEmpty else { throw ValidationError("Name a document: \(VisibleText.visible(path)) has none.") }
            return file.apis.map { flags.over($0) }
        }
        if let settings = file.settings(for: document) { return [flags.over(settings)] }
        // What lies in the working directory may well be about other documents.
        guard config == nil else { throw ValidationError("\(path) does not name the document \(document).") }
        return [flags]
    }
}
