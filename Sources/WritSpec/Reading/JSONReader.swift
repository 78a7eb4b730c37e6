// JSON's grammar as one loop without recursion: tokens in, the builder's events out.

struct JSONReader {
    /// What is wrong at which byte, and how to mend it.
    struct Failure: Error {
        let offset: Int
        let message: String
        let hint: String
    }

    /// What may come next.
    private enum Expectation {
        case value
        /// After `[`.
        case valueOrEnd
        /// After `{`.
        case keyOrEnd
        /// After a comma in an object.
        case key
        case commaOrEnd
    }

    let file: SourceFile
    let text: [UInt8]
    var builder: NodeBuilder
    var offset = 0
    // The line that `offset` lies in, and how far its columns are counted: each byte is looked at once.
    var line = 1
    private var columnOffset = 0
    private var column = 1
    /// The open collections, true for objects.
    private var isObject: [Bool] = []

    init(file: SourceFile, options: ReadingOptions) {
        self.file = file
        self.text = file.text
        self.builder = NodeBuilder(file: file, options: options)
    }

    /// Feeds the whole text to the builder. Nil also where the builder stopped at a limit.
    mutating func readAll() -> Diagnostic? {
        do {
            try readValues()
            return nil
        } catch {
            return Diagnostic(
                .error, "json-syntax", error.message, at: file.location(atOffset: min(error.offset, text.count)),
                pointer: builder.pointer, hint: error.hint)
        }
    }

    private mutating func readValues() throws(Failure) {
        var expectation = Expectation.value
        while !builder.isStopped {
            skipWhiteSpace()
            if offset == text.count { throw unexpectedEnd }
            switch (expectation, text[offset]) {
            case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")): endCollection()
            case (.commaOrEnd, UInt8(ascii: "]")) where isObject.last == false: endCollection()
            case (.commaOrEnd, UInt8(ascii: "}")) where isObject.last == true: endCollection()
            case (.commaOrEnd, UInt8(ascii: ",")):
                offset += 1
                expectation = isObject.last == true ? .key : .value
                continue
            case (.commaOrEnd, _):
                throw syntax(
                    "a comma or `\(closer)` is missing before this",
                    hint: "add it; a quote within a string is written `\\\"`")
            case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
                try readKey()
                expectation = .value
                continue
            case (.key, _), (.keyOrEnd, _): throw syntax("a key in double quotes is missing here", hint: hintForKey)
            case (_, UInt8(ascii: "{")):
                beginCollection(isObject: true)
                expectation = .keyOrEnd
                continue
            case (_, UInt8(ascii: "[")):
                beginCollection(isObject: false)
                expectation = .valueOrEnd
                continue
            case (.value, _), (.valueOrEnd, _): try readScalar()
            }
            if isObject.isEmpty { return try readEnd() }
            expectation = .commaOrEnd
        }
    }

    private mutating func readEnd() throws(Failure) {
        skipWhiteSpace()
        if offset < text.count {
            throw syntax("there is more text after the end of the document", hint: "remove it; one file holds one value")
        }
    }

    private mutating func beginCollection(isObject: Bool) {
        builder.beginCollection(isMapping: isObject, .init(), at: location(length: 1))
        self.isObject.append(isObject)
        offset += 1
    }

    private mutating func endCollection() {
        builder.endCollection()
        isObject.removeLast()
        offset += 1
    }

    private mutating func readKey() throws(Failure) {
        try readString()
        skipWhiteSpace()
        guard offset < text.count, text[offset] == UInt8(ascii: ":") else {
            throw syntax("a colon is missing after the key", hint: "write `\"key\": value`")
        }
        offset += 1
    }

    private mutating func readScalar() throws(Failure) {
        if text[offset] == UInt8(ascii: "\"") { return try readString() }
        let start = offset
        var end = offset
        while end < text.count, !Self.endsWord(text[end]) { end += 1 }
        let word = String(decoding: text[start..<end], as: UTF8.self)
        guard ["true", "false", "null"].contains(word) || Self.isNumber(text[start..<end]) else {
            throw syntax(
                end == start ? "a value is missing here" : "\(VisibleText.quoted(word)) is not a JSON value",
                hint: end == start
                    ? "add the value, or remove the comma or colon before it"
                    : "texts stand in double quotes; numbers have no leading zeros or plus sign")
        }
        builder.scalar(word, isPlain: true, .init(), at: location(length: end - start))
        offset = end
    }

    // MARK: Places

    /// Over white space; counts lines as it goes.
    private mutating func skipWhiteSpace() {
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                let isPair =
                    text[offset] == UInt8(ascii: "\r") && offset + 1 < text.count
                    && text[offset + 1] == UInt8(ascii: "\n")
                offset += isPair ? 2 : 1
                line += 1
                columnOffset = offset
                column = 1
            default: return
            }
        }
    }

    /// The place of `offset`.
    mutating func location(length: Int) -> SourceLocation {
        while columnOffset < offset {
            if text[columnOffset] & 0xC0 != 0x80 { column += 1 }
            columnOffset += 1
        }
        return SourceLocation(file: file, line: line, column: column, length: length)
    }

    // MARK: Failures

    func syntax(_ message: String, at offset: Int? = nil, hint: String) -> Failure {
        Failure(offset: offset ?? self.offset, message: message, hint: hint)
    }

    private var closer: String { isObject.last == true ? "}" : "]" }

    private var hintForKey: String {
        switch text[offset] {
        case UInt8(ascii: "}"): "remove the comma before this `}`"
        case UInt8(ascii: "'"): "JSON takes double quotes only"
        case UInt8(ascii: ","): "remove the comma that is too many"
        default: "keys stand in double quotes: `{\"key\": 1}`"
        }
    }

    private var unexpectedEnd: Failure {
        syntax(
            isObject.isEmpty ? "the document is empty" : "the text ends before its last `\(closer)`",
            hint: isObject.isEmpty ? "write a value" : "the file may have been cut, or a bracket is missing")
    }
}
