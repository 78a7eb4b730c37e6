// Frames of WebSocket, one by one and in pieces (RFC 6455).

import Testing

@testable import WritWire

/// A client's frame.
func frame(_ first: UInt8, _ payload: [UInt8], mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D], length: [UInt8]? = nil) -> [UInt8] {
    var bytes = [first]
    switch payload.count {
    case _ where length != nil: bytes += length ?? []
    case ..<126: bytes.append(0x80 | UInt8(payload.count))
    case ..<65_536: bytes += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: bytes += [0xFF] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
    }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
}

/// What a receiver tells of bytes that come in pieces of that size, as texts.
func events(_ bytes: [UInt8], pieces: Int = .max, bytesMax: Int = 1 << 20) -> [String] {
    var receiver = WebSocketReceiver(messageBytesMax: bytesMax)
    var events: [String] = []
    var start = 0
    while start < bytes.count {
        let end = start + min(pieces, bytes.count - start)
        // A copy of its own, so that nothing behind the piece can be read.
        let piece = Array(bytes[start..<end])
        unsafe piece.withUnsafeBytes { piece in
            var taken = 0
            while taken < piece.count {
                guard let event = unsafe receiver.next(piece, taken: &taken) else { break }
                let (message, control) = unsafe (Array(receiver.message.bytes), Array(receiver.control.bytes))
                switch event {
                case .text: events.append("text \(String(decoding: message, as: UTF8.self))")
                case .binary: events.append("binary \(message.count) \(message.reduce(0) { ($0 * 31 + Int($1)) % 9973 })")
                case .ping: events.append("ping \(control)")
                case .pong: events.append("pong \(control)")
                case .close(let code):
                    events.append("close \(code.map { "\($0)" } ?? "-") \(String(decoding: control.dropFirst(2), as: UTF8.self))")
                case .failed(let failure): events.append("failed \(failure.code)")
                }
            }
        }
        start = end
    }
    return events
}

@Suite struct `Frames of WebSocket` {
    static let euro = Array("€".utf8)
    static let table: [(name: String, bytes: [UInt8], events: [String])] = [
        ("a text", frame(0x81, Array("Hello".utf8)), ["text Hello"]),
        ("an empty text", frame(0x81, []), ["text "]),
        ("bytes", frame(0x82, [1, 2, 3]), ["binary 3 1026"]),
        ("126 bytes", frame(0x82, [UInt8](repeating: 0, count: 126)), ["binary 126 0"]),
        ("65,536 bytes", frame(0x82, [UInt8](repeating: 0, count: 65_536)), ["binary 65536 0"]),
        ("fragments", frame(0x01, Array("Hel".utf8)) + frame(0x00, []) + frame(0x80, Array("lo".utf8)), ["text Hello"]),
        (
            "a ping between fragments", frame(0x01, Array("Hel".utf8)) + frame(0x89, [7]) + frame(0x80, Array("lo".utf8)),
            ["ping [7]", "text Hello"]
        ),
        ("a character across fragments", frame(0x01, Array(euro[..<1])) + frame(0x80, Array(euro[1...])), ["text €"]),
        ("a pong", frame(0x8A, [1, 2]), ["pong [1, 2]"]),
        ("a close", frame(0x88, [0x03, 0xE8] + Array("bye".utf8)), ["close 1000 bye"]),
        ("a close without a code", frame(0x88, []), ["close - "]),
        ("nothing behind a close", frame(0x88, []) + frame(0x81, [65]), ["close - "]),
        ("half a code", frame(0x88, [3]), ["failed 1002"]),
        ("a reason that is no text", frame(0x88, [0x03, 0xE8, 0xFF]), ["failed 1007"]),
        ("a reserved bit", frame(0xA1, []), ["failed 1002"]),
        ("compression that nobody agreed on", frame(0xC1, []), ["failed 1002"]),
        ("a reserved opcode", frame(0x83, []), ["failed 1002"]),
        ("a reserved control opcode", frame(0x8B, []), ["failed 1002"]),
        ("a long ping", frame(0x89, [UInt8](repeating: 0, count: 126)), ["failed 1002"]),
        ("a ping in fragments", frame(0x09, []), ["failed 1002"]),
        ("a frame without a mask", [0x81, 0x05] + Array("Hello".utf8), ["failed 1002"]),
        ("a continuation of nothing", frame(0x80, [65]), ["failed 1002"]),
        ("a message inside a message", frame(0x01, [65]) + frame(0x81, [65]), ["failed 1002"]),
        ("a length that could be shorter", frame(0x82, [1], length: [0xFE, 0, 1]), ["failed 1002"]),
        ("a long length that could be shorter", frame(0x82, [], length: [0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), ["failed 1002"]),
        ("a length beyond all", frame(0x82, [], length: [0xFF] + [UInt8](repeating: 0xFF, count: 8)), ["failed 1002"]),
        ("more than is taken", frame(0x82, [UInt8](repeating: 0, count: 1 << 20) + [0]), ["failed 1009"]),
        (
            "fragments of more than is taken", frame(0x02, [UInt8](repeating: 0, count: 1 << 20)) + frame(0x80, [0]),
            ["failed 1009"]
        ),
        ("a text that is none", frame(0x81, [0x48, 0xFF]), ["failed 1007"]),
        ("a text that ends in a character", frame(0x81, Array(euro[..<2])), ["failed 1007"]),
        ("surrogates", frame(0x81, [0xED, 0xA0, 0x80]), ["failed 1007"]),
        ("an overlong character", frame(0x81, [0xC0, 0xAF]), ["failed 1007"]),
        ("two messages", frame(0x81, [65]) + frame(0x82, [1]), ["text A", "binary 1 1"]),
    ]

    @Test(arguments: table.indices, [1, 2, 3, 7, 1_000, Int.max])
    func `are what RFC 6455 says, however they come`(index: Int, pieces: Int) {
        let row = Self.table[index]
        #expect(events(row.bytes, pieces: pieces) == row.events, "\(row.name)")
    }

    @Test func `fail as early as the bytes tell`() {
        // A reserved bit in the first byte, a text's first wrong byte, a length: none needs the rest of its frame.
        #expect(events([0xF1]) == ["failed 1002"])
        #expect(events(Array(frame(0x81, [0xFF] + [UInt8](repeating: 65, count: 100)).prefix(7))) == ["failed 1007"])
        #expect(events(Array(frame(0x82, [UInt8](repeating: 0, count: 2_000)).prefix(8)), bytesMax: 1_000) == ["failed 1009"])
    }

    @Test(
        arguments: [
            (0, false), (999, false), (1000, true), (1003, true), (1004, false), (1005, false), (1006, false), (1007, true),
            (1011, true),
            (1014, true), (1015, false), (1016, false), (2999, false), (3000, true), (4999, true), (5000, false), (65535, false),
        ] as [(UInt16, Bool)])
    func `have close codes that may be sent`(code: UInt16, isSendable: Bool) {
        let told = events(frame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)]))
        #expect(told == [isSendable ? "close \(code) " : "failed 1002"])
    }

    @Test(arguments: [0, 1, 7, 8, 9, 63, 64, 65, 1_000])
    func `lose their mask wherever they are cut`(count: Int) {
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let masked = frame(0x82, plain, mask: [1, 2, 3, 4]).suffix(count)
        for cut in 0...min(count, 17) {
            var output = OutputBuffer()
            for (offset, piece) in [(0, Array(masked.prefix(cut))), (cut, Array(masked.dropFirst(cut)))] {
                unsafe piece.withUnsafeBytes { unsafe WebSocketMask.append($0, mask: 0x0403_0201, offset: offset, to: &output) }
            }
            #expect(unsafe Array(output.bytes) == plain)
        }
    }

    @Test(arguments: [0, 125, 126, 65_535, 65_536])
    func `of the server have the shortest length`(count: Int) {
        var output = OutputBuffer()
        let payload = [UInt8](repeating: 9, count: count)
        unsafe payload.withUnsafeBytes { unsafe output.appendFrame(.binary, $0) }
        let head = unsafe output.bytes.count - count
        #expect(head == (count < 126 ? 2 : count < 65_536 ? 4 : 10))
        var close = OutputBuffer()
        close.appendClose(1000, String(repeating: "ä", count: 100))
        #expect(unsafe close.bytes[1] == 124 && close.bytes.count == 126)
    }
}

@Suite struct `UTF-8 in pieces` {
    @Test func `is what the standard library takes`() {
        var generator = SystemRandomNumberGenerator()
        let interesting: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                interesting.randomElement(using: &generator) ?? 0
            }
            let padded = [UInt8](repeating: 65, count: Int.random(in: 0...9, using: &generator)) + bytes
            var checker = UTF8Checker()
            let cut = Int.random(in: 0...padded.count, using: &generator)
            let isText = [Array(padded[..<cut]), Array(padded[cut...])].allSatisfy { piece in
                unsafe piece.withUnsafeBytes { unsafe checker.accepts($0) }
            }
            #expect((isText && checker.isBetweenCharacters) == (String(validating: padded, as: UTF8.self) != nil), "\(padded)")
        }
    }
}
