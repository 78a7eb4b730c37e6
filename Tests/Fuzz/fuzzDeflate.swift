// permessage-deflate: what is made smaller becomes the same again, what is malformed is refused, and no bomb goes beyond the limit.

import WritCompression
import WritEngine
import WritWire

func fuzzDeflate(_ input: [UInt8]) {
    guard input.count >= 2 else { return }
    let offers = [
        "permessage-deflate", "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; client_max_window_bits",
    ]
    let offer = offers[Int(input[0] & 3)]
    let remembers = input[0] & 4 != 0
    let messageBytesMax = Int(input[1]) * 64
    let bytes = Array(input.dropFirst(2))
    checkRoundTrip(bytes, offer: offer, remembers: remembers)
    checkHostile(bytes, offer: offer, remembers: remembers, messageBytesMax: messageBytesMax)
}

func agree(_ offer: String, remembers: Bool) -> WebSocketCompression.Agreement {
    let compression = WebSocketCompression.deflate(bytesMin: 0, remembersMessages: remembers, windowBits: 15)
    // The text is lent for the call.
    let agreement = unsafe Array(offer.utf8).withUnsafeBytes { unsafe compression.agree($0) }
    guard let agreement else { fail("no agreement on \(offer)") }
    return agreement
}

/// Parts of the input as messages, one after the other, and read in pieces.
private func checkRoundTrip(_ bytes: [UInt8], offer: String, remembers: Bool) {
    let deflater = agree(offer, remembers: remembers).deflater
    // The other side remembers as much as this one, whatever it says of itself.
    let inflater = agree("permessage-deflate", remembers: true).inflater
    let forgetful = agree(offer, remembers: remembers)
    let forgets = forgetful.field.contains("server_no_context_takeover")
    var chance = InputChance(bytes)
    for message in [bytes, Array(bytes.prefix(bytes.count / 2)), bytes + bytes, []] {
        var deflated = OutputBuffer(minimumCapacity: 0)
        unsafe withExactly(message) { unsafe deflater.deflate($0, into: &deflated) }
        expect(deflated.count > 0, "a message without a byte")
        expect(deflated.count <= message.count + message.count / 1000 + 64, "\(message.count) bytes became \(deflated.count)")
        let frames = frames(unsafe Array(deflated.bytes), &chance)
        let decoder = forgets ? agree("permessage-deflate", remembers: true).inflater : inflater
        let got = SocketEvent.received(frames, messageBytesMax: message.count, inflater: decoder).events
        expect(got == [.binary(message)], "\(message.count) bytes became \(got)")
        guard message.count > 0 else { continue }
        let least = forgets ? agree("permessage-deflate", remembers: true).inflater : nil
        guard let least else { continue }
        let refused = SocketEvent.received(frames, messageBytesMax: message.count - 1, inflater: least).events
        expect(refused == [.failed], "a message beyond the limit became \(refused)")
    }
}

/// A compressed message in fragments, in pieces.
private func frames(_ payload: [UInt8], _ chance: inout InputChance) -> [[UInt8]] {
    let middle = Int.random(in: 0...payload.count, using: &chance)
    return [NaiveFrames.frame(0x42, Array(payload[..<middle])), NaiveFrames.frame(0x80, Array(payload[middle...]))]
}

/// The input as what a client says is compressed: text and bytes, whole and in pieces.
private func checkHostile(_ bytes: [UInt8], offer: String, remembers: Bool, messageBytesMax: Int) {
    for opcode in [0xC1, 0xC2] as [UInt8] {
        let once = NaiveFrames.frame(opcode, bytes)
        // The second message finds what the first has left behind.
        let stream = once + NaiveFrames.frame(0x89, [1]) + once
        let whole = SocketEvent.received(
            [stream], messageBytesMax: messageBytesMax, inflater: agree(offer, remembers: remembers).inflater)
        for pieces in cuts(of: stream) {
            let cut = SocketEvent.received(
                pieces, messageBytesMax: messageBytesMax, inflater: agree(offer, remembers: remembers).inflater)
            expect(cut == whole, "whole: \(whole.events.count) events, in \(pieces.count) pieces: \(cut.events.count)")
        }
        for case .text(let message) in whole.events { expect(message.count <= messageBytesMax, "a text beyond the limit") }
        for case .binary(let message) in whole.events { expect(message.count <= messageBytesMax, "bytes beyond the limit") }
    }
    checkRoom(bytes, offer: offer, remembers: remembers, messageBytesMax: messageBytesMax)
}

/// However small the room, no more than one byte beyond it is written, and memory for no more than that is made.
private func checkRoom(_ bytes: [UInt8], offer: String, remembers: Bool, messageBytesMax: Int) {
    for room in [0, 1, messageBytesMax] {
        let inflater = agree(offer, remembers: remembers).inflater
        var output = OutputBuffer(minimumCapacity: 0)
        unsafe withExactly(bytes) { bytes in
            do throws(WebSocketFailure) {
                try unsafe inflater.inflate(bytes, into: &output, room: room)
            } catch {
                expect(error.code == 1007, "the wrong code for what is malformed: \(error.code)")
            }
        }
        expect(output.count <= room + 1, "\(output.count) bytes where there is room for \(room)")
        expect(output.capacity <= 4 * (room + 1) + 65_536, "\(output.capacity) bytes of memory for \(output.count)")
    }
}
