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

    package init(path: String, bytes: [UInt8], text: [UInt8]) {
        self.path = path
        self.bytes = bytes
        self.text = text
    }

    /// The text of a line without its line break, or nothing for a line that the file does not have.
    ///
    /// - Parameter number: counted from 1; LF, CRLF and CR each end a line.
    /// - Complexity: O(n) in the bytes before the line. Only diagnostics ask.
    package func line(_ number: Int) -> String {
        String(decoding: text[lineRange(number)], as: UTF8.self)
    }

    /// Where a line lies in `text`, without its line break; empty for a line that the file does not have.
    func lineRange(_ number: Int) -> Range<Int> {
        var start = 0
        for _ in 1..<max(1, number) {
            let end = endOfLine(from: start)
            guard end < text.count else { return text.count..<text.count }
            start = afterLineBreak(at: end)
        }
        return start..<endOfLine(from: start)
    }

    /// The offset of the line break that ends the line which `offset` lies in, or the end of the text.
    func endOfLine(from offset: Int) -> Int {
        var offset = offset
        while offset < text.count, text[offset] != UInt8(ascii: "\n"), text[offset] != UInt8(ascii: "\r") { offset += 1 }
        return offset
    }

    /// The offset after the line break at `offset`; CRLF is one break.
    func afterLineBreak(at offset: Int) -> Int {
        let isPair =
            text[offset] == UInt8(ascii: "\r") && offset + 1 < text.count && text[offset + 1] == UInt8(ascii: "\n")
        return offset + (isPair ? 2 : 1)
    }

    /// The place of a byte of `text`.
    func location(atOffset target: Int, length: Int = 1) -> SourceLocation {
        var (line, start) = (1, 0)
        var end = endOfLine(from: start)
        while end < min(target, text.count), afterLineBreak(at: end) <= target {
            start = afterLineBreak(at: end)
            line += 1
            end = endOfLine(from: start)
        }
        var column = 1
        for byte in text[start..<max(start, min(target, text.count))] where byte & 0xC0 != 0x80 { column += 1 }
        return SourceLocation(file: self, line: line, column: column, length: length)
    }
}
