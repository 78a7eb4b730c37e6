// A file of the disk to a document.

/// Reads a file that the user names, and the document in it. A path that is missing, unreadable, no regular file or too
/// large is a diagnostic.
package func loadDocument(path: String, options: ReadingOptions = ReadingOptions()) -> (Document?, [Diagnostic]) {
    do {
        let bytes = try RegularFile(path: path).bytes(limit: options.limits.documentBytesMax)
        return readDocument(path: path, bytes: bytes, options: options)
    } catch {
        return (nil, [error.diagnostic(path: path)])
    }
}

/// The same for a file that something else names: it is read where it lies in one of these folders only.
package func loadDocument(
    path: String, within folders: ReadableFolders, options: ReadingOptions = ReadingOptions()
) -> (Document?, [Diagnostic]) {
    do {
        let file = try folders.read(path, bytesMax: options.limits.documentBytesMax)
        return readDocument(path: path, bytes: file.bytes, options: options)
    } catch {
        return (nil, [error.diagnostic(path: path)])
    }
}
