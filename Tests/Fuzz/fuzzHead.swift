// The head parser: the same in pieces as in one, nothing read beyond the end, and what it takes obeys the grammar.

import WritInputs
import WritWire

private let limitTables = [
    HeadLimits(), HeadLimits(targetBytesMax: 20, fieldBytesMax: 40, fieldCountMax: 4, headBytesMax: 120),
]

func fuzzHead(_ input: [UInt8]) {
    for limits in limitTables {
        let whole = parse([input], limits)
        for pieces in cuts(of: input) {
            var states: [[UInt8]] = []
            for piece in pieces { states.append((states.last ?? []) + piece) }
            let cut = parse(states, limits)
            expect(agree(whole, cut), "whole: \(whole), in \(pieces.count) pieces: \(cut)")
        }
        if case .complete(let byteCount) = whole.result { checkLines(Array(input[..<byteCount])) }
    }
}

private struct Parsed: Equatable {
    var result: RequestHead.Result
    var request: String = ""
}

/// What one parser makes of inputs, each of which is the last with more behind it.
private func parse(_ states: [[UInt8]], _ limits: HeadLimits) -> Parsed {
    var head = RequestHead()
    for state in states {
        // The exact copy outlives the parsing of it; ranges are checked by `slice`.
        let parsed = unsafe withExactly(state) { bytes -> Parsed? in
            let result = unsafe head.parse(bytes, limits: limits)
            if result == .incomplete { return nil }
            guard case .complete(let byteCount) = result else { return Parsed(result: result) }
            expect(byteCount <= bytes.count, "a head longer than the input")
            func text(_ range: ByteRange) -> String { unsafe Array(range.slice(of: bytes)).latin1 }
            var request = "\(text(head.methodBytes)) \(text(head.path)) \(head.query.map { text($0) } ?? "-")"
            request += " \(head.minorVersion) \(head.framing) \(head.keepsAlive) \(head.expectsContinue)"
            for index in 0..<head.fields.count {
                request += "\n\(text(head.fields[index].name)):\(text(head.fields[index].value))"
            }
            return Parsed(result: result, request: request)
        }
        if let parsed { return parsed }
    }
    return Parsed(result: .incomplete)
}

/// A refusal may be found earlier in pieces, and so for another limit or fault; it never becomes a request.
private func agree(_ whole: Parsed, _ cut: Parsed) -> Bool {
    if case .refused = whole.result, case .refused = cut.result { return true }
    return whole == cut
}

/// In a head that was taken, CR and LF come together only, and other control bytes than tab not at all.
private func checkLines(_ head: [UInt8]) {
    expect(head.suffix(4) == [13, 10, 13, 10], "a head without an empty line at its end")
    for (index, byte) in head.enumerated() {
        switch byte {
        case 13: expect(head[index + 1] == 10, "CR alone")
        case 10: expect(index > 0 && head[index - 1] == 13, "LF alone")
        case 9, 32...126, 128...: break
        default: fail("control byte \(byte) in a head that was taken")
        }
    }
}
