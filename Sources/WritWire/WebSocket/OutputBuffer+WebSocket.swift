// Frames of a server, which have no mask (RFC 6455 section 5.1).

extension OutputBuffer {
    /// Appends a frame.
    package mutating func appendFrame(
        _ opcode: WebSocketOpcode, isFinal: Bool = true, isCompressed: Bool = false, _ payload: UnsafeRawBufferPointer
    ) {
        appendFrameHead(opcode, isFinal: isFinal, isCompressed: isCompressed, payloadCount: payload.count)
        unsafe append(payload)
    }

    /// Appends the head of a frame, behind which that many bytes have to follow.
    package mutating func appendFrameHead(
        _ opcode: WebSocketOpcode, isFinal: Bool = true, isCompressed: Bool = false, payloadCount: Int
    ) {
        append((isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode.rawValue)
        if payloadCount < 126 {
            append(UInt8(truncatingIfNeeded: payloadCount))
        } else if payloadCount < 65_536 {
            append(126)
            append(bigEndian: UInt64(payloadCount), byteCount: 2)
        } else {
            append(127)
            append(bigEndian: UInt64(payloadCount), byteCount: 8)
        }
    }

    /// Appends a close frame; without a code it says nothing of why. A reason is cut off where it is longer than 123 bytes.
    package mutating func appendClose(_ code: UInt16?, _ reason: String = "") {
        guard let code else { return appendFrameHead(.close, payloadCount: 0) }
        var text = reason
        while text.utf8.count > 123 { text.removeLast() }
        appendFrameHead(.close, payloadCount: 2 + text.utf8.count)
        append(bigEndian: UInt64(code), byteCount: 2)
        append(text)
    }

    private mutating func append(bigEndian number: UInt64, byteCount: Int) {
        for index in (0..<byteCount).reversed() { append(UInt8(truncatingIfNeeded: number >> (UInt64(index) * 8))) }
    }
}
