// The head of one frame (RFC 6455 section 5.2).

/// What a frame carries.
package enum WebSocketOpcode: UInt8, Sendable {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    package var isControl: Bool { rawValue >= 0x8 }
}

/// The head of a frame of a client, which is masked.
struct WebSocketFrameHead: Equatable {
    var isFinal: Bool
    /// The bit that permessage-deflate has for messages that it has made smaller (RFC 7692 section 7).
    var isCompressed: Bool
    var opcode: WebSocketOpcode
    /// Its first byte is the lowest, whatever the machine.
    var mask: UInt32
    var payloadCount: Int

    /// Bytes that a head has at most.
    static let byteCountMax = 14

    enum Step: Equatable {
        case needsMore
        case head(WebSocketFrameHead, byteCount: Int)
        case broken(WebSocketFailure)
    }

    /// Reads a head at the front of bytes; what can be said of its first byte is said before the others are there.
    static func read(_ bytes: UnsafeRawBufferPointer, allowsCompression: Bool) -> Step {
        guard bytes.count > 0 else { return .needsMore }
        // Each index is below the count.
        let first = unsafe bytes[0]
        let isCompressed = first & 0x40 != 0
        guard first & 0x30 == 0, !isCompressed || allowsCompression else {
            return .broken(.protocolError("A reserved bit is set."))
        }
        guard let opcode = WebSocketOpcode(rawValue: first & 0x0F) else {
            return .broken(.protocolError("The opcode is reserved."))
        }
        let isFinal = first & 0x80 != 0
        if opcode.isControl || opcode == .continuation, isCompressed {
            return .broken(.protocolError("The frame can't be compressed by itself."))
        }
        if opcode.isControl, !isFinal { return .broken(.protocolError("A control frame is in fragments.")) }
        guard bytes.count > 1 else { return .needsMore }
        let second = unsafe bytes[1]
        guard second & 0x80 != 0 else { return .broken(.protocolError("The frame is not masked.")) }
        let short = Int(second & 0x7F)
        if opcode.isControl, short > 125 { return .broken(.protocolError("A control frame has more than 125 bytes.")) }
        let lengthCount = short == 127 ? 8 : short == 126 ? 2 : 0
        guard bytes.count >= 6 + lengthCount else { return .needsMore }
        var payloadCount = short
        if lengthCount > 0 {
            var long: UInt64 = 0
            for index in 0..<lengthCount { long = unsafe long << 8 | UInt64(bytes[2 + index]) }
            guard long <= UInt64(Int.max), long > (lengthCount == 2 ? 125 : 65_535) else {
                return .broken(.protocolError("The length is not in its shortest form."))
            }
            payloadCount = Int(long)
        }
        // Four bytes stand behind the length.
        let mask = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 + lengthCount, as: UInt32.self))
        let head = WebSocketFrameHead(
            isFinal: isFinal, isCompressed: isCompressed, opcode: opcode, mask: mask, payloadCount: payloadCount)
        return .head(head, byteCount: 6 + lengthCount)
    }
}
