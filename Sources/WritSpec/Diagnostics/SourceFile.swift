// A file as it was read, and its lines: what locations and diagnostics point into.

/// One file of a document: its path as the user wrote it, its bytes and its text.
///
/// Two files are the same only when they are the same object: reading a path twice gives two.
package final class SourceFile: Sendable {
    /// The path as the user or a reference wrote it; it is only printed and resolved against, never opened from here.
    package let path: String
    /// The bytes as they were read, byte order mark and all.
    package let bytes: [UInt8]
    /// The same text as UTF-8 without a byte order mark; shares its storage with `bytes` where those are that already.
    package let text: [UInt8]

    /// Where each line starts in `text`; LF, CRLF and CR each end a line.
    private let lineStarts: [UInt32]

    package init(path: String, bytes: [UInt8], text: [UInt8]) {
        self.path = path
        self.bytes = bytes
        self.text = text
        self.lineStarts = Self.lineStarts(of: text)
    }

    /// The text of a line without its line break, empty for a line that the file does not have.
    ///
    /// - Parameter number: counted from 1.
    package func line(_ number: Int) -> String {
        String(decoding: text[lineRange(number)], as: UTF8.self)
    }

    /// The beginning of a line, of which not more than so many bytes are read.
    func lineStart(_ number: Int, bytesMax: Int) -> String {
        String(decoding: text[lineRange(number).prefix(bytesMax)], as: UTF8.self)
    }

    /// Where a line lies in `text`, without its line break; empty for a line that the file does not have.
    func lineRange(_ number: Int) -> Range<Int> {
        guard lineStarts.indices.contains(number - 1) else { return text.count..<text.count }
        let start = Int(lineStarts[number - 1])
        var end = number < lineStarts.count ? Int(lineStarts[number]) : text.count
        while end > start, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The number of lines; a text that ends in a line break has an empty last one.
    var lineCount: Int { lineStarts.count }

    /// The place of a byte of `text`.
    func location(atOffset offset: Int, length: Int = 1) -> SourceLocation {
        // The last line that starts at or before the byte.
        var (line, end) = (0, lineStarts.count)
        while end - line > 1 {
            let middle = (line + end) / 2
            if Int(lineStarts[middle]) <= offset { line = middle } else { end = middle }
        }
        let range = Int(lineStarts[line])..<max(Int(lineStarts[line]), min(offset, text.count))
        let column = text[range].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return SourceLocation(file: self, line: line + 1, column: column, length: length)
    }

    private static func lineStarts(of text: [UInt8]) -> [UInt32] {
        var starts: [UInt32] = [0]
        let span = text.span
        var offset = 0
        while offset < span.count {
            let byte = span[offset]
            offset += 1
            if byte > UInt8(0x0D) { continue }
            let isPair = byte == 0x0D && offset < span.count && span[offset] == 0x0A
            if byte == 0x0A || byte == 0x0D, !isPair { starts.append(UInt32(clamping: offset)) }
        }
        return starts
    }
}
