// What a command reads: the document, overlays on it, and whether the network may be asked.

internal import ArgumentParser
internal import WritSpec

struct DescriptionOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The OpenAPI document: YAML or JSON.", valueName: "document"))
    var document: String

    @Option(help: ArgumentHelp("An OpenAPI Overlay to apply to the document. May be repeated.", valueName: "file"))
    var overlay: [String] = []

    @Flag(help: "Fetch what references to http and https lead to.")
    var allowRemote = false

    func read(_ reading: ReadingOptions) -> (DocumentLibrary?, [Diagnostic]) {
        readDescription(document, overlays: overlay, allowRemote: allowRemote, reading)
    }
}

/// The document with its overlays applied, and the way to further files; nil after an error.
func readDescription(
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
