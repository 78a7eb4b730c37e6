// What settings ask for, read: the document with its overlays, and the way to further files.

internal import Foundation
internal import WritSpec

/// Reads descriptions; what is fetched for all of them has one budget.
struct DescriptionReader {
    private let fetcher = RemoteFetcher(
        allowsPrivate: false, transfer: { transferByCurl($0, usesProxy: false) })
    /// A proxy resolves names by itself: it may only where any address is allowed.
    private let privateFetcher = RemoteFetcher(
        allowsPrivate: true, transfer: { transferByCurl($0, usesProxy: true) })

    /// The document with its overlays, and the way to further files; nil after an error.
    func read(_ settings: GenerationSettings) -> (DocumentLibrary?, [Diagnostic]) {
        let options = ReadingOptions(allowDuplicateKeys: settings.allow.contains("duplicate-key"))
        var (document, diagnostics) = loadDocument(path: settings.document ?? "", options: options)
        diagnostics += settings.refusedLimits.map(\.diagnostic)
        for path in settings.overlays {
            let (overlay, found) = read(path, options)
            diagnostics += found
            guard let overlay, let before = document else { continue }
            let (changed, more) = apply(overlay, to: before)
            document = changed
            diagnostics += more
        }
        for folder in settings.allowOutside where !isFolder(folder.path) {
            diagnostics.append(
                Diagnostic(
                    .error, "folder-missing", "there is no folder \(VisibleText.quoted(folder.path)) to allow",
                    at: folder.location, hint: "check the path"))
        }
        guard let document, !diagnostics.hasErrors else { return (nil, diagnostics) }
        let fetcher = settings.allowRemotePrivate == true ? privateFetcher : fetcher
        let isRemoteAllowed = settings.allowRemote == true || settings.allowRemotePrivate == true
        let library = DocumentLibrary(
            main: document, options: options, outside: settings.allowOutside.map(\.path),
            loadRemote: isRemoteAllowed ? { fetcher.fetch($0, bytesMax: $1) } : nil)
        return (library, diagnostics)
    }

    private func read(_ overlay: SettingPath, _ options: ReadingOptions) -> (Document?, [Diagnostic]) {
        guard let boundary = overlay.boundary else { return loadDocument(path: overlay.path, options: options) }
        if let refusal = overlay.refusal(of: "overlays") { return (nil, [refusal]) }
        return loadDocument(path: overlay.path, within: ReadableFolders([boundary]), options: options)
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
