// A strict client's reading of what a server sends: whole frames without a mask, none behind a close.

import WritEngine
import WritWire

enum ServerFrames {
    /// The frames in order; texts and bytes inflated where they say that they are compressed.
    static func read(_ bytes: [UInt8], isCompressed: Bool) -> [SocketEvent] {
        var events: [SocketEvent] = []
        var rest = bytes[...]
        while let first = rest.popFirst() {
            if case .close? = events.last { fail("a frame behind a close") }
            let payload = takePayload(&rest)
            expect(first & 0xB0 == 0x80, "a server has no need of fragments: \(first)")
            expect(first & 0x40 == 0 || (isCompressed && first & 0x0F <= 2), "a compressed frame that nobody has agreed on")
            let whole = first & 0x40 == 0 ? payload : inflated(payload)
            switch first & 0x0F {
            case 1:
                expect(isUTF8(whole), "a text that is none")
                events.append(.text(whole))
            case 2: events.append(.binary(whole))
            case 8: events.append(close(payload))
            case 9: expect(payload.isEmpty, "a ping that says something")
            case 10: events.append(.pong(payload))
            default: fail("a frame of the kind \(first)")
            }
        }
        return events
    }

    private static func takePayload(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        guard let second = rest.popFirst() else { fail("half a head") }
        expect(second & 0x80 == 0, "a server's frame with a mask")
        var count = Int(second)
        if count >= 126 {
            let lengthCount = count == 126 ? 2 : 8
            expect(rest.count >= lengthCount, "half a length")
            count = rest.prefix(lengthCount).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(lengthCount)
            expect(count >= (lengthCount == 2 ? 126 : 65_536), "a length that is longer than it need be")
        }
        expect(rest.count >= count, "half a payload")
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    private static func close(_ payload: [UInt8]) -> SocketEvent {
        guard payload.count >= 2 else {
            expect(payload.isEmpty, "half a code")
            return .close(nil, [])
        }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        expect(WebSocketFailure.isSendable(code) && isUTF8(payload[2...]), "a close that may not be sent")
        return .close(code, Array(payload[2...]))
    }

    private static func inflated(_ payload: [UInt8]) -> [UInt8] {
        let decoder = agree("permessage-deflate", remembers: true).inflater
        let frame = NaiveFrames.frame(0xC2, payload)
        guard case .binary(let bytes)? = SocketEvent.received([frame], messageBytesMax: 1 << 24, inflater: decoder).events.first
        else { fail("a compressed message that can't be read") }
        return bytes
    }
}
