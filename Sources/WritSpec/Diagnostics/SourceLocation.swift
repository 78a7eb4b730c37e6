// A place in a source file: what every node and every diagnostic carries.

/// A line and a column of a file, and how long the token there is.
package struct SourceLocation: Hashable, Sendable {
    package let file: SourceFile
    // 32 bits each: every node holds a location, and no file that the limits let in is larger.
    private let storedLine: UInt32
    private let storedColumn: UInt32
    private let storedLength: UInt32

    package init(file: SourceFile, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.storedLine = UInt32(clamping: line)
        self.storedColumn = UInt32(clamping: column)
        self.storedLength = UInt32(clamping: length)
    }

    /// Counted from 1.
    package var line: Int { Int(storedLine) }
    /// Counted from 1, in Unicode scalars.
    package var column: Int { Int(storedColumn) }
    /// Unicode scalars of the token, 1 where it goes on over several lines; 0 for an empty value and for a block mapping,
    /// whose first key starts at the same place.
    package var length: Int { Int(storedLength) }

    package static func == (left: SourceLocation, right: SourceLocation) -> Bool {
        left.file === right.file && left.storedLine == right.storedLine && left.storedColumn == right.storedColumn
            && left.storedLength == right.storedLength
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(file))
        hasher.combine(storedLine)
        hasher.combine(storedColumn)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `path:line:column`, the form that editors and terminals make clickable.
    package var description: String { "\(file.path):\(line):\(column)" }
}

extension SourceLocation {
    /// The token as it is written, where it ends on its line; empty far out on a long one, which would have to be counted through.
    package var text: String {
        guard column <= 4096 else { return "" }
        let scalars = file.lineStart(line, bytesMax: 32_768).unicodeScalars.dropFirst(column - 1).prefix(length)
        return String(String.UnicodeScalarView(scalars))
    }
}
