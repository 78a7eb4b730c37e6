// The frames of a client read one by one as RFC 6455 tells them, with all bytes at hand.

/// What a client says, as far as whole frames go; what a frame that isn't whole breaks is not looked at, but for its head.
struct NaiveFrames {
    private(set) var events: [SocketEvent] = []
    private let bytes: [UInt8]
    private let messageBytesMax: Int
    private var at = 0
    /// The fragments of the current message.
    private var message: (isText: Bool, bytes: [UInt8])?
    private var isOver = false

    init(_ bytes: [UInt8], messageBytesMax: Int) {
        self.bytes = bytes
        self.messageBytesMax = messageBytesMax
        while !isOver, at < bytes.count, readFrame() {}
    }

    /// The frames of one message, or of all: masked, in fragments of so many bytes.
    static func write(_ events: [SocketEvent], fragmentBytes: Int = .max) -> [UInt8] {
        events.flatMap { event -> [UInt8] in
            switch event {
            case .text(let bytes): fragments(1, bytes, fragmentBytes)
            case .binary(let bytes): fragments(2, bytes, fragmentBytes)
            case .ping(let bytes): frame(0x89, bytes)
            case .pong(let bytes): frame(0x8A, bytes)
            case .close(nil, _): frame(0x88, [])
            case .close(let code?, let reason): frame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)] + reason)
            case .failed: frame(0x8F, [])
            }
        }
    }

    private static func fragments(_ opcode: UInt8, _ bytes: [UInt8], _ size: Int) -> [UInt8] {
        guard bytes.count > size else { return frame(0x80 | opcode, bytes) }
        let starts = Array(stride(from: 0, to: bytes.count, by: size))
        return starts.flatMap { start in
            let end = min(start + size, bytes.count)
            return frame((start == 0 ? opcode : 0) | (end == bytes.count ? 0x80 : 0), Array(bytes[start..<end]))
        }
    }

    static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        var head = [first]
        if payload.count < 126 {
            head.append(0x80 | UInt8(payload.count))
        } else if payload.count < 65_536 {
            head += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        } else {
            head += [0xFF] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        return head + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }

    /// False where the frame isn't whole.
    private mutating func readFrame() -> Bool {
        let (first, opcode) = (bytes[at], bytes[at] & 0x0F)
        let isControl = opcode >= 8
        guard first & 0x70 == 0, [0, 1, 2, 8, 9, 10].contains(opcode), !isControl || first & 0x80 != 0 else { return fail() }
        guard at + 1 < bytes.count else { return false }
        guard bytes[at + 1] & 0x80 != 0 else { return fail() }
        var count = Int(bytes[at + 1] & 0x7F)
        if isControl, count > 125 { return fail() }
        let lengthCount = count == 127 ? 8 : count == 126 ? 2 : 0
        var start = at + 2
        guard bytes.count >= start + lengthCount + 4 else { return false }
        if lengthCount > 0 {
            let length = bytes[start..<start + lengthCount].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard length < 1 << 63, length > (lengthCount == 2 ? 125 : 65_535) else { return fail() }
            count = Int(length)
        }
        start += lengthCount
        let mask = Array(bytes[start..<start + 4])
        start += 4
        if !isControl {
            guard (opcode == 0) == (message != nil), count <= messageBytesMax - (message?.bytes.count ?? 0) else { return fail() }
        }
        guard bytes.count - start >= count else { return false }
        let payload = bytes[start..<start + count].enumerated().map { $1 ^ mask[$0 % 4] }
        at = start + count
        return isControl ? takeControl(opcode, payload) : take(opcode, payload, isFinal: first & 0x80 != 0)
    }

    private mutating func take(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool) -> Bool {
        let isText = message?.isText ?? (opcode == 1)
        let whole = (message?.bytes ?? []) + payload
        guard !isText || canBecomeUTF8(whole) else { return fail() }
        message = (isText, whole)
        guard isFinal else { return true }
        guard !isText || isUTF8(whole) else { return fail() }
        message = nil
        events.append(isText ? .text(whole) : .binary(whole))
        return true
    }

    private mutating func takeControl(_ opcode: UInt8, _ payload: [UInt8]) -> Bool {
        switch opcode {
        case 9: events.append(.ping(payload))
        case 10: events.append(.pong(payload))
        default:
            isOver = true
            guard payload.count != 1 else { return fail() }
            guard payload.count > 1 else {
                events.append(.close(nil, []))
                return true
            }
            let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
            let isSendable = [1000...1003, 1007...1014, 3000...4999].contains { $0.contains(code) }
            guard isSendable, isUTF8(payload[2...]) else { return fail() }
            events.append(.close(code, Array(payload[2...])))
        }
        return true
    }

    private mutating func fail() -> Bool {
        isOver = true
        events.append(.failed)
        return true
    }
}
