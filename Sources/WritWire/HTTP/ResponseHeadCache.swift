// The first lines of an answer, which change once a second.

/// Status line, Date and Content-Type, kept for the answers that were written last:
///
///     HTTP/1.1 200 OK CR LF Date: ... CR LF Content-Type: text/plain CR LF
package struct ResponseHeadCache: ~Copyable {
    /// One start of a head, and what it is for.
    @safe
    private struct Start: ~Copyable {
        var lines = OutputBuffer(minimumCapacity: 192)
        var status = 0
        var contentType: UnsafePointer<UInt8>?
    }

    /// How many starts are kept: a server has few in use at a time.
    private static let startCount = 8
    private var starts = InlineArray<8, Start> { _ in Start() }
    private var dateLine = OutputBuffer(minimumCapacity: 64)
    private var second = Int.min

    package init(secondsSince1970: Int) {
        update(secondsSince1970: secondsSince1970)
    }

    package mutating func update(secondsSince1970: Int) {
        guard secondsSince1970 != second else { return }
        second = secondsSince1970
        dateLine.truncate(to: 0)
        dateLine.append("Date: ")
        HTTPDate.append(secondsSince1970, to: &dateLine)
        dateLine.append("\r\n")
        for index in 0..<Self.startCount { starts[index].status = 0 }
    }

    /// Writes the lines for that status and media type.
    @inline(__always)
    package mutating func writeStart(to output: inout OutputBuffer, status: Int, contentType: StaticString?) {
        // A static string lives as long as the program: its address stands for it, and is not followed.
        let address = unsafe contentType?.utf8Start
        let index = (status ^ Int(bitPattern: address) >> 3) & (Self.startCount - 1)
        if unsafe starts[index].status != status || starts[index].contentType != address {
            prepareStart(index, status: status, contentType: contentType)
        }
        unsafe output.append(starts[index].lines.bytes)
    }

    @inline(never)
    private mutating func prepareStart(_ index: Int, status: Int, contentType: StaticString?) {
        starts[index].status = status
        unsafe starts[index].contentType = contentType?.utf8Start
        write(to: &starts[index].lines, dateLine, status: status, contentType: contentType)
    }
}

private func write(
    to lines: inout OutputBuffer, _ dateLine: borrowing OutputBuffer, status: Int, contentType: StaticString?
) {
    lines.truncate(to: 0)
    lines.append("HTTP/1.1 ")
    lines.append(decimal: status)
    lines.append(UInt8.space)
    lines.append(HTTPStatus.reason(status))
    lines.append("\r\n")
    unsafe lines.append(dateLine.bytes)
    guard let contentType else { return }
    lines.append("Content-Type: ")
    lines.append(contentType)
    lines.append("\r\n")
}
