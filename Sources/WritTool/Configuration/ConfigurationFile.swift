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
    ///
    /// What lies in the working directory is the user's own. What lies beside a document somewhere else came with it, and
    /// is not trusted.
    static func find(besideDocument document: String?) -> (path: String, isTrusted: Bool)? {
        if let document {
            let folder = (document as NSString).deletingLastPathComponent
            let path = (folder as NSString).appendingPathComponent(name)
            let isOwn = folder.isEmpty || ReadableFolders.realPath(folder) == ReadableFolders.realPath(".")
            if !isOwn, isThere(path) { return (path, false) }
        }
        return isThere(name) ? (name, true) : nil
    }

    /// True for a link to nowhere, too: it is better told than passed over.
    private static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    /// Nil after an error. One that is not trusted is read where it lies in its folder, and not by a link out of it.
    static func read(_ path: String, isTrusted: Bool) -> (ConfigurationFile?, [Diagnostic]) {
        let folder = (path as NSString).deletingLastPathComponent
        // It names files and folders, too.
        var options = ReadingOptions()
        options.keepsExactTexts = false
        let (document, diagnostics) =
            isTrusted
            ? loadDocument(path: path, options: options)
            : loadDocument(path: path, within: ReadableFolders([folder]), options: options)
        guard let document, !diagnostics.hasErrors else { return (nil, diagnostics) }
        var reader = ConfigurationReader(folder: folder, isTrusted: isTrusted)
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
