// Sending what has been gathered, in one go wherever the client keeps up.

import WritWire

extension HTTP1Connection {
    /// Sends everything that is written if the socket takes it at once; otherwise `sendAll` has to see to the rest.
    ///
    /// - Parameter hasMore: Whether bytes of something else follow at once.
    func sendAtOnce(hasMore: Bool = false) -> Bool {
        guard output.count > 0 else { return true }
        guard unsafe attachments.isEmpty, sentCount == 0, let transport,
            case .moved(let count) = unsafe transport.send(output.bytes, hasMore: hasMore)
        else { return false }
        sentCount = count
        guard count == output.count else { return false }
        forgetOutput()
        return true
    }

    /// Has all leave that is written; a chunk that is being gathered ends here.
    package func flush() async -> AnswerStreamError? {
        endChunk()
        stream.headStart = nil
        if sendAtOnce() { return nil }
        if await sendAll() { return nil }
        return hasSendTimedOut ? .timedOut : .connectionLost
    }

    /// Sends everything that is written; false when the client is gone or doesn't read.
    func sendAll() async -> Bool {
        guard output.count > 0 else { return true }
        isFlushing = true
        defer {
            isFlushing = false
            releasePendingAnswer()
        }
        var position = sentCount
        // Attachments stand in the order of their offsets, each within the bytes written.
        for index in unsafe attachments.indices {
            let attachment = unsafe attachments[index]
            let isLast = unsafe index + 1 == attachments.count && attachment.offset == output.count
            guard unsafe await sendOutput(from: position, to: attachment.offset, hasMore: true) else { return false }
            guard unsafe await send(attachment.bytes, hasMore: !isLast) else { return false }
            unsafe position = attachment.offset
        }
        guard await sendOutput(from: position, to: output.count, hasMore: false) else { return false }
        forgetOutput()
        return true
    }

    package func send(_ file: OpenFile, from offset: Int, count: Int) async -> FileTransfer? {
        // A chunk's size stands in front of it.
        guard stream.form != .chunked, let transport else { return nil }
        stream.headStart = nil
        if !sendAtOnce(hasMore: true) {
            guard await sendAll() else { return .failed(hasSendTimedOut ? .timedOut : .connectionLost) }
        }
        while true {
            switch transport.send(file, from: offset, count: count) {
            case nil: return nil
            case .moved(let count)?: return .moved(count)
            case .ended?: return .ended
            case .failed?: return .failed(.connectionLost)
            case .waits(let event)?:
                isFlushing = true
                let wake = await waitUntilSendable(event)
                isFlushing = false
                hasSendTimedOut = wake == .timedOut
                guard wake == .ready else { return .failed(hasSendTimedOut ? .timedOut : .connectionLost) }
            }
        }
    }

    /// Makes room for the next answers.
    func forgetOutput() {
        sentCount = 0
        answerStart = nil
        output.truncate(to: 0)
        if unsafe !attachments.isEmpty { unsafe attachments.removeAll(keepingCapacity: true) }
    }

    private func sendOutput(from start: Int, to end: Int, hasMore: Bool) async -> Bool {
        guard start < end else { return true }
        // Nothing is written to `output` while it is being sent.
        return unsafe await send(UnsafeRawBufferPointer(rebasing: output.bytes[start..<end]), hasMore: hasMore)
    }

    /// Sends bytes that stay valid meanwhile; false when the client is gone or doesn't read.
    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) async -> Bool {
        guard let transport else { return false }
        var sent = 0
        while sent < bytes.count {
            // `sent` is below `bytes.count`.
            switch unsafe transport.send(UnsafeRawBufferPointer(rebasing: bytes[sent...]), hasMore: hasMore) {
            case .moved(let count):
                sent += count
            case .waits(let event):
                let wake = await waitUntilSendable(event)
                hasSendTimedOut = wake == .timedOut
                guard wake == .ready else { return false }
            case .ended, .failed:
                return false
            }
        }
        return true
    }
}
