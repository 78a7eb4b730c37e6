// Bytes to a document: the whole way on one page.

/// Reads a YAML or JSON document. Pure: opens no file, and any bytes end in a document or in an error.
///
/// - Parameters:
///   - path: printed in diagnostics; a `.json` file is expected to be JSON.
///   - bytes: UTF-8, or UTF-16 of either byte order, with or without a byte order mark.
/// - Returns: The document, unless it could not be read to its end, and what was found wrong. Errors that reading
///   survives (a key that stands twice, an unknown tag) come beside a document; nil never comes without an error.
package func readDocument(
    path: String, bytes: [UInt8], options: ReadingOptions = ReadingOptions()
) -> (Document?, [Diagnostic]) {
    guard bytes.count <= options.limits.documentBytesMax else {
        return (nil, [.documentTooLarge(path: path, limit: options.limits.documentBytesMax)])
    }
    let (file, encodingErrors) = decodeText(path: path, bytes: bytes)
    guard encodingErrors.isEmpty else { return (nil, encodingErrors) }

    let (root, diagnostics, isJSON) = readText(file, options: options)
    return (root.map { Document(root: $0, file: file, isJSON: isJSON) }, diagnostics)
}

/// JSON where the text is JSON, else YAML, which can say better what is wrong with all but `.json` files.
private func readText(_ file: SourceFile, options: ReadingOptions) -> (Node?, [Diagnostic], isJSON: Bool) {
    guard looksLikeJSON(file.text) else {
        let (root, diagnostics) = readYAML(file, options: options)
        return (root, diagnostics, false)
    }
    switch readJSON(file, options: options) {
    case .read(let root, let diagnostics): return (root, diagnostics, true)
    case .notJSON(let syntaxError):
        let (root, diagnostics) = readYAML(file, options: options)
        guard file.path.lowercased().hasSuffix(".json") else { return (root, diagnostics, false) }
        return root == nil ? (nil, [syntaxError], false) : (root, [syntaxError.asWarning] + diagnostics, false)
    }
}

/// True where the first character that is no white space opens an object or an array.
private func looksLikeJSON(_ text: [UInt8]) -> Bool {
    let first = text.first {
        ![UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0)
    }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
}

extension Diagnostic {
    static func documentTooLarge(path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "document-too-large", "\(VisibleText.quoted(path)) has more than \(limit) bytes", at: nil,
            hint: "split it into several files that refer to each other by `$ref`")
    }

    /// YAML takes what JSON refuses here, such as a trailing comma.
    fileprivate var asWarning: Diagnostic {
        Diagnostic(
            .warning, code, message + "; the file is read as YAML", at: location, pointer: pointer, hint: hint,
            related: related)
    }
}
