// Parsing heads whole and in pieces, each piece ending at memory that can't be read.

import WritInputs
import WritWire

/// A parsed head as plain values, or what became of it.
struct ParsedHead: Equatable {
    var result: RequestHead.Result
    var method = ""
    var path = ""
    var query: String?
    var fields: [String] = []
    var framing = RequestHead.Framing.none
    var keepsAlive = true
    var minorVersion = 1

    init(_ head: borrowing RequestHead, _ result: RequestHead.Result, _ input: GuardedBytes) {
        self.result = result
        guard case .complete = result else { return }
        // Every range is checked against the input by `slice`.
        func text(_ range: ByteRange) -> String {
            unsafe String(range.slice(of: input.bytes).map { Character(Unicode.Scalar($0)) })
        }
        method = text(head.methodBytes)
        path = text(head.path)
        query = head.query.map { text($0) }
        for index in 0..<head.fields.count {
            let line = head.fields[index]
            fields.append("\(text(line.name))=\(text(line.value))")
        }
        framing = head.framing
        keepsAlive = head.keepsAlive
        minorVersion = Int(head.minorVersion)
    }
}

/// Parses `input` once, whole.
func parseWhole(_ input: [UInt8], limits: HeadLimits = HeadLimits()) -> ParsedHead {
    parse([input], limits: limits)
}

/// Parses the first `cut` bytes of `input`, then all of it, with the same head.
func parseCut(_ input: [UInt8], at cut: Int, limits: HeadLimits = HeadLimits()) -> ParsedHead {
    parse([Array(input[..<cut]), input], limits: limits)
}

/// Parses `input` byte by byte, with the same head.
func parseByteByByte(_ input: [UInt8], limits: HeadLimits = HeadLimits()) -> ParsedHead {
    parse((0...input.count).map { Array(input[..<$0]) }, limits: limits)
}

/// Parses one state of the input after the other, each longer than the last, with the same head.
func parse(_ states: [[UInt8]], limits: HeadLimits) -> ParsedHead {
    var head = RequestHead()
    for state in states {
        let input = GuardedBytes(state)
        // The bytes live as long as `input`.
        let result = unsafe head.parse(input.bytes, limits: limits)
        if result != .incomplete { return ParsedHead(head, result, input) }
    }
    return ParsedHead(head, .incomplete, GuardedBytes([]))
}

/// The status a head is answered with: 0 for more bytes needed, 200 for a complete one.
func status(_ result: RequestHead.Result) -> Int {
    switch result {
    case .incomplete: 0
    case .complete: 200
    case .refused(let refusal): refusal.answer.status
    }
}
