// What a WebSocket's bytes say, as plain values: by the receiver, and by a reading that knows nothing of it.

import WritWire

enum SocketEvent: Equatable {
    case text([UInt8])
    case binary([UInt8])
    case ping([UInt8])
    case pong([UInt8])
    case close(UInt16?, [UInt8])
    /// The client has broken the protocol; nothing follows.
    case failed

    /// What the receiver makes of pieces; and with it, that it takes no more steps and keeps no more bytes than it should.
    static func received(
        _ pieces: [[UInt8]], messageBytesMax: Int, inflater: (any MessageInflater)? = nil
    ) -> (events: [SocketEvent], isInMessage: Bool) {
        var receiver = WebSocketReceiver(messageBytesMax: messageBytesMax, inflater: inflater)
        var events: [SocketEvent] = []
        for piece in pieces {
            unsafe withExactly(piece) { bytes in
                var at = 0
                while at < bytes.count {
                    var taken = 0
                    // The offset is below the count.
                    let event = unsafe receiver.next(UnsafeRawBufferPointer(rebasing: bytes[at...]), taken: &taken)
                    at += taken
                    expect(at <= bytes.count, "more bytes are taken than there are")
                    expect(event != nil || at == bytes.count, "bytes are left without an event")
                    expect(taken > 0 || event == .failed(failure(event)), "an event without a byte")
                    // One byte more is how a decoder says that there is too much.
                    expect(receiver.message.count <= messageBytesMax + 1 || event != nil, "a message beyond the limit is kept")
                    guard let event else { continue }
                    expect(events.last != .failed && !isClose(events.last), "an event behind the end")
                    let told = unsafe SocketEvent(event, receiver.message.bytes, receiver.control.bytes)
                    if case .text(let text) = told { expect(isUTF8(text), "a text that is none") }
                    events.append(told)
                    if case .failed = told { at = bytes.count }
                }
            }
        }
        return (events, receiver.isInMessage)
    }

    private static func failure(_ event: WebSocketReceiver.Event?) -> WebSocketFailure {
        if case .failed(let failure)? = event { failure } else { WebSocketFailure(code: 0, reason: "") }
    }

    private static func isClose(_ event: SocketEvent?) -> Bool {
        if case .close? = event { true } else { false }
    }

    private init(_ event: WebSocketReceiver.Event, _ message: UnsafeRawBufferPointer, _ control: UnsafeRawBufferPointer) {
        switch event {
        case .text: unsafe self = .text(Array(message))
        case .binary: unsafe self = .binary(Array(message))
        case .ping: unsafe self = .ping(Array(control))
        case .pong: unsafe self = .pong(Array(control))
        case .close(let code): unsafe self = .close(code, Array(control.dropFirst(2)))
        case .failed(let failure):
            expect(WebSocketFailure.isSendable(failure.code) && failure.reason.utf8.count <= 123, "a failure that can't be told")
            self = .failed
        }
    }
}

/// Whether all of it is UTF-8, as Swift's own library sees it.
func isUTF8(_ bytes: some Collection<UInt8>) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

/// Whether bytes can go on as UTF-8: all but at most three are, and something makes a character of those.
func canBecomeUTF8(_ bytes: [UInt8]) -> Bool {
    if isUTF8(bytes) { return true }
    for count in 1...3 where count <= bytes.count && isUTF8(bytes.dropLast(count)) {
        let tail = Array(bytes.suffix(count))
        for next in [0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF] as [UInt8] {
            for rest in 0...2 where isUTF8(tail + [next] + [UInt8](repeating: 0x80, count: rest)) { return true }
        }
    }
    return false
}
