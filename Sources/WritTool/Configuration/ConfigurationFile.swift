// `writ.yaml`: documents, output folders and options, so that nobody has to remember a command line.

internal import Foundation
internal import WritSpec

/// A schema that a configuration maps, and where it says so.
struct ConfiguredSchema {
    let name: String
    let location: SourceLocation
}

/// The settings of a file; its paths are relative to the file's own folder.
struct ConfigurationFile {
    static let name = "writ.yaml"

    let path: String
    /// One for each API; their documents are always there.
    let apis: [GenerationSettings]
    /// What is said for all of them.
    let shared: GenerationSettings

    /// The file that is used where none is named: beside the document, or else in the working directory.
    static func path(besideDocument document: String?) -> String? {
        var candidates = [name]
        if let document {
            let folder = (document as NSString).deletingLastPathComponent
            if !folder.isEmpty { candidates.insert((folder as NSString).appendingPathComponent(name), at: 0) }
        }
        return candidates.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Nil after an error.
    static func read(_ path: String) -> (ConfigurationFile?, [Diagnostic]) {
        // It names files and folders, too.
        var options = ReadingOptions()
        options.keepsExactTexts = false
        let (document, diagnostics) = loadDocument(path: path, options: options)
        guard let document, !diagnostics.hasErrors else { return (nil, diagnostics) }
        var reader = ConfigurationReader(folder: (path as NSString).deletingLastPathComponent)
        let (shared, apis) = reader.read(document.root)
        let found = diagnostics + reader.diagnostics
        return (found.hasErrors ? nil : ConfigurationFile(path: path, apis: apis, shared: shared), found)
    }

    /// The settings for a document: those of its own entry, or what is said for all.
    ///
    /// Nil where the file is about other documents.
    func settings(for document: String) -> GenerationSettings? {
        func isSame(_ other: String) -> Bool {
            URL(fileURLWithPath: other).standardizedFileURL == URL(fileURLWithPath: document).standardizedFileURL
        }
        if let own = apis.first(where: { $0.document.map(isSame) ?? false }) { return own }
        return apis.isEmpty ? shared : nil
    }
}
