// The frames of a WebSocket: the same in pieces as in one, as a plain reading of RFC 6455 has them, and in fragments as whole.

import WritWire

func fuzzFrames(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let messageBytesMax = Int(first) * 8
    let bytes = Array(input.dropFirst())
    let whole = SocketEvent.received([bytes], messageBytesMax: messageBytesMax)
    for pieces in cuts(of: bytes) {
        let cut = SocketEvent.received(pieces, messageBytesMax: messageBytesMax)
        expect(cut == whole, "whole: \(whole), in \(pieces.count) pieces: \(cut)")
    }
    // Each event takes a head and a mask, but for the failure at a head.
    expect(whole.events.count <= bytes.count / 6 + 1, "\(whole.events.count) events of \(bytes.count) bytes")
    let naive = NaiveFrames(bytes, messageBytesMax: messageBytesMax).events
    // What is broken may be seen before its frame is whole.
    let isEarly = whole.events.last == .failed && whole.events.dropLast() == naive[...]
    expect(whole.events == naive || isEarly, "received: \(whole.events), should be \(naive)")
    checkFragments(whole.events.filter { $0 != .failed }, messageBytesMax: messageBytesMax)
}

/// What was said is said again, whole and in fragments, with a mask of its own.
private func checkFragments(_ events: [SocketEvent], messageBytesMax: Int) {
    for size in [Int.max, 1, 7] {
        let again = SocketEvent.received([NaiveFrames.write(events, fragmentBytes: size)], messageBytesMax: messageBytesMax)
        expect(again.events == events, "in fragments of \(size): \(again.events), should be \(events)")
        expect(!again.isInMessage, "a message without an end")
    }
}
