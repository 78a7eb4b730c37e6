// Looking at an answer that is written but not sent yet, and changing it.

import WritWire

/// An answer is held until the responder has returned: it stands in the output buffer, behind those of earlier requests.
/// A stream is not held; it is on its way from its first byte on.
extension Exchange {
    /// Whether there is an answer that can still be changed.
    package var holdsAnswer: Bool { heldStart != nil }

    /// The status of the answer; nil where there is none yet.
    package var answeredStatus: Int? { isAnswered ? answerStatus : nil }

    /// Lends name and value of each field line of the held answer to `body`, in their order; false where none is held.
    @discardableResult
    package func forEachHeldField(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) -> Bool {
        guard let start = firstHeldLine else { return false }
        unsafe output.forEachFieldLine(from: start, body)
        return true
    }

    /// Adds a field line behind those that are there; false where no answer is held or the line can't be sent.
    package func addHeldField(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Bool {
        guard unsafe FieldRule.acceptsName(name) && FieldRule.acceptsValue(value), let end = endOfHeldLines else {
            return false
        }
        var line = OutputBuffer(minimumCapacity: name.count + value.count + 4)
        unsafe line.append(name)
        line.append(": ")
        unsafe line.append(value)
        line.append("\r\n")
        unsafe replaceHeld(end..<end, with: line.bytes)
        return true
    }

    /// Takes out field lines of that name, whatever its case: all of them, or the first alone. False where no answer is
    /// held.
    @discardableResult
    package func removeHeldField(_ name: UnsafeRawBufferPointer, firstOnly: Bool = false) -> Bool {
        guard var offset = firstHeldLine else { return false }
        while let line = output.fieldLine(at: offset) {
            guard unsafe output.names(line.name, name) else {
                offset = line.end
                continue
            }
            unsafe replaceHeld(offset..<line.end, with: UnsafeRawBufferPointer(start: nil, count: 0))
            if firstOnly { break }
        }
        return true
    }

    /// Bytes of the held answer's body; 0 for HEAD, and nil where no answer is held.
    package var heldBodyByteCount: Int? {
        guard let start = heldBodyStart else { return nil }
        var count = output.count - start
        // Attachments are counted, not followed.
        for index in unsafe attachments.indices where unsafe attachments[index].offset >= start {
            unsafe count += attachments[index].bytes.count
        }
        return count
    }

    /// A copy of the held answer's body; empty for HEAD, and nil where no answer is held.
    package var heldBody: [UInt8]? {
        guard let start = heldBodyStart else { return nil }
        // The body starts within the bytes written; attachments live as long as the program.
        var body = unsafe Array(output.bytes[start...])
        for index in unsafe attachments.indices where unsafe attachments[index].offset >= start {
            unsafe body += attachments[index].bytes
        }
        return body
    }

    /// Replaces the held answer's body and its Content-Length; the body itself is dropped for HEAD. False where no answer
    /// is held, or its status forbids a body.
    package func replaceHeldBody(with bytes: UnsafeRawBufferPointer) -> Bool {
        guard !HTTPStatus.forbidsBody(answerStatus), let start = heldBodyStart, var offset = firstHeldLine else {
            return false
        }
        output.truncate(to: start)
        unsafe attachments.removeAll { unsafe $0.offset >= start }
        if method != .head { unsafe output.append(bytes) }
        var length = OutputBuffer(minimumCapacity: 64)
        length.append(decimal: bytes.count)
        // The head's own writer has put in the length.
        while let line = output.fieldLine(at: offset) {
            if Self.contentLength.withUTF8Buffer({ unsafe output.names(line.name, UnsafeRawBufferPointer($0)) }) {
                unsafe replaceHeld(line.value, with: length.bytes)
                return true
            }
            offset = line.end
        }
        return false
    }

    /// Takes the held answer back, so that another one can be given; false where none is held.
    package func takeBackAnswer() -> Bool {
        guard let start = heldStart, let bodyStart = heldBodyStart else { return false }
        unsafe attachments.removeAll { unsafe $0.offset >= bodyStart }
        output.truncate(to: start)
        fields.removeAll()
        answerStart = nil
        isAnswered = false
        return true
    }

    private static let contentLength: StaticString = "Content-Length"

    /// Where the held answer starts: none of it has been sent, nor is about to be.
    private var heldStart: Int? {
        guard isAnswered, !isFlushing, let answerStart, answerStart >= sentCount else { return nil }
        return answerStart
    }

    /// Where the field lines of the held answer start: behind the status line.
    private var firstHeldLine: Int? {
        guard var offset = heldStart else { return nil }
        // The index stays below the count of the bytes.
        while unsafe offset + 1 < output.count && output.bytes[offset] != 13 { offset += 1 }
        return min(offset + 2, output.count)
    }

    /// Where the empty line behind the field lines starts.
    private var endOfHeldLines: Int? {
        guard var offset = firstHeldLine else { return nil }
        while let line = output.fieldLine(at: offset) { offset = line.end }
        return offset
    }

    private var heldBodyStart: Int? { endOfHeldLines.map { min($0 + 2, output.count) } }

    /// Replaces bytes of the held answer's head; attachments stay behind the bytes they stood behind.
    private func replaceHeld(_ range: Range<Int>, with bytes: UnsafeRawBufferPointer) {
        let difference = bytes.count - range.count
        unsafe output.replace(range, with: bytes)
        // Attachments of this answer stand behind its head, those of others in front of it.
        for index in unsafe attachments.indices where unsafe attachments[index].offset >= range.upperBound {
            unsafe attachments[index].offset += difference
        }
    }
}
