// The bytes of an answer that change once a second: the Date line, with the commonest status line in front of it.

/// `HTTP/1.1 200 OK CR LF Date: ... CR LF`, written again only when the second changes.
package struct ResponseClock: ~Copyable {
    private static let statusLine: StaticString = "HTTP/1.1 200 OK\r\n"
    private var lines = OutputBuffer(minimumCapacity: 128)
    private var second = Int.min

    package init(secondsSince1970: Int) {
        update(secondsSince1970: secondsSince1970)
    }

    package mutating func update(secondsSince1970: Int) {
        guard secondsSince1970 != second else { return }
        second = secondsSince1970
        lines.truncate(to: 0)
        lines.append(Self.statusLine)
        lines.append("Date: ")
        HTTPDate.append(secondsSince1970, to: &lines)
        lines.append("\r\n")
    }

    /// The status line of 200 and the Date line.
    @inline(__always)
    package var okAndDate: UnsafeRawBufferPointer { unsafe lines.bytes }

    /// The Date line alone.
    package var date: UnsafeRawBufferPointer {
        // The status line was written in front.
        unsafe UnsafeRawBufferPointer(rebasing: lines.bytes[Self.statusLine.utf8CodeUnitCount...])
    }
}
