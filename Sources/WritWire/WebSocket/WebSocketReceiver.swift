// A client's frames, put together to messages (RFC 6455 sections 5 and 6.2).

/// Undoes permessage-deflate (RFC 7692): the seam to a library that is not linked here.
package protocol MessageInflater: AnyObject {
    /// Decodes bytes of a message, appending what they become; where that would be more than `room` bytes, one more than it, at most.
    ///
    /// - Throws: where they are malformed.
    func inflate(_ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer, room: Int) throws(WebSocketFailure)
    /// The message's last byte has come.
    func endMessage(into output: inout OutputBuffer, room: Int) throws(WebSocketFailure)
}

/// Takes the bytes of a connection as they come, and tells what is complete.
///
/// Memory is bounded by the largest message: nothing else is kept. A failure is told as early as the bytes allow, and is the last event.
@safe
package struct WebSocketReceiver: ~Copyable {
    package enum Event: Equatable {
        /// A message is in `message`.
        case text
        case binary
        /// Its payload is in `control`.
        case ping
        case pong
        /// The client closes; its code, if it gives one, and in `control` behind two bytes its reason.
        case close(UInt16?)
        case failed(WebSocketFailure)
    }

    /// The message that was complete last; until the next call.
    package private(set) var message = OutputBuffer(minimumCapacity: 0)
    /// The payload of the control frame that came last; until the next call.
    package private(set) var control = OutputBuffer(minimumCapacity: 0)

    private let messageBytesMax: Int
    private let inflater: (any MessageInflater)?
    /// The first bytes of a head that hasn't come whole.
    private var headBytes = OutputBuffer(minimumCapacity: 0)
    private var frame: WebSocketFrameHead?
    /// Bytes of the frame's payload that have come.
    private var frameCount = 0
    /// What the current message is; nil between two.
    private var kind: WebSocketOpcode?
    private var isCompressed = false
    private var utf8 = UTF8Checker()
    private var isOver = false
    /// Compressed bytes without their mask.
    private var unmasked = OutputBuffer(minimumCapacity: 0)

    /// - Parameters:
    ///   - messageBytesMax: Bytes of a message, as it is after inflation.
    ///   - inflater: Where permessage-deflate was agreed on.
    package init(messageBytesMax: Int, inflater: (any MessageInflater)? = nil) {
        self.messageBytesMax = max(messageBytesMax, 0)
        self.inflater = inflater
    }

    /// Whether a message has begun and not ended.
    package var isInMessage: Bool { kind != nil }

    /// Takes bytes up to the next event.
    ///
    /// - Parameter taken: How many of the bytes are taken: all of them where there is no event.
    package mutating func next(_ bytes: UnsafeRawBufferPointer, taken: inout Int) -> Event? {
        guard !isOver else {
            taken = bytes.count
            return nil
        }
        // What was told last is over.
        if kind == nil { message.truncate(to: 0) }
        do throws(WebSocketFailure) {
            while true {
                guard let head = try unsafe takeHead(bytes, &taken) else { return nil }
                // `taken` is at most the count.
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[taken...])
                let part = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(head.payloadCount - frameCount))
                try unsafe take(part, of: head)
                frameCount += part.count
                taken += part.count
                guard frameCount == head.payloadCount else { return nil }
                frame = nil
                if let event = try end(of: head) { return event }
            }
        } catch {
            isOver = true
            return .failed(error)
        }
    }

    /// Takes the memory for messages from `spare`, where that is larger; what was in the last message is gone.
    package mutating func takeRoom(from spare: inout OutputBuffer) {
        guard kind == nil, spare.capacity > message.capacity else { return }
        swap(&message, &spare)
        message.truncate(to: 0)
    }

    /// Gives the memory of messages to `spare`, or back where that has more; what was in the last message is gone.
    package mutating func giveRoom(to spare: inout OutputBuffer) {
        if kind == nil, message.capacity > Self.keptBytesMax {
            if message.capacity > spare.capacity { swap(&message, &spare) }
            if message.capacity > Self.keptBytesMax { message = OutputBuffer(minimumCapacity: 0) }
        }
        if unmasked.capacity > Self.keptBytesMax { unmasked = OutputBuffer(minimumCapacity: 0) }
    }

    /// Bytes of memory that a silent connection may keep for each of its buffers.
    private static var keptBytesMax: Int { 64 }

    // MARK: Heads

    /// The head of the current frame; nil where it hasn't come whole.
    private mutating func takeHead(
        _ bytes: UnsafeRawBufferPointer, _ taken: inout Int
    ) throws(WebSocketFailure) -> WebSocketFrameHead? {
        if let frame { return frame }
        var step: WebSocketFrameHead.Step
        if headBytes.count == 0 {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[taken...])
            step = unsafe WebSocketFrameHead.read(rest, allowsCompression: inflater != nil)
            if case .needsMore = step {
                unsafe headBytes.append(rest)
                taken = bytes.count
            } else if case .head(_, let byteCount) = step {
                taken += byteCount
            }
        } else {
            // Byte by byte: a head that comes in pieces is rare, and fourteen bytes long.
            step = .needsMore
            while case .needsMore = step, taken < bytes.count {
                unsafe headBytes.append(bytes[taken])
                taken += 1
                step = unsafe WebSocketFrameHead.read(headBytes.bytes, allowsCompression: inflater != nil)
            }
        }
        switch step {
        case .needsMore: return nil
        case .broken(let failure): throw failure
        case .head(let head, _):
            headBytes.truncate(to: 0)
            try begin(head)
            return head
        }
    }

    private mutating func begin(_ head: WebSocketFrameHead) throws(WebSocketFailure) {
        frame = head
        frameCount = 0
        if head.opcode.isControl {
            control.truncate(to: 0)
            return
        }
        if head.opcode == .continuation {
            guard kind != nil else { throw .protocolError("A message goes on that has not begun.") }
        } else {
            guard kind == nil else { throw .protocolError("A message begins inside of another one.") }
            kind = head.opcode
            isCompressed = head.isCompressed
            utf8 = UTF8Checker()
        }
        // What is compressed becomes larger, if anything.
        guard isCompressed || head.payloadCount <= messageBytesMax - message.count else { throw .tooLarge(messageBytesMax) }
    }

    // MARK: Payloads

    private mutating func take(_ part: UnsafeRawBufferPointer, of head: WebSocketFrameHead) throws(WebSocketFailure) {
        guard part.count > 0 else { return }
        if head.opcode.isControl {
            return unsafe WebSocketMask.append(part, mask: head.mask, offset: frameCount, to: &control)
        }
        let before = message.count
        if isCompressed, let inflater {
            unmasked.truncate(to: 0)
            unsafe WebSocketMask.append(part, mask: head.mask, offset: frameCount, to: &unmasked)
            // The two buffers are two.
            try unsafe inflater.inflate(unmasked.bytes, into: &message, room: messageBytesMax - message.count)
        } else {
            unsafe WebSocketMask.append(part, mask: head.mask, offset: frameCount, to: &message)
        }
        try checkMessage(from: before)
    }

    private mutating func checkMessage(from start: Int) throws(WebSocketFailure) {
        guard message.count <= messageBytesMax else { throw .tooLarge(messageBytesMax) }
        guard kind == .text else { return }
        // The message's bytes lie behind `start`.
        let isText = unsafe utf8.accepts(UnsafeRawBufferPointer(rebasing: message.bytes[start...]))
        if !isText { throw .malformedText }
    }

    /// A frame has come whole.
    private mutating func end(of head: WebSocketFrameHead) throws(WebSocketFailure) -> Event? {
        switch head.opcode {
        case .ping: return .ping
        case .pong: return .pong
        case .close:
            isOver = true
            return .close(try closeCode())
        case .continuation, .text, .binary:
            guard head.isFinal else { return nil }
            if isCompressed, let inflater {
                let before = message.count
                try inflater.endMessage(into: &message, room: messageBytesMax - message.count)
                try checkMessage(from: before)
            }
            let isText = kind == .text
            guard !isText || utf8.isBetweenCharacters else { throw .malformedText }
            kind = nil
            return isText ? .text : .binary
        }
    }

    /// The code of a close frame (RFC 6455 section 5.5.1).
    private func closeCode() throws(WebSocketFailure) -> UInt16? {
        let bytes = unsafe control.bytes
        if unsafe bytes.isEmpty { return nil }
        guard bytes.count >= 2 else { throw .protocolError("A close frame has half a code.") }
        let code = unsafe UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        guard WebSocketFailure.isSendable(code) else { throw .protocolError("The close code \(code) is not for sending.") }
        var utf8 = UTF8Checker()
        // Two bytes are there.
        guard unsafe utf8.accepts(UnsafeRawBufferPointer(rebasing: bytes[2...])), utf8.isBetweenCharacters else {
            throw .malformedText
        }
        return code
    }
}
