// Finding field lines again in what was written.

/// Where a field line stands in an output buffer: `name: value CR LF`.
package struct WrittenFieldLine {
    package let name: Range<Int>
    package let value: Range<Int>
    /// Behind the line's end.
    package let end: Int
}

extension OutputBuffer {
    /// The field line that starts at `offset`; nil at the end of a head, and where there is no line.
    package func fieldLine(at offset: Int) -> WrittenFieldLine? {
        var colon = offset
        // All indices stay below the count of the bytes.
        while colon < count, case let byte = unsafe bytes[colon], byte != UInt8(ascii: ":") {
            if byte == .carriageReturn { return nil }
            colon += 1
        }
        var end = colon
        while unsafe end < count && bytes[end] != .carriageReturn { end += 1 }
        guard colon + 2 <= end, end + 2 <= count else { return nil }
        return WrittenFieldLine(name: offset..<colon, value: colon + 2..<end, end: end + 2)
    }

    /// Lends name and value of each field line from `offset` on to `body`, in their order.
    package func forEachFieldLine(
        from offset: Int, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
    ) {
        var offset = offset
        while let line = fieldLine(at: offset) {
            // The line lies within the bytes written.
            unsafe body(
                UnsafeRawBufferPointer(rebasing: bytes[line.name]), UnsafeRawBufferPointer(rebasing: bytes[line.value]))
            offset = line.end
        }
    }

    /// Whether the bytes in `range` are `name`, whatever the case of their letters.
    package func names(_ range: Range<Int>, _ name: UnsafeRawBufferPointer) -> Bool {
        precondition(range.upperBound <= count)
        // The range ends within the bytes, as just checked.
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[range]).equalsIgnoringCase(name)
    }
}
