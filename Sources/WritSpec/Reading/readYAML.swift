// YAML text to a node, by libyaml's events.

import CLibYAML

/// Reads the one document of a YAML stream.
func readYAML(_ file: SourceFile, options: ReadingOptions) -> (Node?, [Diagnostic]) {
    let controlCharacters = checkCharacters(file)
    guard controlCharacters.isEmpty else { return (nil, controlCharacters) }
    let disguise = LineSeparatorDisguise(for: file.text)
    var text = disguise?.hidden(file.text) ?? file.text
    // libyaml stops at a tab before a comment; YAML has white space of any kind there (6.6, `s-separate-in-line`).
    for _ in 0..<tabbedCommentsMax {
        let (outcome, failure) = read(text, file, options, disguise)
        guard let failure else { return outcome }
        guard !failure.isInBlockText, let lines = tabbedComments(from: failure.mark.line, of: file) else {
            return (nil, outcome.1 + failure.diagnostics)
        }
        for line in lines {
            for offset in file.lineRange(line + 1) {
                guard text[offset] == UInt8(ascii: "\t") || text[offset] == UInt8(ascii: " ") else { break }
                text[offset] = UInt8(ascii: " ")
            }
        }
    }
    let (outcome, failure) = read(text, file, options, disguise)
    return failure.map { (nil, outcome.1 + $0.diagnostics) } ?? outcome
}

/// So often a text is read anew; each time all such lines that follow one another are mended.
private let tabbedCommentsMax = 64

/// The line and those right behind it that hold nothing but a comment, or nothing at all; nil where the line holds more, or
/// no tab.
private func tabbedComments(from line: Int, of file: SourceFile) -> Range<Int>? {
    func isIdle(_ line: Int) -> Bool {
        let first = file.text[file.lineRange(line + 1)].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return first == nil || first == UInt8(ascii: "#")
    }
    guard line < file.lineCount, isIdle(line) else { return nil }
    let indentation = file.text[file.lineRange(line + 1)].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard indentation.contains(UInt8(ascii: "\t")) else { return nil }
    var end = line + 1
    while end < file.lineCount, isIdle(end) { end += 1 }
    return line..<end
}

/// What comes of a text, and why it can't be read further.
private func read(
    _ text: [UInt8], _ file: SourceFile, _ options: ReadingOptions, _ disguise: LineSeparatorDisguise?
) -> ((Node?, [Diagnostic]), YAMLSyntaxError?) {
    unsafe text.withUnsafeBufferPointer { text in
        guard var events = unsafe YAMLEventReader(text) else {
            return ((nil, [Diagnostic(.error, "out-of-memory", "there is not enough memory to read this", at: nil)]), nil)
        }
        var reader = YAMLReader(builder: NodeBuilder(file: file, options: options), disguise: disguise)
        while !reader.isFinished {
            guard unsafe events.next({ unsafe reader.take($0) }) else {
                return ((nil, reader.builder.diagnostics), YAMLSyntaxError(events.failure, file: file))
            }
        }
        return (reader.result(), nil)
    }
}

/// Turns libyaml's events into the builder's.
private struct YAMLReader {
    var builder: NodeBuilder
    private var documentCount = 0
    private var isEnded = false
    private let disguise: LineSeparatorDisguise?

    init(builder: NodeBuilder, disguise: LineSeparatorDisguise?) {
        self.builder = builder
        self.disguise = disguise
    }

    var isFinished: Bool { isEnded || builder.isStopped }

    consuming func result() -> (Node?, [Diagnostic]) {
        var builder = builder
        if builder.root == nil, !builder.diagnostics.hasErrors {
            builder.report(
                .error, "empty-document", "the document is empty",
                at: SourceLocation(file: builder.file, line: 1, column: 1),
                hint: "write a document, or name another file")
        }
        return (builder.isStopped ? nil : builder.root, builder.diagnostics)
    }

    /// The bounds hold: which member of `event.data` is valid follows from its type.
    mutating func take(_ event: borrowing yaml_event_t) {
        let location = unsafe location(from: event.start_mark, to: event.end_mark)
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT: isEnded = true
        case YAML_DOCUMENT_START_EVENT: beginDocument(at: location)
        case YAML_SCALAR_EVENT: unsafe takeScalar(event, at: location)
        case YAML_ALIAS_EVENT: unsafe builder.alias(text(event.data.alias.anchor) ?? "", at: location)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            unsafe builder.beginCollection(
                isMapping: false, .init(anchor: text(start.anchor), tag: text(start.tag)), at: location)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            unsafe builder.beginCollection(
                isMapping: true, .init(anchor: text(start.anchor), tag: text(start.tag)), at: location)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: builder.endCollection()
        default: break
        }
    }

    private mutating func beginDocument(at location: SourceLocation) {
        documentCount += 1
        guard documentCount > 1 else { return }
        builder.report(
            .error, "several-documents", "a second document starts here", at: location, pointer: "",
            hint: "keep one document in a file; remove this `---` or move what follows to a file of its own")
        isEnded = true
    }

    /// The bounds hold: a scalar's value has `length` bytes of valid UTF-8.
    private mutating func takeScalar(_ event: borrowing yaml_event_t, at location: SourceLocation) {
        let scalar = unsafe event.data.scalar
        let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let value = unsafe String(decoding: bytes, as: UTF8.self)
        unsafe builder.scalar(
            disguise?.restored(value) ?? value, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
            .init(anchor: text(scalar.anchor), tag: text(scalar.tag)), at: location)
    }

    /// The bounds hold: libyaml terminates anchors and tags by a zero.
    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        unsafe pointer.map { unsafe String(cString: $0) }
    }

    private func location(from start: yaml_mark_t, to end: yaml_mark_t) -> SourceLocation {
        SourceLocation(
            file: builder.file, line: start.line + 1, column: start.column + 1,
            length: start.line == end.line ? end.column - start.column : 1)
    }
}
