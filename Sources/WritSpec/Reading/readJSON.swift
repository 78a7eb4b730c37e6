// JSON text (RFC 8259) to a node. libyaml refuses surrogate pairs in escapes and some white space that JSON allows.

enum JSONReading {
    /// The text is JSON; the node is nil only beside an error, such as a limit.
    case read(Node?, [Diagnostic])
    case notJSON(Diagnostic)
}

/// Reads the one value of a JSON text.
func readJSON(_ file: SourceFile, options: ReadingOptions) -> JSONReading {
    var reader = JSONReader(file: file, options: options)
    if let syntaxError = reader.readAll() { return .notJSON(syntaxError) }
    let builder = reader.builder
    return .read(builder.isStopped ? nil : builder.root, builder.diagnostics)
}
