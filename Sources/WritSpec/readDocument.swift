// Bytes to a document: the whole way on one page.

/// Reads a YAML or JSON document. Pure: opens no file, and any bytes end in a document or in an error.
///
/// - Parameters:
///   - path: printed in diagnostics; `.json` files are expected to be JSON.
///   - bytes: UTF-8, or UTF-16 of either byte order, with or without a byte order mark.
/// - Returns: The document, unless it could not be read to its end, and what was found wrong. Errors that reading
///   survives (a key that stands twice, an unknown tag) come beside a document; nil never comes without an error.
package func readDocument(
    path: String, bytes: [UInt8], options: ReadingOptions = ReadingOptions()
) -> (Document?, [Diagnostic]) {
    let file = SourceFile(path: path, bytes: bytes, text: bytes)
    return (nil, [Diagnostic(.error, "not-read", "reading is not written yet", at: SourceLocation(file: file, line: 1, column: 1))])
}
